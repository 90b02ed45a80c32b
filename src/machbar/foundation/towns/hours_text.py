"""Opening hours in words: a span, a week in one line, the sign at the door."""

from collections.abc import Sequence
from datetime import time

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from machbar.foundation.towns.hours import DAYS, Door, HoursProblem, Span, Week

HOURS_PROBLEMS: dict[HoursProblem, Promise] = {
    HoursProblem.NOT_HOURS: gettext_lazy("Please write hours like 10–13 or 10:30–13, 15–18."),
    HoursProblem.BACKWARDS: gettext_lazy("The closing time must be later than the opening time."),
    HoursProblem.OVERLAPPING: gettext_lazy("Two of these times overlap."),
    HoursProblem.TOO_MANY: gettext_lazy("Please give at most four times a day."),
}

WEEKDAYS = (
    gettext_lazy("Monday"),
    gettext_lazy("Tuesday"),
    gettext_lazy("Wednesday"),
    gettext_lazy("Thursday"),
    gettext_lazy("Friday"),
    gettext_lazy("Saturday"),
    gettext_lazy("Sunday"),
)


def clock(at: time) -> str:
    """`10` or `10:30`, as a person says it."""
    return f"{at.hour}:{at.minute:02d}" if at.minute else str(at.hour)


def times(spans: Sequence[Span]) -> str:
    """`10–13, 15:30–18`: as it is typed, without the word for the clock."""
    return ", ".join(f"{clock(span.opens)}–{clock(span.closes)}" for span in spans)


def times_in_words(spans: Sequence[Span]) -> str:
    """`10–13 und 15–18 Uhr`; nothing for none."""
    if not spans:
        return ""
    joined = _(" and ").join(f"{clock(span.opens)}–{clock(span.closes)}" for span in spans)
    return _("%(times)s o'clock") % {"times": joined}


def week_in_words(week: Week) -> str:
    """`Di 10–13 Uhr, Do 15–18 Uhr`; neighbouring days with the same hours share one part."""
    parts: list[tuple[list[int], tuple[Span, ...]]] = []
    for day in range(7):
        spans = tuple(week.get(day, ()))
        if not spans:
            continue
        if parts and parts[-1][1] == spans and parts[-1][0][-1] == day - 1:
            parts[-1][0].append(day)
        else:
            parts.append(([day], spans))
    return ", ".join(f"{_names(days)} {times_in_words(spans)}" for days, spans in parts)


def sign(door: Door) -> tuple[str, str]:
    """What hangs at the door, in two lines: whether it is open, and until or from when."""
    if door.closes is not None:
        return _("Open now"), _("until %(time)s o'clock") % {"time": clock(door.closes)}
    if door.next_day is None or door.next_span is None:
        return pgettext("door", "Closed"), door.note
    hours = times_in_words([door.next_span])
    if door.opens_today:
        return _("Open today"), hours
    days = (door.next_day - door.day).days
    when = (
        _("tomorrow") if days == 1 else date_format(door.next_day, "l" if days < 7 else "l, j. F")
    )
    opens = _("again %(day)s, %(hours)s") % {"day": when, "hours": hours}
    return _("Closed today") if not door.today else _("Closed now"), opens


def _names(days: Sequence[int]) -> str:
    if len(days) > 2:
        return f"{DAYS[days[0]]}–{DAYS[days[-1]]}"
    return ", ".join(DAYS[day] for day in days)
