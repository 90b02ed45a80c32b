"""The house's own room and window, and bookings of them, for tests."""

import secrets
from datetime import UTC, date, datetime, time, timedelta

from machbar.foundation.access.actor import Actor
from machbar.foundation.testing import Role, make_actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.slices import Span, hours_of_day, whole_days
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.services.bookables import add_bookable
from machbar.modules.premises.services.rooms import RoomBooked, RoomWish, book_room

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)  # a Thursday, 9:00 in Königslutter
THURSDAY = date(2026, 12, 3)
SIX = hours_of_day(THURSDAY, time(18), time(20), BERLIN)
SEVEN = hours_of_day(THURSDAY, time(19), time(21), BERLIN)
EIGHT = hours_of_day(THURSDAY, time(20), time(21), BERLIN)


def lotse_of(bookable: Bookable) -> Actor:
    """A guide of the town that a room or window belongs to."""
    return make_actor(Role.LOTSE, town=bookable.town)


def make_room(town: Town, **values: object) -> Bookable:
    """The back room, from 8 to 22 o'clock, half a year ahead."""
    known: dict[str, object] = {
        "name": "Hinterzimmer",
        "rhythm": "hours",
        "opens": time(8),
        "closes": time(22),
        "house_rules": "Bitte fegen.",
    }
    return add_bookable(by=Actor(town=town, system=True), values=known | values)


def make_window(town: Town, **values: object) -> Bookable:
    """The shop window, day by day."""
    known: dict[str, object] = {"name": "Schaufenster", "rhythm": "days"}
    return add_bookable(by=Actor(town=town, system=True), values=known | values)


def days_from(first: date, count: int) -> Span:
    """So many whole days."""
    return whole_days(first, first + timedelta(days=count - 1), BERLIN)


def make_room_booked(
    bookable: Bookable,
    *,
    span: Span = SIX,
    by: Actor | None = None,
    at: datetime = MORNING,
    title: str = "Spieleabend",
    is_public: bool = False,
    name: str = "Anna Muster",
    contact: str = "anna@example.invalid",
    form_key: str = "",
    is_suspicious: bool = False,
) -> RoomBooked:
    """A guest's booking that waits for our yes, with its link."""
    return book_room(
        bookable=bookable,
        by=by or Actor(town=bookable.town),
        at=at,
        form_key=form_key or secrets.token_hex(8),
        wish=RoomWish(
            span=span,
            title=title,
            is_public=is_public,
            name=name,
            contact=contact,
            is_suspicious=is_suspicious,
        ),
    )


def make_room_booking(bookable: Bookable, **fields: object) -> RoomBooking:
    """A guest's booking."""
    return make_room_booked(bookable, **fields).booking  # type: ignore[arg-type]
