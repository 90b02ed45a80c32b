"""How money, dates and waiting times are written in German, exactly."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NBSP = "\u00a0"
MINUS = "\u2212"


def euros(cents: int, *, exact: bool = False) -> str:
    """Whole cents as `40.000 €`; with decimals where they are not zero or where ``exact`` asks for them."""
    whole, rest = divmod(abs(cents), 100)
    grouped = f"{whole:,}".replace(",", ".")
    decimals = f",{rest:02d}" if exact or rest else ""
    sign = MINUS if cents < 0 else ""
    return f"{sign}{grouped}{decimals}{NBSP}€"


def long_date(day: date) -> str:
    """`Donnerstag, 24. September 2026`."""
    return date_format(day, r"l, j. F Y")


def moment(at: datetime) -> str:
    """`Donnerstag, 24. September 2026, 16:42 Uhr` in local time."""
    local = timezone.localtime(at)
    return _("%(day)s, %(time)s o'clock") % {
        "day": long_date(local.date()),
        "time": date_format(local, "H:i"),
    }


def days_ago(day: date, today: date) -> str:
    """`heute`, `gestern`, `vor 5 Tagen`, `vor 3 Monaten`."""
    days = (today - day).days
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 60:
        return ngettext("%(n)d day ago", "%(n)d days ago", days) % {"n": days}
    months = days // 30
    return ngettext("%(n)d month ago", "%(n)d months ago", months) % {"n": months}
