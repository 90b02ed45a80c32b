"""Bookings in the team's search: found by what, who and number, by who keeps them alone, true after every deed."""

from datetime import timedelta

import pytest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.selectors import find_in
from machbar.foundation.search.services import differences
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.findable.rooms import BOOKINGS, audience, jump
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.services.bookables import change_bookable
from machbar.modules.premises.services.room_lapsing import give_unanswered_free
from machbar.modules.premises.services.rooms import (
    call_off_room_as_guest,
    confirm_room,
    forget_room_guests,
)
from machbar.modules.premises.tests.builders.rooms import (
    MORNING,
    SIX,
    make_room,
    make_room_booking,
)

pytestmark = pytest.mark.django_db


def found(town: Town, text: str, whom: Audience = Audience.INTERNAL) -> bool:
    return bool(find_in(town, text, kind=BOOKINGS.kind, audience=whom).objects)


@pytest.mark.parametrize(
    "text",
    ["spieleabend", "hinterzimmer", "Muster", "anna@example.invalid", "Dezember", "B-2026-0001"],
)
def test_the_team_finds_a_booking_by_what_is_known_of_it_and_nobody_else_does(text: str) -> None:
    room = make_room(make_town())
    make_room_booking(room, is_public=True)

    assert found(room.town, text)
    assert not found(room.town, text, Audience.PUBLIC)


def test_who_keeps_the_bookings_finds_them_and_jumps_by_number() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room)
    lotse, treasurer = (make_actor(role, town=room.town) for role in (Role.LOTSE, Role.TREASURER))
    page = f"/werkstatt/termine/raum/buchung/{booking.public_id}/"

    assert [audience(each) for each in (lotse, treasurer, Actor(town=room.town))] == [1, 0, 0]
    assert [jump(lotse, each) for each in ("b 2026/1", "B-2026-0002", "Raum")] == [page, "", ""]
    assert jump(treasurer, booking.number) == ""


def test_the_index_stays_true_after_every_deed() -> None:
    town = make_town()
    room = make_room(town)
    by = make_actor(Role.LOTSE, town=town)

    def is_true(word: str) -> bool:
        return found(town, word) and differences(BOOKINGS).objects == ()

    booking = make_room_booking(room)
    assert is_true("angefragt")
    confirm_room(booking=booking, by=by, at=MORNING)
    assert is_true("gebucht")
    change_bookable(bookable=room, by=by, seen_version=1, values={"name": "Küche"})
    assert is_true("Küche")
    call_off_room_as_guest(booking=booking, by=by, at=MORNING)
    assert is_true("Gast")
    make_room_booking(room)
    give_unanswered_free(town=town, at=SIX.starts_at)
    assert is_true("beantwortet")
    forget_room_guests(town=town, at=SIX.ends_at + timedelta(days=31))
    assert not found(town, "Muster")
    assert not found(town, "spieleabend")
    assert differences(BOOKINGS).objects == ()
    assert SearchEntry.objects.filter(kind=BOOKINGS.kind).count() == RoomBooking.objects.count()
