"""Presence hours with their days off, the bookings of their slots, and the talks."""

from machbar.modules.meetings.models.booking import Booking
from machbar.modules.meetings.models.presence import DayOff, Presence
from machbar.modules.meetings.models.talk import Talk

__all__ = ["Booking", "DayOff", "Presence", "Talk"]
