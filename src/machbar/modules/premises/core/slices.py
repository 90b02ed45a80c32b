"""Time in slices: a quarter of an hour of a room, a day of a window. Two bookings overlap where they share a slice.

Spans are moments; the days and hours that people name are those of the clock on the wall, which loses an hour in
spring and has one twice in autumn. Slices are named by their beginning in UTC, where no hour is missing or double.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo

QUARTER = timedelta(minutes=15)
DAY = timedelta(days=1)


class NoSuchTime(ValueError):
    """The clock on the wall never shows this time on that day: it is put forward over it."""


@dataclass(frozen=True, kw_only=True, order=True)
class Span:
    """From one moment until another; the end does not belong to it."""

    starts_at: datetime
    ends_at: datetime


def on_the_clock(day: date, hour: time, zone: tzinfo) -> datetime:
    """The moment in UTC at which the clock shows this time; the first of two. Raises `NoSuchTime`."""
    moment = datetime.combine(day, hour, zone).astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None, fold=0) != datetime.combine(day, hour):
        raise NoSuchTime
    return moment


def hours_of_day(day: date, starts: time, ends: time, zone: tzinfo) -> Span:
    """A span within one day; an end at midnight means the end of the day. Raises `NoSuchTime`."""
    last = day + DAY if ends == time.min else day
    return Span(starts_at=on_the_clock(day, starts, zone), ends_at=on_the_clock(last, ends, zone))


def whole_days(first: date, last: date, zone: tzinfo) -> Span:
    """From the midnight before the first day until the one after the last; both days belong to it."""
    return Span(
        starts_at=on_the_clock(first, time.min, zone),
        ends_at=on_the_clock(last + DAY, time.min, zone),
    )


def quarters_in(span: Span) -> tuple[datetime, ...]:
    """The quarters of an hour that a span touches, by their beginning in UTC."""
    begin = _quarter_of(span.starts_at.astimezone(UTC))
    count = -(-(span.ends_at.astimezone(UTC) - begin) // QUARTER)
    return tuple(begin + number * QUARTER for number in range(count))


def days_in(span: Span, zone: tzinfo) -> tuple[datetime, ...]:
    """The days on the wall that a span touches, by their midnight in UTC."""
    first = span.starts_at.astimezone(zone).date()
    found: list[datetime] = []
    for number in range((span.ends_at - span.starts_at).days + 3):
        midnight = on_the_clock(first + number * DAY, time.min, zone)
        if midnight >= span.ends_at:
            break
        found.append(midnight)
    return tuple(found)


def next_quarter(moment: datetime) -> datetime:
    """The moment itself at a full quarter of an hour, else the next one, in UTC."""
    begin = _quarter_of(moment.astimezone(UTC))
    return begin if begin == moment else begin + QUARTER


def gaps(within: Span, taken: Iterable[Span]) -> tuple[Span, ...]:
    """What is left of a span after these, in order."""
    found: list[Span] = []
    begin = within.starts_at
    for span in sorted(taken):
        if span.starts_at > begin:
            found.append(Span(starts_at=begin, ends_at=min(span.starts_at, within.ends_at)))
        begin = max(begin, span.ends_at)
        if begin >= within.ends_at:
            return tuple(found)
    return (*found, Span(starts_at=begin, ends_at=within.ends_at))


def _quarter_of(moment: datetime) -> datetime:
    return moment.replace(minute=moment.minute - moment.minute % 15, second=0, microsecond=0)
