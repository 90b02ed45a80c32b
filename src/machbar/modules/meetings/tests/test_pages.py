"""Every page answers, at the same cost with one row and with twenty."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.tests.builders import (
    make_booking,
    make_presence,
    make_project,
    make_talk,
)
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def fill(town: Town, count: int) -> None:
    """Presence hours with free and taken slots, and talks about projects: ``count`` of each."""
    now = timezone.now()
    today = timezone.localdate(now)
    for number in range(count):
        presence = make_presence(town, first_day=today, who=f"Lotse {number}", skips_holidays=False)
        make_booking(presence, at=now, contact=f"{number}@example.invalid")
        project = make_project(town, title=f"Projekt {number}")
        make_talk(
            town,
            held_on=today,
            project=project,
            next_step="Fragen",
            next_step_on=today - timedelta(days=1),
        )


PAGES = {
    "/termine/": 9,
    "/termine/sprechstunde/": 9,
    "/termine/sprechstunde/buchen/": 9,
    "/termine/sprechstunden.ics": 8,
    "/werkstatt/termine/": 9,
    "/werkstatt/gespraeche/notizen/": 8,
    "/werkstatt/gespraeche/stunden/": 8,
    "/werkstatt/gespraeche/stunden.csv": 7,
    "/tresen/gespraech/": 7,
}


@pytest.mark.parametrize("count", [1, 20])
def test_every_list_costs_the_same_with_one_row_and_with_twenty(client: Client, count: int) -> None:
    town = make_town()
    client.force_login(make_person(Role.LOTSE, town=town), backend=BACKEND)
    fill(town, count)
    client.get("/termine/")

    costs = {}
    for page in PAGES:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page).status_code == 200
        costs[page] = len(queries)

    assert costs == PAGES
