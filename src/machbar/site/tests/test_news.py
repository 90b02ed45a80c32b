"""Diaries, milestones and presence hours reach home, shop window and feed; nothing that is not public does."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.coordination.services import (
    Author,
    EntryText,
    plan_milestone,
    reach_milestone,
    write_entry,
)
from machbar.modules.coordination.surfaces import feed, front
from machbar.modules.meetings.tests.builders import make_presence
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
PAGES = ("/", "/schaufenster/", "/feed.atom")


def project_of(town: Town, title: str, *, is_public: bool = True) -> Project:
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=NOON, title=title)
    if is_public:
        publish_project(project=project, by=house, at=NOON)
    return project


def tell(project: Project, text: str, *, is_for_all: bool = True, on: date | None = None) -> None:
    house = Actor(town=project.town, system=True)
    write_entry(
        project=project,
        by=Author(actor=house, may_release=True),
        at=NOON,
        form_key=text,
        words=EntryText(on=on or NOON.date(), text=text, is_for_all=is_for_all),
    )


def reach(project: Project, title: str) -> None:
    house = Actor(town=project.town, system=True)
    milestone = plan_milestone(
        project=project, by=house, at=NOON, form_key=title, title=title, planned_on=NOON.date()
    )
    reach_milestone(milestone=milestone, by=house, at=NOON, on=NOON.date())


def pages() -> dict[str, str]:
    return {page: Client().get(page).content.decode() for page in PAGES}


def test_a_public_entry_is_read_everywhere_and_others_nowhere() -> None:
    town = make_town(host="testserver")
    shown = project_of(town, "Werkstatt")
    tell(shown, "Die Tür ist gestrichen.")
    tell(shown, "Nur für die Gruppe.", is_for_all=False, on=date(2026, 10, 2))
    tell(project_of(town, "Verborgen", is_public=False), "Noch geheim.")
    tell(project_of(make_town(host="zwei.example.org"), "Anderswo"), "Aus der anderen Stadt.")

    found = pages()

    assert {
        page: "Die Tür ist gestrichen." in text for page, text in found.items()
    } == dict.fromkeys(PAGES, True)
    for secret in ("Nur für die Gruppe.", "Noch geheim.", "Aus der anderen Stadt."):
        assert [page for page, text in found.items() if secret in text] == []


def test_a_milestone_that_was_reached_is_news_and_a_planned_one_is_not() -> None:
    town = make_town()
    project = project_of(town, "Werkstatt")
    reach(project, "Der Vertrag ist da")
    plan_milestone(
        project=project,
        by=Actor(town=town, system=True),
        at=NOON,
        form_key="later",
        title="Eröffnung",
        planned_on=date(2027, 5, 1),
    )

    guest = Actor(town=town)

    assert [entry.title for entry in feed(guest, None)] == [
        "Werkstatt, erreicht: Der Vertrag ist da"
    ]
    assert [entry.title for entry in feed(guest, project.pk)] == [
        "Werkstatt, erreicht: Der Vertrag ist da"
    ]
    assert list(feed(guest, project.pk + 1)) == []


def test_home_shows_each_project_once_with_its_newest_entry() -> None:
    town = make_town()
    busy, calm = project_of(town, "Werkstatt"), project_of(town, "Chor")
    tell(calm, "Erste Probe.", on=date(2026, 9, 1))
    for day in (2, 3):
        tell(busy, f"Tag {day}", on=date(2026, 10, day))

    [panel] = front(Actor(town=town))

    entries = panel.context["entries"]
    assert isinstance(entries, list)
    assert [entry.text for entry in entries] == ["Tag 3", "Erste Probe."]


def test_the_next_presence_hours_hang_in_the_window_until_they_are_over() -> None:
    town = make_town()
    today = timezone.localdate()
    make_presence(
        town,
        first_day=today + timedelta(days=1),
        starts=time(16),
        ends=time(18),
        place="Laden am Markt",
        skips_holidays=False,
    )

    home, window = (Client().get(page).content.decode() for page in ("/", "/schaufenster/"))
    switch_module(town=town, module="meetings", is_on=False)
    without = Client().get("/").content.decode()

    assert ("16:00 bis 18:00 Uhr" in home, "/termine/sprechstunde/" in home) == (True, True)
    assert "16:00 bis 18:00 Uhr" in window
    assert "16:00 bis 18:00 Uhr" not in without


@pytest.mark.parametrize("rows", [1, 20])
def test_news_cost_the_same_at_one_and_at_twenty_rows(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town()
    for number in range(rows):
        project = project_of(town, f"Projekt {number}")
        tell(project, f"Tag {number}")
        reach(project, f"Schritt {number}")
    guest = Actor(town=town)

    with django_assert_num_queries(1):
        front(guest)
    with django_assert_num_queries(2):
        feed(guest, None)
