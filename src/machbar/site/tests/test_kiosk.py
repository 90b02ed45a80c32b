"""The shop window on a screen: slides without personal data, and what brings people in."""

from datetime import UTC, datetime, time

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.hours import Span
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import set_week, switch_module
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.projects.models import Slot
from machbar.modules.projects.services import create_project, publish_project, set_slot
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)


def fill(town: Town, number: int) -> None:
    house = Actor(town=town, system=True)
    make_idea(town, text=f"Idee {number}", contact="nachbarin@team.invalid", is_public=True)
    project = create_project(by=house, at=NOON, title=f"Projekt {number}")
    publish_project(project=project, by=house, at=NOON)
    set_slot(
        project=project,
        kind=Slot.Kind.BUILDER,
        state=Slot.State.OPEN,
        is_sought=True,
        note="",
        by=house,
        at=NOON,
    )


def test_the_window_shows_ideas_projects_what_is_missing_the_door_and_the_code() -> None:
    town = make_town(host="haus.example.org", meeting_note="Offener Donnerstag")
    set_week(town=town, week=dict.fromkeys(range(7), (Span(opens=time(0), closes=time(23, 59)),)))
    fill(town, 1)

    page = Client().get("/schaufenster/").content.decode()

    assert "Idee 1" in page
    assert "Projekt 1" in page
    assert "Was fehlt? Vielleicht Sie." in page
    assert "Bauherr: Wer baut und verantwortet das Geld?" in page
    assert "Jetzt offen" in page
    assert "Offener Donnerstag" in page
    assert "http://haus.example.org/ideen/neu/" in page
    assert "kiosk__slides--4" in page
    assert "nachbarin@team.invalid" not in page


def test_the_window_shows_the_team_what_everybody_sees() -> None:
    lotse = make_actor(Role.LOTSE)
    create_project(by=lotse, at=NOON, title="Noch nicht öffentlich")
    assert lotse.person is not None
    client = Client()
    client.force_login(lotse.person, backend=BACKEND)

    assert "Noch nicht öffentlich" not in client.get("/schaufenster/").content.decode()


def test_an_empty_window_still_says_what_the_house_is_for() -> None:
    town = make_town()
    switch_module(town=town, module="ideas", is_on=False)

    page = Client().get("/schaufenster/").content.decode()

    assert "Wann ist etwas machbar?" in page
    assert "kiosk__slides--1" in page
    assert "/ideen/neu/" not in page


def test_the_window_changes_by_itself_unless_somebody_wants_rest() -> None:
    make_town()

    moving = Client().get("/schaufenster/").content.decode()
    still = Client().get("/schaufenster/?ruhig=1").content.decode()

    assert "kiosk.js" in moving
    assert '<noscript><meta http-equiv="refresh" content="300"></noscript>' in moving
    assert "kiosk--still" in still
    assert "kiosk.js" not in still
    assert "refresh" not in still


@pytest.mark.parametrize("rows", [1, 20])
def test_the_window_costs_the_same_at_one_and_at_twenty_rows(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town()
    for number in range(rows):
        fill(town, number)

    with django_assert_num_queries(14):
        Client().get("/schaufenster/")
