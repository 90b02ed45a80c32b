"""When a task is pressing, and which week a reminder belongs to."""

from datetime import date, timedelta
from enum import StrEnum

SOON_DAYS = 7


class Due(StrEnum):
    """How pressing a task is."""

    LATE = "late"
    TODAY = "today"
    SOON = "soon"
    LATER = "later"
    ANY_TIME = "any_time"


def urgency_of(due_on: date | None, today: date) -> Due:
    """Late from the day after the date on; soon within a week."""
    if due_on is None:
        return Due.ANY_TIME
    days = (due_on - today).days
    if days < 0:
        return Due.LATE
    if days == 0:
        return Due.TODAY
    return Due.SOON if days <= SOON_DAYS else Due.LATER


def is_due_soon(due_on: date | None, today: date) -> bool:
    """Whether the reminder of the day before is sent today; after a pause of the worker also on the day itself."""
    return due_on is not None and 0 <= (due_on - today).days <= 1


def week_begins(today: date) -> date:
    """The Monday of the week."""
    return today - timedelta(days=today.weekday())


def week_of(today: date) -> str:
    """The week as it is written in the send log, such as `2026-W48` (ISO 8601)."""
    year, week, _day = today.isocalendar()
    return f"{year}-W{week:02d}"
