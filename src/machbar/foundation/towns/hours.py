"""Opening hours as values: reading them as people write them, and whether the door is open at a moment.

Moments are naive and local (the town's wall clock), so that a change of the clock moves no opening hour.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

DAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")
LOOKED_AHEAD_DAYS = 60
MOST_SPANS = 4

_DAY = r"(?:Mo|Di|Mi|Do|Fr|Sa|So)"
_TIME = r"(?:[01]?\d|2[0-3])(?:[:.][0-5]\d)?"
_SPAN = rf"{_TIME}\s*(?:Uhr\s*)?(?:-|–|bis)\s*{_TIME}(?:\s*Uhr)?"
_ONE_SPAN = re.compile(rf"\s*({_TIME})\s*(?:Uhr\s*)?(?:-|–|bis)\s*({_TIME})(?:\s*Uhr)?\s*")
_BETWEEN = re.compile(r"\s*(?:,|;|\+|\bund\b)\s*")
_PART = re.compile(
    rf"\s*({_DAY}\.?(?:\s*(?:-|–|bis|,|und)\s*{_DAY}\.?)*)\s*:?\s+({_SPAN}(?:\s*(?:und|\+|,)\s*{_SPAN})*)\s*(?:[,;.]|$)"
)


class HoursProblem(StrEnum):
    """What is wrong with a text of hours."""

    NOT_HOURS = "not_hours"
    BACKWARDS = "backwards"
    OVERLAPPING = "overlapping"
    TOO_MANY = "too_many"


class NotHours(ValueError):
    """A text that does not name hours; `problem` says why."""

    def __init__(self, problem: HoursProblem) -> None:
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """From when to when the door is open; it closes on the same day."""

    opens: time
    closes: time


@dataclass(frozen=True, kw_only=True)
class SpecialDay:
    """A day on which other hours hold; without spans the door stays closed."""

    day: date
    spans: tuple[Span, ...] = ()
    note: str = ""


Week = Mapping[int, Sequence[Span]]


@dataclass(frozen=True, kw_only=True)
class Door:
    """The door at a moment. `closes` is set while it is open; `next_day` and `next_span` say when it opens next.

    `today` holds all spans of the day, `note` why the day is special (a holiday).
    """

    is_open: bool
    day: date
    today: tuple[Span, ...] = ()
    closes: time | None = None
    next_day: date | None = None
    next_span: Span | None = None
    note: str = field(default="")

    @property
    def opens_today(self) -> bool:
        """Whether the door opens (again) later on this day."""
        return self.next_day == self.day


def spans_of(text: str) -> tuple[Span, ...]:
    """`10–13, 15:30 bis 18 Uhr` as spans in their order; nothing for an empty text. Raises `NotHours`."""
    found = [_span(part) for part in _BETWEEN.split(text.strip())] if text.strip() else []
    if len(found) > MOST_SPANS:
        raise NotHours(HoursProblem.TOO_MANY)
    spans = tuple(sorted(found))
    if any(later.opens < earlier.closes for earlier, later in pairwise(spans)):
        raise NotHours(HoursProblem.OVERLAPPING)
    return spans


def week_of(text: str) -> dict[int, tuple[Span, ...]] | None:
    """`Di 10–13 Uhr, Mo–Fr 9–12 und 14–16 Uhr` as hours by weekday (0 is Monday); None for anything else."""
    week: dict[int, tuple[Span, ...]] = {}
    at = 0
    text = text.strip()
    while at < len(text):
        part = _PART.match(text, at)
        if part is None:
            return None
        try:
            spans = spans_of(part[2])
            for day in _days(part[1]):
                week[day] = spans_of(", ".join(map(_plain, (*week.get(day, ()), *spans))))
        except NotHours:
            return None
        at = part.end()
    return week or None


def door_at(week: Week, special: Iterable[SpecialDay], at: datetime) -> Door:
    """Whether the door is open at a local moment, until when, and when it opens next."""
    others = {each.day: each for each in special}
    today = _spans_on(at.date(), week, others)
    now = at.time()
    inside = next((span for span in today if span.opens <= now < span.closes), None)
    next_day, next_span = _next(week, others, at)
    noted = others.get(at.date())
    return Door(
        is_open=inside is not None,
        day=at.date(),
        today=today,
        closes=inside.closes if inside else None,
        next_day=next_day,
        next_span=next_span,
        note=noted.note if noted else "",
    )


def _spans_on(day: date, week: Week, others: Mapping[date, SpecialDay]) -> tuple[Span, ...]:
    if day in others:
        return others[day].spans
    return tuple(week.get(day.weekday(), ()))


def _next(
    week: Week, others: Mapping[date, SpecialDay], at: datetime
) -> tuple[date | None, Span | None]:
    for ahead in range(LOOKED_AHEAD_DAYS):
        day = at.date() + timedelta(days=ahead)
        for span in _spans_on(day, week, others):
            if ahead or span.opens > at.time():
                return day, span
    return None, None


def _span(text: str) -> Span:
    found = _ONE_SPAN.fullmatch(text)
    if found is None:
        raise NotHours(HoursProblem.NOT_HOURS)
    opens, closes = _time(found[1]), _time(found[2])
    if closes <= opens:
        raise NotHours(HoursProblem.BACKWARDS)
    return Span(opens=opens, closes=closes)


def _time(text: str) -> time:
    hour, _sign, minute = text.replace(".", ":").partition(":")
    return time(int(hour), int(minute or 0))


def _days(text: str) -> list[int]:
    """`Mo–Mi und Fr` as 0, 1, 2, 4; a stretch may go over Sunday."""
    days: list[int] = []
    tokens = re.findall(rf"{_DAY}|-|–|bis", text)
    for number, token in enumerate(tokens):
        if token not in DAYS:
            continue
        day = DAYS.index(token)
        if number and tokens[number - 1] not in DAYS:
            while days[-1] != day:
                days.append((days[-1] + 1) % 7)
        else:
            days.append(day)
    return days


def _plain(span: Span) -> str:
    return f"{span.opens:%H:%M}-{span.closes:%H:%M}"
