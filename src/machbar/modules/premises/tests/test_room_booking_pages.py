"""The pages of a booking: the guest's own, the form and what it says, the public feed after our yes."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.tests.calling_off import entries_around_calling_off
from machbar.foundation.testing import make_person, make_town
from machbar.modules.premises.core.slices import Span, hours_of_day
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.tests.builders.rooms import (
    make_room,
    make_room_booked,
    make_room_booking,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def _later(days: int = 7) -> Span:
    day = datetime.now(tz=BERLIN).date() + timedelta(days=days)
    return hours_of_day(day, time(18), time(20), BERLIN)


def test_the_guests_page_looks_and_does_nothing_until_the_button(client: Client) -> None:
    room = make_room(make_town())
    booked = make_room_booked(room, span=_later(), at=datetime.now(tz=UTC))
    page = f"/raumbuchung/{booked.token}/"

    old, new = entries_around_calling_off(
        client, page, stands=lambda: RoomBooking.objects.get().is_asked
    )

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
