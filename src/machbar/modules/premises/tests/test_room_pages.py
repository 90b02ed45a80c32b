"""Every page of the room and of walk-rounds costs the same with one row and with twenty, and knows one town only."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.models import Bookable, Walk
from machbar.modules.premises.services.walks import end_walk
from machbar.modules.premises.tests.builders.rooms import (
    days_from,
    make_room_booked,
    make_window,
)
from machbar.modules.premises.tests.builders.walks import make_walk, see
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def fill(town: Town, count: int, title: str = "Lesung") -> tuple[Bookable, Walk]:
    """Windows with bookings that stand in the programme and such that wait, and ended rounds: ``count`` of each."""
    now, today = timezone.now(), timezone.localdate()
    lotse = make_actor(Role.LOTSE, town=town)
    house = Actor(town=town, system=True)
    for number in range(count):
        window = make_window(town, name=f"Fenster {number}")
        for days, by in ((0, lotse), (3, Actor(town=town))):
            span = days_from(today + timedelta(days=days), 2)
            make_room_booked(
                window,
                span=span,
                by=by,
                at=now,
                title=title,
                is_public=True,
                contact=f"{number}@example.invalid",
            )
        walk = make_walk(town, title=title)
        see(walk, "Am Markt", 1, Look.EMPTY)
        end_walk(walk=walk, by=house, at=now)
    return Bookable.objects.filter(town=town)[0], Walk.objects.filter(town=town)[0]


@pytest.mark.parametrize(
    "page",
    [
        "/termine/raum/",
        "/termine/raum/{window}/",
        "/termine/raum/{window}/buchen/",
        "/termine/raum/programm.ics",
        "/werkstatt/termine/raum/",
        "/werkstatt/raeume/rundgang/",
        "/werkstatt/raeume/rundgang/{walk}/",
        "/werkstatt/raeume/rundgang/{walk}/bogen/",
        "/werkstatt/raeume/zahlen/",
        "/werkstatt/raeume/zahlen.csv",
    ],
)
def test_a_page_costs_the_same_with_one_row_and_with_twenty(client: Client, page: str) -> None:
    costs = []
    for count in (1, 20):
        town = make_town(key=f"town-{count}", host=f"{count}.example.org")
        window, walk = fill(town, count)
        client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
        path = page.format(window=window.public_id, walk=walk.public_id)
        client.get(path, headers={"host": town.host})
        with CaptureQueriesContext(connection) as queries:
            assert client.get(path, headers={"host": town.host}).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]
    assert costs[0] <= 13


def test_a_town_sees_its_own_bookings_and_rounds_alone(client: Client) -> None:
    ours = make_town(host="ours.example.org")
    theirs = make_town(key="theirs", host="theirs.example.org")
    fill(ours, 1, title="Unsere Lesung")
    fill(theirs, 1, title="Fremde Lesung")
    client.force_login(make_person(Role.LOTSE, town=ours), backend=BACKEND)

    for page in (
        "/",
        "/schaufenster/",
        "/termine/",
        "/termine/raum/",
        "/termine/raum/programm.ics",
        "/werkstatt/termine/raum/",
        "/werkstatt/raeume/rundgang/",
        "/werkstatt/heute/",
    ):
        found = client.get(page, headers={"host": ours.host}).content.decode()
        assert ("Unsere Lesung" in found, "Fremde Lesung" in found) == (True, False), page
