"""What can be booked: named by the team, changed without overwriting others."""

import pytest
from django.test import Client

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.modules.premises.exceptions import ChangedMeanwhile, NameTaken
from machbar.modules.premises.models import Bookable
from machbar.modules.premises.services.bookables import change_bookable
from machbar.modules.premises.tests.builders.rooms import make_room, make_window
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
WORK = "/werkstatt/termine/raum/"
TYPED = {"name": "Hinterzimmer", "rhythm": "hours", "weeks_ahead": "26", "is_offered": "on"}


def signed_in(client: Client, room: Bookable | None = None) -> Client:
    town = room.town if room else make_town()
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
    return client


def test_a_name_is_given_once_in_a_town() -> None:
    town = make_town()
    make_room(town)
    make_room(make_town(key="other", host="other.example.org"))

    with pytest.raises(NameTaken):
        make_room(town)


def test_a_change_over_an_old_state_changes_nothing() -> None:
    room = make_room(make_town())
    by = make_actor(Role.LOTSE, town=room.town)
    change_bookable(bookable=room, by=by, seen_version=1, values={"name": "Küche"})

    with pytest.raises(ChangedMeanwhile):
        change_bookable(bookable=room, by=by, seen_version=1, values={"name": "Keller"})

    room.refresh_from_db()
    assert (room.name, room.version) == ("Küche", 2)


def test_the_team_names_a_window(client: Client) -> None:
    signed_in(client)

    answer = client.post(f"{WORK}neu/", TYPED | {"name": "Schaufenster", "rhythm": "days"})

    assert answer.status_code == 302
    found = Bookable.objects.get()
    assert (found.name, found.is_by_day, found.is_offered) == ("Schaufenster", True, True)


@pytest.mark.parametrize(
    ("changed", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"rhythm": ""}, {"rhythm"}),
        ({"opens": "8:00"}, {"closes"}),
        ({"opens": "8:00", "closes": "7:00"}, {"closes"}),
        ({"opens": "8:05", "closes": "9:00"}, {"opens"}),
        ({"weeks_ahead": "0"}, {"weeks_ahead"}),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    client: Client, changed: dict[str, str], wrong: set[str]
) -> None:
    answer = signed_in(client).post(f"{WORK}neu/", TYPED | changed)

    assert answer.status_code == 422
    assert set(answer.context["saving"].form.errors) == wrong


def test_a_taken_name_is_said_at_the_name(client: Client) -> None:
    room = make_room(make_town())
    window = make_window(room.town)
    signed_in(client, room)

    new = client.post(f"{WORK}neu/", TYPED)
    old = client.post(
        f"{WORK}angebot/{window.public_id}/", TYPED | {"seen_version": "1", "seen": "{}"}
    )

    assert (new.status_code, old.status_code) == (422, 422)
    assert set(new.context["saving"].form.errors) == {"name"}
    assert set(old.context["saving"].form.errors) == {"name"}


def test_two_who_change_the_same_see_both_texts(client: Client) -> None:
    room = make_room(make_town())
    signed_in(client, room)
    page = f"{WORK}angebot/{room.public_id}/"
    seen = client.get(page).context["saving"].form
    hidden = {"seen_version": "1", "seen": '{"name": ["Hinterzimmer"]}'}
    assert seen["seen_version"].value() == 1

    first = client.post(page, TYPED | hidden | {"name": "Küche", "house_rules": "Bitte fegen."})
    second = client.post(page, TYPED | hidden | {"name": "Keller", "house_rules": "Bitte fegen."})

    assert (first.status_code, second.status_code) == (302, 409)
    assert "Küche" in second.content.decode()
    assert "Keller" in second.content.decode()
    room.refresh_from_db()
    assert room.name == "Küche"


def test_what_is_not_offered_has_no_public_page(client: Client) -> None:
    room = make_room(make_town(), is_offered=False)

    assert client.get(f"/termine/raum/{room.public_id}/").status_code == 404
    assert client.get(f"/termine/raum/{room.public_id}/buchen/").status_code == 404
    assert "Hinterzimmer" not in client.get("/termine/raum/").content.decode()
