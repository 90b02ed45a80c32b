"""Booking the house's room and window: one time, one guest; our yes; calling off; forgetting."""

from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.slices import hours_of_day
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    NotBookable,
    ReasonMissing,
    RoomTaken,
    TooManyBookings,
)
from machbar.modules.premises.models import Bookable, RoomBooking, Slice
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.services.rooms import (
    call_off_room_as_guest,
    call_off_room_as_house,
    confirm_room,
    finish_room_call,
    forget_room_guests,
)
from machbar.modules.premises.tests.builders.rooms import (
    EIGHT,
    MORNING,
    SEVEN,
    SIX,
    THURSDAY,
    days_from,
    lotse_of,
    make_room,
    make_room_booked,
    make_room_booking,
    make_window,
)

pytestmark = pytest.mark.django_db


def letters(town: Town) -> list[str]:
    return [each.key.rpartition(":")[2] for each in Letter.objects.filter(town=town).order_by("pk")]


def slices(bookable: Bookable) -> int:
    return Slice.objects.filter(bookable=bookable).count()


def test_a_guest_asks_and_the_team_books() -> None:
    room = make_room(make_town())

    asked = make_room_booking(room)
    ours = make_room_booking(room, span=EIGHT, by=lotse_of(room), name="", contact="")

    assert (asked.state, ours.state) == ("asked", "booked")
    assert (asked.number, ours.number) == ("B-2026-0001", "B-2026-0002")
    assert slices(room) == 8 + 4
    assert letters(room.town) == ["asked"]


def test_nobody_else_gets_a_time_that_overlaps() -> None:
    room = make_room(make_town())
    make_room_booking(room)

    with pytest.raises(RoomTaken):
        make_room_booking(room, span=SEVEN, contact="b@example.invalid")
    make_room_booking(room, span=EIGHT, contact="b@example.invalid")

    assert RoomBooking.objects.count() == 2


def test_two_things_are_booked_at_the_same_time() -> None:
    town = make_town()
    make_room_booking(make_room(town))
    make_room_booking(make_room(town, name="Küche"))

    assert RoomBooking.objects.count() == 2


def test_a_window_is_taken_day_by_day() -> None:
    window = make_window(make_town())
    make_room_booking(window, span=days_from(THURSDAY, 3))

    with pytest.raises(RoomTaken):
        make_room_booking(window, span=days_from(date(2026, 12, 5), 1), contact="b@example.invalid")
    make_room_booking(window, span=days_from(date(2026, 12, 6), 1), contact="b@example.invalid")

    assert slices(window) == 4


def test_the_database_itself_holds_that_a_slice_is_taken_once() -> None:
    room = make_room(make_town())
    make_room_booking(room)
    other = make_room_booking(room, span=EIGHT)

    with pytest.raises(IntegrityError), transaction.atomic():
        Slice.objects.create(bookable=room, booking=other, starts_at=SIX.starts_at)


def test_the_same_form_twice_books_once() -> None:
    room = make_room(make_town())

    one, two = (make_room_booked(room, form_key="same") for _ in range(2))

    assert one.booking == two.booking
    assert letters(room.town) == ["asked"]


def test_what_does_not_fit_the_settings_is_refused_with_the_reason() -> None:
    room = make_room(make_town())
    early = hours_of_day(THURSDAY, time(7), time(9), BERLIN)

    with pytest.raises(NotBookable, match="öffnet erst später"):
        make_room_booking(room, span=early)

    assert (RoomBooking.objects.count(), slices(room)) == (0, 0)


def test_one_contact_has_three_open_bookings_at_most_and_the_team_has_no_limit() -> None:
    room = make_room(make_town())
    hours = [
        hours_of_day(THURSDAY, time(hour), time(hour + 1), BERLIN) for hour in (8, 9, 10, 11, 12)
    ]
    for span in hours[:3]:
        make_room_booking(room, span=span)

    with pytest.raises(TooManyBookings):
        make_room_booking(room, span=hours[3])
    make_room_booking(room, span=hours[4], by=lotse_of(room))

    assert RoomBooking.objects.count() == 4


@pytest.mark.parametrize(
    ("contact", "sent", "calls"),
    [
        ("anna@example.invalid", ["asked", "confirmed"], False),
        ("05353 12345", [], True),
        ("Markt 1, 38154 Königslutter", [], True),
    ],
)
def test_our_yes_reaches_the_guest(contact: str, sent: list[str], *, calls: bool) -> None:
    room = make_room(make_town())
    booking = make_room_booking(room, contact=contact)

    confirm_room(booking=booking, by=lotse_of(room), at=MORNING)

    assert (booking.state, booking.needs_call, letters(room.town)) == ("booked", calls, sent)
    with pytest.raises(AlreadyDecided):
        confirm_room(booking=booking, by=lotse_of(room), at=MORNING)


def test_the_guest_calls_off_and_the_time_is_free_again() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room)

    call_off_room_as_guest(booking=booking, by=Actor(town=room.town), at=MORNING)
    make_room_booking(room, contact="b@example.invalid")

    assert booking.state == "guest_off"
    assert slices(room) == 8
    with pytest.raises(AlreadyDecided):
        call_off_room_as_guest(booking=booking, by=Actor(town=room.town), at=MORNING)


def test_the_house_calls_off_with_a_reason_that_the_guest_reads() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room)
    by = lotse_of(room)

    with pytest.raises(ReasonMissing):
        call_off_room_as_house(booking=booking, by=by, at=MORNING, reason=" ")
    call_off_room_as_house(booking=booking, by=by, at=MORNING, reason="Wasserschaden.")

    letter = Letter.objects.get(key__endswith="called_off")
    assert "Wasserschaden." in letter.body
    assert (booking.state, slices(room)) == ("house_off", 0)


def test_after_calling_off_by_phone_somebody_calls() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room, contact="05353 12345")
    by = lotse_of(room)

    call_off_room_as_house(booking=booking, by=by, at=MORNING, reason="Wasserschaden.")
    assert booking.needs_call
    for _ in range(2):
        finish_room_call(booking=booking, by=by)

    booking.refresh_from_db()
    assert not booking.needs_call


def test_what_is_over_cannot_be_called_off() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room)

    with pytest.raises(AlreadyDecided):
        call_off_room_as_guest(
            booking=booking, by=Actor(town=room.town), at=SIX.ends_at + timedelta(minutes=1)
        )


def test_a_program_that_fills_in_forms_sends_no_mail() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room, is_suspicious=True)

    call_off_room_as_house(booking=booking, by=lotse_of(room), at=MORNING, reason="Werbung.")

    assert letters(room.town) == []


def test_names_and_private_titles_go_after_a_month_and_the_programme_stays() -> None:
    room = make_room(make_town())
    private = make_room_booking(room, title="Geburtstag von Anna")
    public = make_room_booking(room, span=EIGHT, by=lotse_of(room), is_public=True, title="Lesung")

    assert forget_room_guests(town=room.town, at=SIX.ends_at + timedelta(days=29)) == 0
    assert forget_room_guests(town=room.town, at=EIGHT.ends_at + timedelta(days=31)) == 2
    assert forget_room_guests(town=room.town, at=EIGHT.ends_at + timedelta(days=31)) == 0

    for booking in (private, public):
        booking.refresh_from_db()
    assert (private.name, private.contact, private.title) == ("", "", private.number)
    assert (public.name, public.contact, public.title) == ("", "", "Lesung")
