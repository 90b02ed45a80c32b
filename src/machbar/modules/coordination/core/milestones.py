"""Milestones: what was planned against what came, and where both lie on one axis of time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Course(StrEnum):
    """How a milestone stands to its plan."""

    AS_PLANNED = "as_planned"
    EARLIER = "earlier"
    LATER = "later"
    AHEAD = "ahead"
    TODAY = "today"
    OVERDUE = "overdue"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """The course of a milestone, by how many days, and by how many the plan itself has moved since the first one."""

    course: Course
    days: int
    moved_days: int


def standing_of(
    *, first_planned_on: date, planned_on: date, done_on: date | None, today: date
) -> Standing:
    """Reached ones are held against the first plan, open ones against the plan as it is now; never negative days."""
    moved = (planned_on - first_planned_on).days
    if done_on is not None:
        days = (done_on - first_planned_on).days
        course = Course.LATER if days > 0 else Course.EARLIER if days else Course.AS_PLANNED
        return Standing(course=course, days=abs(days), moved_days=moved)
    days = (planned_on - today).days
    course = Course.OVERDUE if days < 0 else Course.AHEAD if days else Course.TODAY
    return Standing(course=course, days=abs(days), moved_days=moved)


@dataclass(frozen=True, kw_only=True)
class Axis:
    """A stretch of time on a line: its first and last day, and the first days of months that are named on it."""

    start: date
    end: date
    ticks: tuple[date, ...]

    def at(self, day: date) -> float:
        """Where a day lies, from 0.0 at the start to 1.0 at the end."""
        length = (self.end - self.start).days
        return (day - self.start).days / length


def axis_over(days: Sequence[date], *, most_ticks: int) -> Axis:
    """The whole months that hold all ``days`` (at least one), with at most ``most_ticks`` of them named."""
    start, end = min(days).replace(day=1), _next_month(max(days))
    months = []
    month = start
    while month < end:
        months.append(month)
        month = _next_month(month)
    step = -(-len(months) // most_ticks)
    return Axis(start=start, end=end, ticks=tuple(months[::step]))


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
