"""What people do with presence hours, bookings and talks: one function a deed."""

from machbar.modules.meetings.services.booking import (
    BOOKING,
    Booked,
    book_slot,
    link_to,
    token_of_booking,
)
from machbar.modules.meetings.services.calling_off import (
    call_off_as_guest,
    call_off_as_house,
    finish_call,
    forget_guests,
    hold_booking,
    miss_booking,
)
from machbar.modules.meetings.services.feeds import FEED, end_own_feed, open_own_feed
from machbar.modules.meetings.services.presences import (
    PresencePlan,
    change_presence,
    end_presence,
    give_day_off,
    hand_over_presence,
    plan_presence,
    take_day_off_back,
)
from machbar.modules.meetings.services.reminding import remind_of_bookings
from machbar.modules.meetings.services.talks import (
    TalkNote,
    change_talk,
    delete_talk,
    finish_next_step,
    note_talk,
)

__all__ = [
    "BOOKING",
    "FEED",
    "Booked",
    "PresencePlan",
    "TalkNote",
    "book_slot",
    "call_off_as_guest",
    "call_off_as_house",
    "change_presence",
    "change_talk",
    "delete_talk",
    "end_own_feed",
    "end_presence",
    "finish_call",
    "finish_next_step",
    "forget_guests",
    "give_day_off",
    "hand_over_presence",
    "hold_booking",
    "link_to",
    "miss_booking",
    "note_talk",
    "open_own_feed",
    "plan_presence",
    "remind_of_bookings",
    "take_day_off_back",
    "token_of_booking",
]
