"""The pages of presence hours, bookings and talks."""

from machbar.modules.meetings.views.calendars import (
    booking_calendar,
    end_feed,
    open_feed,
    own_feed,
    public_feed,
)
from machbar.modules.meetings.views.guest import booking, call_off
from machbar.modules.meetings.views.hours import hours, hours_csv
from machbar.modules.meetings.views.planning import (
    change_presence,
    day_off,
    day_on,
    end,
    new_presence,
    presence_work,
)
from machbar.modules.meetings.views.public import book, dates, presence
from machbar.modules.meetings.views.talks import note, talk, talk_delete, talk_done, talks
from machbar.modules.meetings.views.work import booking_call_off, booking_deed, booking_work

__all__ = [
    "book",
    "booking",
    "booking_calendar",
    "booking_call_off",
    "booking_deed",
    "booking_work",
    "call_off",
    "change_presence",
    "dates",
    "day_off",
    "day_on",
    "end",
    "end_feed",
    "hours",
    "hours_csv",
    "new_presence",
    "note",
    "open_feed",
    "own_feed",
    "presence",
    "presence_work",
    "public_feed",
    "talk",
    "talk_delete",
    "talk_done",
    "talks",
]
