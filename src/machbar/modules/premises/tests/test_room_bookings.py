"""Booking the house's room and window: one time, one guest; our yes; calling off from either side; forgetting."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from icalendar import Calendar

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.slices import Span, hours_of_day
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    NotBookable,
    ReasonMissing,
    RoomTaken,
    TooManyBookings,
)
from machbar.modules.premises.models import Bookable, RoomBooking, Slice
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.selectors.rooms import (
    Stretch,
    programme,
    programme_with_gone,
    room_bookings_of_the_day,
    room_days,
    stretches,
)
from machbar.modules.premises.services.rooms import (
    call_off_room_as_guest,
    call_off_room_as_house,
    confirm_room,
    finish_room_call,
    forget_room_guests,
)
from machbar.modules.premises.tests.builders.rooms import (
    MORNING,
    SIX,
    THURSDAY,
    days_from,
    make_room,
    make_room_booked,
    make_room_booking,
    make_window,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
SEVEN = hours_of_day(THURSDAY, time(19), time(21), BERLIN)
EIGHT = hours_of_day(THURSDAY, time(20), time(21), BERLIN)


def letters(town: Town) -> list[str]:
    return [each.key.rpartition(":")[2] for each in Letter.objects.filter(town=town).order_by("pk")]


def lotse(bookable: Bookable) -> Actor:
    return make_actor(Role.LOTSE, town=bookable.town)


def slices(bookable: Bookable) -> int:
    return Slice.objects.filter(bookable=bookable).count()


def test_a_guest_asks_and_the_team_books() -> None:
    room = make_room(make_town())

    asked = make_room_booking(room)
    ours = make_room_booking(room, span=EIGHT, by=lotse(room), name="", contact="")

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
    make_room_booking(room, span=hours[4], by=lotse(room))

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

    confirm_room(booking=booking, by=lotse(room), at=MORNING)

    assert (booking.state, booking.needs_call, letters(room.town)) == ("booked", calls, sent)
    with pytest.raises(AlreadyDecided):
        confirm_room(booking=booking, by=lotse(room), at=MORNING)


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
    by = lotse(room)

    with pytest.raises(ReasonMissing):
        call_off_room_as_house(booking=booking, by=by, at=MORNING, reason=" ")
    call_off_room_as_house(booking=booking, by=by, at=MORNING, reason="Wasserschaden.")

    letter = Letter.objects.get(key__endswith="called_off")
    assert "Wasserschaden." in letter.body
    assert (booking.state, slices(room)) == ("house_off", 0)


def test_after_calling_off_by_phone_somebody_calls() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room, contact="05353 12345")
    by = lotse(room)

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

    call_off_room_as_house(booking=booking, by=lotse(room), at=MORNING, reason="Werbung.")

    assert letters(room.town) == []


def test_the_programme_has_what_is_public_and_confirmed() -> None:
    room = make_room(make_town())
    shown = make_room_booking(room, by=lotse(room), is_public=True)
    make_room_booking(room, span=EIGHT, is_public=True)  # only asked for
    make_room_booking(make_window(room.town), span=days_from(THURSDAY, 2), by=lotse(room))

    assert list(programme(room.town, MORNING)) == [shown]


def test_calendars_hear_of_what_is_called_off_but_never_of_what_was_only_asked_for() -> None:
    room = make_room(make_town())
    by = lotse(room)
    shown = make_room_booking(room, by=by, is_public=True)
    asked = make_room_booking(room, span=EIGHT, is_public=True)

    for booking in (shown, asked):
        call_off_room_as_house(booking=booking, by=by, at=MORNING, reason="Frost.")

    assert list(programme_with_gone(room.town, MORNING)) == [shown]


def test_names_and_private_titles_go_after_a_month_and_the_programme_stays() -> None:
    room = make_room(make_town())
    private = make_room_booking(room, title="Geburtstag von Anna")
    public = make_room_booking(room, span=EIGHT, by=lotse(room), is_public=True, title="Lesung")

    assert forget_room_guests(town=room.town, at=SIX.ends_at + timedelta(days=29)) == 0
    assert forget_room_guests(town=room.town, at=EIGHT.ends_at + timedelta(days=31)) == 2
    assert forget_room_guests(town=room.town, at=EIGHT.ends_at + timedelta(days=31)) == 0

    for booking in (private, public):
        booking.refresh_from_db()
    assert (private.name, private.contact, private.title) == ("", "", private.number)
    assert (public.name, public.contact, public.title) == ("", "", "Lesung")


def test_a_day_shows_what_is_free_and_what_is_taken() -> None:
    room = make_room(make_town())
    make_room_booking(room)
    make_room_booking(room, span=EIGHT, by=lotse(room), is_public=True, title="Lesung")

    [day] = [each for each in room_days(room, THURSDAY, MORNING) if each.day == THURSDAY]

    assert day.free == (
        hours_of_day(THURSDAY, time(8), time(18), BERLIN),
        hours_of_day(THURSDAY, time(21), time(22), BERLIN),
    )
    assert [(each.span, each.title) for each in day.taken] == [(SIX, ""), (EIGHT, "Lesung")]


def test_today_what_is_over_is_not_free() -> None:
    room = make_room(make_town())
    now = datetime(2026, 11, 26, 20, 30, tzinfo=UTC)

    first, second = room_days(room, date(2026, 11, 26), now)[:2]

    assert first.free == (Span(starts_at=now, ends_at=datetime(2026, 11, 26, 21, tzinfo=UTC)),)
    assert len(second.free) == 1
    assert room_days(room, date(2028, 1, 1), now) == []


def test_a_window_is_free_in_stretches_of_days() -> None:
    window = make_window(make_town(), weeks_ahead=1)
    make_room_booking(window, span=days_from(date(2026, 11, 28), 2))

    assert stretches(window, MORNING) == [
        Stretch(first=date(2026, 11, 26), last=date(2026, 11, 27), is_free=True),
        Stretch(first=date(2026, 11, 28), last=date(2026, 11, 29), is_free=False),
        Stretch(first=date(2026, 11, 30), last=THURSDAY, is_free=True),
    ]


def test_the_day_page_reads_requests_calls_and_todays_bookings_of_this_town_alone() -> None:
    room = make_room(make_town())
    other = make_room(make_town(key="other", host="other.example.org"))
    asked = make_room_booking(room)
    today = make_room_booking(room, span=EIGHT, by=lotse(room))
    make_room_booking(other)

    def read(day: date) -> list[RoomBooking]:
        return list(room_bookings_of_the_day(lotse(room), day))

    assert read(date(2026, 11, 26)) == [asked]
    assert read(THURSDAY) == [asked, today]
    assert (
        list(room_bookings_of_the_day(make_actor(Role.TREASURER, town=room.town), THURSDAY)) == []
    )


def _later(days: int = 7) -> Span:
    day = datetime.now(tz=BERLIN).date() + timedelta(days=days)
    return hours_of_day(day, time(18), time(20), BERLIN)


def test_the_guests_page_looks_and_does_nothing_until_the_button(client: Client) -> None:
    room = make_room(make_town())
    booked = make_room_booked(room, span=_later(), at=datetime.now(tz=UTC))
    page = f"/raumbuchung/{booked.token}/"

    assert client.get(page).status_code == 200
    assert client.get(f"{page}absagen/").status_code == 200
    booked.booking.refresh_from_db()
    assert booked.booking.is_asked
    before = client.get(f"{page}termin.ics").content

    assert client.post(f"{page}absagen/").status_code == 302
    after = client.get(f"{page}termin.ics").content

    found: list[list[Any]] = [
        list(Calendar.from_ical(each).walk("VEVENT")) for each in (before, after)
    ]
    [old], [new] = found
    assert old["UID"] == new["UID"]
    assert (int(old["SEQUENCE"]), int(new["SEQUENCE"])) == (0, 1)
    assert (str(old["STATUS"]), str(new["STATUS"])) == ("TENTATIVE", "CANCELLED")


def test_the_form_says_at_the_field_what_is_wrong_and_keeps_what_was_typed(client: Client) -> None:
    room = make_room(make_town())
    span = _later()
    make_room_booking(room, span=span, at=datetime.now(tz=UTC))
    typed = {
        "day": span.starts_at.astimezone(BERLIN).date().isoformat(),
        "starts": "19:00",
        "ends": "20:00",
        "title": "Chorprobe",
        "name": "Chor",
        "contact": "chor@example.invalid",
    }

    taken = client.post(f"/termine/raum/{room.public_id}/buchen/", typed)
    wrong = client.post(
        f"/termine/raum/{room.public_id}/buchen/", typed | {"ends": "18:30", "contact": "chor@x"}
    )

    assert (taken.status_code, wrong.status_code) == (422, 422)
    assert set(taken.context["form"].errors) == {"day"}
    assert set(wrong.context["form"].errors) == {"ends", "contact"}
    assert b"Chorprobe" in taken.content


def test_the_form_books_and_the_public_feed_has_it_after_our_yes(client: Client) -> None:
    room = make_room(make_town())
    day = _later().starts_at.astimezone(BERLIN).date()
    typed = {
        "day": day.isoformat(),
        "starts": "21:00",
        "ends": "22:00",
        "title": "Chorprobe",
        "is_public": "on",
        "name": "Chor",
        "contact": "chor@example.invalid",
        "form_key": "1",
    }

    answer = client.post(f"/termine/raum/{room.public_id}/buchen/", typed)
    booking = RoomBooking.objects.get()
    before = client.get("/termine/raum/programm.ics").content
    client.force_login(make_person(Role.LOTSE, town=room.town), backend=BACKEND)
    client.post(f"/werkstatt/termine/raum/buchung/{booking.public_id}/bestaetigen/")
    after = client.get("/termine/raum/programm.ics").content

    assert answer["Location"].startswith("/raumbuchung/")
    assert b"Chorprobe" not in before
    assert b"SUMMARY:Chorprobe" in after
    assert b"Chor\r\n" not in after.replace(b"SUMMARY:Chorprobe", b"")
