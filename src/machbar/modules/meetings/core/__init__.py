"""What can be said about presence hours, calendars and hours without Django: days, slots, feeds, sums."""

from machbar.modules.meetings.core.holidays import public_holidays
from machbar.modules.meetings.core.hours import HoursRow, HoursTable, hours_table, in_hours
from machbar.modules.meetings.core.series import (
    Rhythm,
    Series,
    Slot,
    days_between,
    overlaps,
    slots_on,
)

__all__ = [
    "HoursRow",
    "HoursTable",
    "Rhythm",
    "Series",
    "Slot",
    "days_between",
    "hours_table",
    "in_hours",
    "overlaps",
    "public_holidays",
    "slots_on",
]
