"""What can go wrong with presence hours, bookings and talks; the texts may be shown as they are."""


class MeetingError(Exception):
    """Base of all errors about presence hours, bookings and talks."""


class SlotTaken(MeetingError):
    """Somebody was faster, or the slot is no longer offered."""


class TooManyBookings(MeetingError):
    """The same person has booked enough."""


class AlreadyOver(MeetingError):
    """The booking has been called off, has taken place, or is not yet due."""


class ReasonMissing(MeetingError):
    """Somebody is told no without a reason."""


class NotADay(MeetingError):
    """Presence hours do not take place on that day anyway."""
