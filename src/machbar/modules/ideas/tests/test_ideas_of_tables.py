"""Old ideas that came in from a table do not push away what came in today; their days count from the taking in."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.tables.services import bring_file, take_batch
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.day import day_page
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.selectors import answer_due, pressing_ideas
from machbar.modules.ideas.tables import IDEAS
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.ideas.views.queueing import queue
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(MORNING)


@pytest.fixture
def town() -> Town:
    return make_town(host="testserver", key="lutterstadt")


def take_in(town: Town, count: int) -> None:
    """So many unanswered ideas of 2022 come in from a table."""
    by = make_actor(Role.LOTSE, town=town)
    lines = "".join(f"Alte Idee {number};03.02.2022\n" for number in range(count))
    content = f"Idee;Eingegangen am\n{lines}".encode()
    batch = bring_file(content=content, name="alt.csv", kind=IDEAS, by=by, at=MORNING)
    take_batch(batch=batch, kind=IDEAS, by=by, at=MORNING, with_doubles=True)


def test_today_shows_what_came_in_by_itself_and_one_line_for_all_from_tables(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    take_in(town, 40)
    for number in range(3):
        make_idea(town, text=f"Karte {number}", at=MORNING + timedelta(minutes=number))

    lotse = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(1):
        own, tables = day_page(lotse, TODAY)

    assert ([item.headline for item in own.items], own.total) == (
        ["Karte 0", "Karte 1", "Karte 2"],
        3,
    )
    (line,) = tables.items
    assert (line.headline, line.since, line.is_late, line.is_pile, line.url) == (
        "40 eingelesene Ideen ohne Antwort",
        TODAY,
        False,
        True,
        "/werkstatt/gespraeche/?eingelesen=1",
    )
    assert line.due == TODAY + timedelta(days=town.answer_days)


def test_only_ideas_from_tables_are_one_line_and_more_than_ninety_nine_are_not_counted(
    town: Town,
) -> None:
    take_in(town, 101)

    (part,) = day_page(make_actor(Role.LOTSE, town=town), TODAY)

    assert (part.items[0].headline, part.is_more) == (
        "Mehr als 99 eingelesene Ideen ohne Antwort",
        True,
    )


def test_the_days_of_an_idea_from_a_table_count_from_its_taking_in(town: Town) -> None:
    take_in(town, 1)
    idea = Idea.objects.get()

    assert (idea.taken_in_at, answer_due(idea, 14)) == (MORNING, TODAY + timedelta(days=14))
    assert pressing_ideas(make_actor(Role.EDITOR, town=town), 8) == ([], None)


def test_what_came_before_the_table_is_looked_through_first(town: Town) -> None:
    make_idea(town, text="Karte", at=MORNING - timedelta(hours=1))
    take_in(town, 1)

    part = queue(make_actor(Role.LOTSE, town=town), frozenset(), 8)

    assert part is not None
    assert [item.headline for item in part.items] == ["Karte", "Alte Idee 0"]


def test_the_list_of_talks_has_both_apart(client: Client, town: Town) -> None:
    take_in(town, 2)
    make_idea(town, text="Karte")
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)

    own = client.get("/werkstatt/gespraeche/").content.decode()
    tables = client.get("/werkstatt/gespraeche/?eingelesen=1").content.decode()

    assert "Eine Idee wartet auf Antwort." in own
    assert '<a href="?eingelesen=1">2 eingelesene Ideen ohne Antwort</a>' in own
    assert "2 Ideen warten auf Antwort." in tables
    assert "Eingelesen und unbeantwortet, die älteste zuerst" in tables
