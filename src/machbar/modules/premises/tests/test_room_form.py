"""The form for the room leaves out what is taken on the day that stands in it, without a script, and loses nothing."""

from datetime import UTC, datetime, time, timedelta

import pytest
from django.test import Client

from machbar.foundation.testing import make_town
from machbar.modules.premises.core.slices import hours_of_day
from machbar.modules.premises.forms.rooms import RoomForm
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.tests.builders.rooms import make_room, make_room_booking, make_window

pytestmark = pytest.mark.django_db
DAY = datetime.now(tz=BERLIN).date() + timedelta(days=7)


@pytest.fixture
def room() -> Bookable:
    """Open from 17 to 21 o'clock, taken from 18 to 20."""
    room = make_room(make_town(), opens=time(17), closes=time(21))
    span = hours_of_day(DAY, time(18), time(20), BERLIN)
    make_room_booking(room, span=span, at=datetime.now(tz=UTC))
    return room


def offered(form: RoomForm, name: str) -> list[str]:
    return [value for value, _label in form.fields[name].choices if value]  # type: ignore[attr-defined]


def test_what_is_taken_on_the_day_is_left_out_and_said(client: Client, room: Bookable) -> None:
    answer = client.get(f"/termine/raum/{room.public_id}/buchen/?tag={DAY.isoformat()}")

    form = answer.context["form"]
    free = ["17:00", "17:15", "17:30", "17:45", "20:00", "20:15", "20:30", "20:45"]
    assert offered(form, "starts") == free
    ends = ["17:15", "17:30", "17:45", "18:00", "20:15", "20:30", "20:45", "21:00"]
    assert offered(form, "ends") == ends
    assert "belegt: 18:00 bis 20:00 Uhr." in answer.content.decode()


def test_another_day_shows_its_times_and_keeps_what_was_typed(
    client: Client, room: Bookable
) -> None:
    typed = {
        "day": DAY.isoformat(),
        "starts": "19:00",
        "title": "Chorprobe",
        "is_public": "on",
        "name": "Der Chor",
        "form_key": "1",
    }

    answer = client.post(f"/termine/raum/{room.public_id}/buchen/", typed | {"zeiten": "1"})

    form = answer.context["form"]
    assert (answer.status_code, RoomBooking.objects.count()) == (200, 1)
    assert dict(form.fields["starts"].choices)["19:00"] == "19:00, belegt"
    shown = answer.content.decode()
    assert 'value="Chorprobe"' in shown
    assert 'value="Der Chor"' in shown
    assert "checked" in shown
    assert not form.is_bound


def test_where_no_day_or_no_such_day_stands_the_lists_are_whole(
    client: Client, room: Bookable
) -> None:
    far = (DAY + timedelta(days=9999)).isoformat()
    for query in ("", "?tag=morgen", f"?tag={far}"):
        form = client.get(f"/termine/raum/{room.public_id}/buchen/{query}").context["form"]
        assert len(offered(form, "starts")) == 16
    wrong = client.post(f"/termine/raum/{room.public_id}/buchen/", {"day": "morgen"})
    assert wrong.status_code == 422
    window = make_window(room.town)
    assert client.get(f"/termine/raum/{window.public_id}/buchen/").status_code == 200


def test_on_a_day_without_a_free_time_it_says_so(client: Client, room: Bookable) -> None:
    for starts, ends in ((17, 18), (20, 21)):
        span = hours_of_day(DAY, time(starts), time(ends), BERLIN)
        make_room_booking(room, span=span, at=datetime.now(tz=UTC))

    answer = client.get(f"/termine/raum/{room.public_id}/buchen/?tag={DAY.isoformat()}")

    assert offered(answer.context["form"], "starts") == []
    assert "ist nichts mehr frei." in answer.content.decode()
