"""The wall and the team's list: the same cost at any length, nothing private in public."""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.selectors import PAGE, ideas_on_the_wall, page_by_key
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db


def fill(town: Town, count: int) -> None:
    Idea.objects.bulk_create(
        Idea(
            town=town,
            number=f"F-{at}",
            title=f"Idee {at}",
            text=f"Idee {at}",
            form_key=f"f{at}",
            channel="web",
            published_at=MORNING + timedelta(minutes=at),
            handed_in_at=MORNING + timedelta(minutes=at),
        )
        for at in range(count)
    )


@pytest.mark.parametrize("rows", [1, 20])
def test_the_wall_costs_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    fill(make_town(host="testserver"), rows)

    with django_assert_num_queries(7):
        client.get("/ideen/")


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_of_talks_costs_the_same_at_one_and_at_twenty_rows(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    fill(town, rows)
    lotse = make_actor(Role.LOTSE, town=town)
    assert lotse.person is not None
    client.force_login(lotse.person, backend=BACKEND)
    client.get("/")  # the first page after signing in notes the beginning of the session

    with django_assert_num_queries(9):
        client.get("/werkstatt/gespraeche/")


def test_ten_thousand_ideas_build_no_more_objects_than_a_hundred() -> None:
    town = make_town()
    fill(town, 10_000)
    built = 0
    original = Idea.from_db.__func__  # type: ignore[attr-defined]

    def counting(cls: type[Idea], *arguments: object) -> Idea:
        nonlocal built
        built += 1
        made: Idea = original(cls, *arguments)
        return made

    Idea.from_db = classmethod(counting)  # type: ignore[method-assign, assignment]
    try:
        page = page_by_key(ideas_on_the_wall(make_actor(town=town)), field="published_at", after="")
    finally:
        del Idea.from_db

    assert built == PAGE + 1
    assert (page.count, page.is_more_than_count) == (1000, True)


def test_paging_by_key_shows_each_idea_once() -> None:
    town = make_town()
    fill(town, 60)
    ideas = ideas_on_the_wall(make_actor(town=town))
    seen: list[str] = []

    key: str | None = ""
    while key is not None:
        page = page_by_key(ideas, field="published_at", after=key)
        seen += [idea.number for idea in page.rows]
        key = page.next_key

    assert seen == [f"F-{at}" for at in reversed(range(60))]


def test_the_wall_shows_only_what_was_hung_up_and_never_how_to_reach_somebody(
    client: Client,
) -> None:
    town = make_town()
    make_idea(town, text="Öffentlich", contact="geheim@example.org", is_public=True)
    make_idea(town, text="Noch nicht")

    content = client.get("/ideen/").content.decode()

    assert "Öffentlich" in content
    assert "Noch nicht" not in content
    assert "geheim@example.org" not in content


def test_the_wall_filters_by_words_and_state(client: Client) -> None:
    town = make_town()
    make_idea(town, text="Trinkbrunnen am Markt", is_public=True)
    make_idea(town, text="Kino an der Hauswand", is_public=True)

    found = client.get("/ideen/", {"suche": "brunnen markt"}).content.decode()
    none = client.get("/ideen/", {"stand": "parked"}).content.decode()

    assert "Trinkbrunnen" in found
    assert "Kino" not in found
    assert "Nichts mit diesen Worten." in none
