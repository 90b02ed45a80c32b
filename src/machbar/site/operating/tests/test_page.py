"""The operators' page of all towns: who sees it, what it says of each, and the buttons that close and open a door."""

import json
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.audit.services import record
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import LegalNotice, Town
from machbar.site.operating.selectors import Stage, TownRow, all_towns
from machbar.site.state.lights import Colour

pytestmark = pytest.mark.django_db
NOTICE = {
    "body": "Stadt (fiktiv)",
    "represented_by": "Amt",
    "postal_address": "Markt 1",
    "privacy_contact": "niemand",
    "authority": "Aufsicht",
    "barriers": "Karten",
    "enforcement": "Stelle",
}


def _complete_town(key: str, **fields: object) -> Town:
    """A town of which all lights are green."""
    values = {
        "host": f"{key}.example.org",
        "name": f"Ort {key}",
        "address": "Markt 1",
        "contact_email": "haus@team.invalid",
        **fields,
    }
    town = make_town(key=key, **values)  # type: ignore[arg-type] # columns of a town
    LegalNotice.objects.create(town=town, checked_on=timezone.localdate(), **NOTICE)
    make_person(Role.ADMIN, town=town)
    return town


def _operator(client: Client, town: Town, *roles: Role) -> Person:
    person = make_person(*(roles or (Role.LOTSE,)), town=town, is_operator=True)
    client.force_login(person)
    return person


def _row(town: Town) -> TownRow:
    return next(row for row in all_towns(timezone.now()) if row.town == town)


def _ask(client: Client, town: Town, method: str, name: str, *args: str):  # type: ignore[no-untyped-def]
    send = getattr(client, method)
    return send(reverse(name, args=args), headers={"host": town.host})


def test_an_operator_with_a_role_here_sees_every_town(client: Client) -> None:
    here, there = _complete_town("hier"), _complete_town("dort")
    _complete_town("neu", is_public=False)
    _operator(client, here)

    answer = _ask(client, here, "get", "towns")

    page = answer.content.decode()
    assert answer.status_code == 200
    assert "Ort hier" in page
    assert "Ort dort" in page
    assert "dort.example.org" in page
    assert "wird eingerichtet" in page
    assert _ask(client, there, "get", "towns").status_code == 403


def test_an_admin_who_is_no_operator_sees_and_closes_nothing(client: Client) -> None:
    here, there = _complete_town("hier"), _complete_town("dort")
    client.force_login(make_person(Role.ADMIN, town=here))

    refused = _ask(client, here, "get", "towns")
    assert refused.status_code == 403
    assert "Diese Seite ist für die Menschen, die den Server betreuen." in refused.content.decode()
    assert "Ein Admin Ihres Teams" not in refused.content.decode()
    for name in ("town_close", "town_open"):
        assert _ask(client, here, "post", name, "dort").status_code == 403
        assert _ask(client, here, "post", name, "hier").status_code == 403
    there.refresh_from_db()
    assert there.is_public


def test_in_the_demonstration_nobody_closes_a_town(client: Client, settings: Settings) -> None:
    settings.DEMO = True
    here = _complete_town("hier", is_demo=True)
    _operator(client, here)

    assert _ask(client, here, "post", "town_close", "hier").status_code == 403
    assert "schliessen" not in _ask(client, here, "get", "towns").content.decode()


def test_an_operator_closes_a_town_and_its_trail_says_who(client: Client) -> None:
    here, there = _complete_town("hier"), _complete_town("dort")
    operator = _operator(client, here)

    answer = _ask(client, here, "post", "town_close", "dort")
    again = _ask(client, here, "post", "town_close", "dort")

    there.refresh_from_db()
    assert (answer.status_code, again.status_code) == (302, 302)
    assert (there.is_public, there.closed_on) == (False, timezone.localdate())
    entry = AuditEntry.objects.get(town=there, event="town.closed")
    assert entry.actor == f"person:{operator.public_id}"
    assert not AuditEntry.objects.filter(town=here, event="town.closed").exists()


def test_strangers_find_a_closed_door_and_the_team_comes_in(client: Client) -> None:
    town = _complete_town("hier", is_public=False, closed_on=timezone.localdate())
    _complete_town("dort")
    stranger = Client()
    client.force_login(make_person(Role.LOTSE, town=town))

    door = _ask(stranger, town, "get", "home")

    assert door.status_code == 503
    assert "Diese Tür ist geschlossen." in door.content.decode()
    assert "Bald" not in door.content.decode()
    assert _ask(client, town, "get", "day_page").status_code == 200


def test_an_admin_of_a_closed_town_reads_who_closed_it_and_finds_no_button(client: Client) -> None:
    town = _complete_town("hier", is_public=False, closed_on=timezone.localdate())
    client.force_login(make_person(Role.ADMIN, town=town))

    pages = [
        _ask(client, town, "get", name).content.decode() for name in ("wizard", "day_page", "home")
    ]

    assert all("Wer den Server betreibt, hat die Stadt" in page for page in pages)
    assert not [word for word in ("Machen wir auf?", "oeffnen/") if word in pages[0]]
    client.force_login(make_person(Role.ADMIN, town=town, is_operator=True))
    assert reverse("wizard_open") in _ask(client, town, "get", "wizard").content.decode()


def test_what_an_operator_closed_no_admin_opens_again(client: Client) -> None:
    town = _complete_town("hier", is_public=False, closed_on=timezone.localdate())
    client.force_login(make_person(Role.ADMIN, town=town))

    _ask(client, town, "post", "wizard_open")

    town.refresh_from_db()
    assert not town.is_public
    assert "Betreiber" in _ask(client, town, "get", "wizard").content.decode()

    _operator(client, town)
    _ask(client, town, "post", "town_open", "hier")

    town.refresh_from_db()
    assert (town.is_public, town.closed_on) == (True, None)
    assert AuditEntry.objects.filter(town=town, event="town.opened").exists()


def test_a_town_that_has_not_said_what_the_law_asks_for_stays_closed(client: Client) -> None:
    here = _complete_town("hier")
    bare = make_town(key="kahl", host="kahl.example.org", name="Ort kahl", is_public=False)
    _operator(client, here)

    _ask(client, here, "post", "town_open", "kahl")

    bare.refresh_from_db()
    assert not bare.is_public
    page = _ask(client, here, "get", "towns").content.decode()
    assert "Ort kahl: Bevor die Tür aufgeht, fehlt noch" in page


def test_a_button_for_no_town_leads_nowhere(client: Client) -> None:
    here = _complete_town("hier")
    _operator(client, here)

    assert _ask(client, here, "post", "town_close", "gibtesnicht").status_code == 404


def test_the_row_of_a_town_says_what_is_in_it() -> None:
    town, other = _complete_town("hier"), _complete_town("dort")
    person = make_person(Role.LOTSE, Role.EDITOR, town=town)
    make_person(Role.LOTSE, town=town, is_active=False)
    picture = make_picture(town, form_key="a")
    record("town.changed", on=town, by=Actor(town=town, person=person))

    row = _row(town)

    assert row.people == 2
    assert row.size == sum(each.size for each in picture.files.all()) > 0
    assert row.last_deed == AuditEntry.objects.filter(town=town).latest("at").at
    assert (row.colour, row.troubles) == (Colour.GREEN, [])
    assert (_row(other).size, _row(other).people) == (0, 1)


@pytest.mark.parametrize(
    ("fields", "stage"),
    [
        ({}, Stage.OPEN),
        ({"is_public": False}, Stage.SET_UP),
        ({"is_public": False, "closed_on": timezone.localdate()}, Stage.CLOSED),
    ],
)
def test_how_far_a_town_is(fields: dict[str, object], stage: Stage) -> None:
    assert _row(_complete_town("hier", **fields)).stage is stage


def test_every_light_of_a_town_turns_red_or_yellow_for_its_reason() -> None:
    _complete_town("hier")
    lost = make_town(key="ohne", name="Ort ohne")
    strange = _complete_town("fremd", host="fremd.example.net")
    Letter.objects.create(
        town=strange,
        key="k",
        recipient="a@example.invalid",
        subject="Hallo",
        body="Text",
        state=Letter.State.FAILED,
        written_at=timezone.now() - timedelta(days=1),
        tried_at=timezone.now() - timedelta(days=1),
    )

    bad = {each.name: each.colour for each in _row(lost).lights}
    odd = {each.name: each.colour for each in _row(strange).lights}

    assert bad == {
        "host": Colour.RED,
        "admins": Colour.RED,
        "letters": Colour.GREEN,
        "law": Colour.RED,
    }
    assert odd == {
        "host": Colour.RED,
        "admins": Colour.GREEN,
        "letters": Colour.YELLOW,
        "law": Colour.GREEN,
    }
    assert [each.name for each in _row(strange).troubles] == ["host", "letters"]


def test_a_town_alone_needs_no_host_of_its_own() -> None:
    assert _row(_complete_town("hier", host="")).colour is Colour.GREEN


@pytest.mark.parametrize("count", [1, 20])
def test_the_page_asks_ten_questions_however_many_towns_there_are(
    client: Client, count: int
) -> None:
    here = _complete_town("ort0")
    for number in range(1, count):
        _complete_town(f"ort{number}")
    _operator(client, here)
    _ask(client, here, "get", "towns")

    with CaptureQueriesContext(connection) as asked:
        answer = _ask(client, here, "get", "towns")

    assert answer.content.decode().count(".example.org</p>") == count
    assert len(asked) <= 10, json.dumps([each["sql"] for each in asked], indent=1)
