"""How money, dates, numbers and waiting times are written in German, exactly."""

import re
from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

NBSP = "\u00a0"
JOINER = "\u2060"  # of no width; no line ends there
MINUS = "\u2212"
DAYS_COUNTED = 60  # longer waits are counted in months

NUMBER_WORDS: tuple[Promise, ...] = (
    gettext_lazy("none"),
    pgettext_lazy("number", "one"),
    gettext_lazy("two"),
    gettext_lazy("three"),
    gettext_lazy("four"),
    gettext_lazy("five"),
    gettext_lazy("six"),
    gettext_lazy("seven"),
    gettext_lazy("eight"),
    gettext_lazy("nine"),
    gettext_lazy("ten"),
    gettext_lazy("eleven"),
    gettext_lazy("twelve"),
)


def euros(cents: int, *, exact: bool = False) -> str:
    """Whole cents as `40.000 €`; decimals where not zero, or where ``exact`` asks for them."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    decimals = f",{rest:02d}" if exact or rest else ""
    sign = MINUS if cents < 0 else ""
    return f"{sign}{grouped}{decimals}{NBSP}€"


def euro_signs(text: str) -> str:
    """A text from elsewhere with `40.000 €` where it writes `40.000 EUR`, `EUR 40.000` or `2 Mio. Euro`."""
    text = re.sub(r"\b(?:EUR|Euro) ?(\d[\d.]*(?:,\d+)?)", rf"\1{NBSP}€", text)
    return re.sub(rf"(?<=[\d.])[ {NBSP}]?(?:EUR|Euro|€)(?![\w€])", f"{NBSP}€", text)


def in_words(number: int) -> str:
    """`zwei` up to `zwölf`, digits beyond and below zero."""
    if 0 <= number < len(NUMBER_WORDS):
        return str(NUMBER_WORDS[number])
    return str(number)


def long_date(day: date) -> str:
    """`Donnerstag, 24. September 2026`; a moment counts with its local day."""
    return date_format(_local_day(day), r"l, j. F Y")


def short_date(day: date, today: date) -> str:
    """`3. Dezember`, and `3. Dezember 2027` where that is not this year."""
    local = _local_day(day)
    return date_format(local, "j. F" if local.year == today.year else "j. F Y")


def partial_date(text: str) -> str:
    """`2024`, `Juli 2024` or `15. Juli 2024` from as much of an ISO date as there is; any other text stays."""
    shape = {4: "Y", 7: "F Y", 10: "j. F Y"}.get(len(text), "")
    try:
        return date_format(date.fromisoformat(f"{text}-01-01"[:10]), shape) if shape else text
    except ValueError:
        return text


def kept_together(text: str) -> str:
    """Opening hours and addresses whose hours, days and house numbers do not part at the end of a line."""
    text = re.sub(r"\b(Mo|Di|Mi|Do|Fr|Sa|So) (?=\d)", rf"\1{NBSP}", text)
    text = re.sub(r"(?<=\d) (?=Uhr)", NBSP, text)
    text = re.sub(r"(?<=\d)([–-])(?=\d)", rf"{JOINER}\1{JOINER}", text)
    return re.sub(r"(?<=[a-zäöüß.]) (?=\d+ ?[a-z]?(?:,|$))", NBSP, text)


def moment(at: datetime) -> str:
    """`Donnerstag, 24. September 2026, 16:42 Uhr` in local time."""
    local = timezone.localtime(at)
    return _("%(day)s, %(time)s o'clock") % {
        "day": long_date(local.date()),
        "time": date_format(local, "H:i"),
    }


def days_ago(day: date, today: date) -> str:
    """`heute`, `gestern`, `vor 5 Tagen`, `vor 3 Monaten`; ahead of us `morgen`, `in 9 Tagen`."""
    days = (today - day).days
    if days < 0:
        return _days_ahead(-days)
    if days <= 1:
        return _("yesterday") if days else _("today")
    if days < DAYS_COUNTED:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    months = days // 30
    return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}


def days_waiting(day: date, today: date) -> str:
    """The age of a waiting thing: `heute`, `gestern`, `6 Tage`; ahead of us `in 9 Tagen`."""
    days = (today - day).days
    if days <= 1:
        return days_ago(day, today)
    return ngettext("%(n)d day", "%(n)d days", days) % {"n": days}


def _days_ahead(days: int) -> str:
    if days == 1:
        return _("tomorrow")
    return ngettext("in %(n)d day", "in %(n)d days", days) % {"n": days}


def _local_day(day: date) -> date:
    if isinstance(day, datetime):
        return timezone.localdate(day) if timezone.is_aware(day) else day.date()
    return day


def percent(hundredths: int) -> str:
    """A share in hundredths of a percent as `66,67 %`."""
    whole, rest = divmod(hundredths, 100)
    decimals = f",{rest:02d}".rstrip("0") if rest else ""
    return f"{whole}{decimals}{NBSP}%"
