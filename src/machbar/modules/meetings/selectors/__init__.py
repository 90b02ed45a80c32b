"""Reading presence hours, bookings and talks, with everything the page needs."""

from machbar.modules.meetings.selectors.bookings import (
    booking_behind,
    bookings_of_the_day,
    bookings_visible_to,
    coming_bookings,
)
from machbar.modules.meetings.selectors.presences import (
    FreeSlot,
    PresenceDay,
    coming_days,
    free_slots,
    open_slots,
    presences_visible_to,
    running_presences,
    slot_named,
)
from machbar.modules.meetings.selectors.subjects import (
    IDEA,
    PROJECT,
    Subject,
    read_subject,
    search_subjects,
    subject_by_number,
    subjects_of,
)
from machbar.modules.meetings.selectors.talks import (
    hours_of,
    open_steps,
    quarters_of,
    talks_about,
    talks_visible_to,
    years_with_talks,
)

__all__ = [
    "IDEA",
    "PROJECT",
    "FreeSlot",
    "PresenceDay",
    "Subject",
    "booking_behind",
    "bookings_of_the_day",
    "bookings_visible_to",
    "coming_bookings",
    "coming_days",
    "free_slots",
    "hours_of",
    "open_slots",
    "open_steps",
    "presences_visible_to",
    "quarters_of",
    "read_subject",
    "running_presences",
    "search_subjects",
    "slot_named",
    "subject_by_number",
    "subjects_of",
    "talks_about",
    "talks_visible_to",
    "years_with_talks",
]
