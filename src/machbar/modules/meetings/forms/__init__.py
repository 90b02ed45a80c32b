"""The doors through which bookings, presence hours and talks come in."""

from machbar.modules.meetings.forms.booking import BookingForm, CallOffForm
from machbar.modules.meetings.forms.presence import DayOffForm, EndForm, PresenceForm
from machbar.modules.meetings.forms.talk import TalkForm, TalkSearch, YearForm

__all__ = [
    "BookingForm",
    "CallOffForm",
    "DayOffForm",
    "EndForm",
    "PresenceForm",
    "TalkForm",
    "TalkSearch",
    "YearForm",
]
