"""From a series of presence hours to its days, and from a day to its slots.

Hours are what the clock on the wall shows; slots are real spans of time. In the weeks in which the clocks change a
slot keeps its length, and 16:00 stays 16:00.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
FIFTH = 5


class Rhythm(StrEnum):
    """How often somebody is there."""

    ONCE = "once"
    WEEKLY = "weekly"
    FORTNIGHTLY = "fortnightly"
    MONTHLY = "monthly"


@dataclass(frozen=True, kw_only=True)
class Series:
    """Days in a rhythm, counted from the first one; ``last_day`` None goes on and on.

    Monthly means the same weekday of the same week of the month; a first day in its fifth week means the last one.
    """

    rhythm: Rhythm
    first_day: date
    last_day: date | None = None


@dataclass(frozen=True, kw_only=True, order=True)
class Slot:
    """One span of time that can be booked; both ends know their zone."""

    starts_at: datetime
    ends_at: datetime


def days_between(
    series: Series, start: date, end: date, *, but_not: Iterable[date] = ()
) -> tuple[date, ...]:
    """The days of the series from ``start`` to ``end`` (both may be among them), in order."""
    last = end if series.last_day is None else min(end, series.last_day)
    first = max(start, series.first_day)
    left_out = frozenset(but_not)
    return tuple(
        day for day in _days(series, first, last) if first <= day <= last and day not in left_out
    )


def slots_on(
    day: date, *, starts: time, ends: time, minutes: int, zone: ZoneInfo
) -> tuple[Slot, ...]:
    """The slots of ``minutes`` that fit between the two hours of one day, one after the other."""
    length = timedelta(minutes=minutes)
    begin = datetime.combine(day, starts, zone).astimezone(UTC)
    close = datetime.combine(day, ends, zone).astimezone(UTC)
    count = max(0, (close - begin) // length)
    return tuple(
        Slot(
            starts_at=(begin + number * length).astimezone(zone),
            ends_at=(begin + (number + 1) * length).astimezone(zone),
        )
        for number in range(count)
    )


def overlaps(slot: Slot, starts_at: datetime, ends_at: datetime) -> bool:
    """Whether the slot and another span share any time; touching ends do not count."""
    return slot.starts_at < ends_at and starts_at < slot.ends_at


def _days(series: Series, first: date, last: date) -> Iterator[date]:
    if series.rhythm is Rhythm.ONCE:
        yield series.first_day
    elif series.rhythm is Rhythm.MONTHLY:
        yield from _monthly(series.first_day, first, last)
    else:
        step = WEEK if series.rhythm is Rhythm.WEEKLY else 2 * WEEK
        day = series.first_day + max(0, (first - series.first_day) // step) * step
        while day <= last:
            yield day
            day += step


def _monthly(pattern: date, first: date, last: date) -> Iterator[date]:
    week = (pattern.day - 1) // 7 + 1
    month = first.replace(day=1)
    while month <= last:
        yield _weekday_of(month, pattern.weekday(), week)
        month = (month + timedelta(days=31)).replace(day=1)


def _weekday_of(month: date, weekday: int, week: int) -> date:
    """The ``week``-th such weekday of a month that begins on ``month``; the fifth is the last."""
    day = month + timedelta(days=(weekday - month.weekday()) % 7) + (week - 1) * WEEK
    return day - WEEK if week == FIFTH and day.month != month.month else day
