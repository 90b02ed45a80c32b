"""What an idea reminds of, and where the team sees it (F04, F06)."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.middleware import DEVICE_COOKIE
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_actor, make_device, make_town
from machbar.modules.ideas.core import Reason
from machbar.modules.ideas.kin import Kindred, kin_of_idea
from machbar.modules.ideas.services import join_ideas, make_project, withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.ideas.tests.kindred import LASTENRAD, SENTENCE, TREFF, fill, signed_in, titles
from machbar.modules.projects.services import create_project, publish_project

pytestmark = pytest.mark.django_db


def test_the_sentence_of_the_counter_reminds_of_the_two_older_ideas_with_their_words() -> None:
    town = make_town()
    for text in (TREFF, LASTENRAD, "Trinkbrunnen am Markt", "Kino an der Hauswand"):
        make_idea(town, text=text)
    idea = make_idea(town, text=SENTENCE)

    found = kin_of_idea(make_actor(Role.LOTSE, town=town), idea)

    assert {kin.idea.title: kin.reasons for kin in found.ideas} == {
        "Lastenrad leihen": (
            Reason(ours="Fahrradwerkstatt", theirs="Lastenrad"),
            Reason(ours="Fahrradwerkstatt", theirs="Fahrrad"),
        ),
        "Reparaturtreff": (Reason(ours="Fahrradwerkstatt", theirs="Werkstatt"),),
    }


def test_everybody_else_is_reminded_of_what_is_public_only() -> None:
    town = make_town()
    make_idea(town, text=TREFF, is_public=True)
    make_idea(town, text=LASTENRAD)
    for title, is_shown in (("Radwerkstatt für alle", True), ("Werkstatt der Räder", False)):
        house = Actor(town=town, system=True)
        project = create_project(by=house, at=MORNING, title=title)
        if is_shown:
            publish_project(project=project, by=house, at=MORNING)
    make_idea(make_town(), text=TREFF, is_public=True)
    idea = make_idea(town, text=SENTENCE)

    found = kin_of_idea(Actor(town=town), idea)

    assert titles(found) == ["Reparaturtreff"]
    assert [kin.project.title for kin in found.projects] == ["Radwerkstatt für alle"]


def test_what_is_settled_or_connected_already_is_left_out() -> None:
    town = make_town()
    lotse = make_actor(Role.LOTSE, town=town)
    idea, gone, joined = (make_idea(town, text=SENTENCE) for _each in range(3))
    withdraw_idea(idea=gone, by=lotse)
    join_ideas(idea=joined, into=idea, by=lotse, at=MORNING, text="Zusammen", key="j")
    make_project(idea=idea, by=lotse, at=MORNING, title=SENTENCE)

    assert kin_of_idea(lotse, idea) == Kindred()


@pytest.mark.parametrize("text", ["Ja bitte", "und und und", "!?"])
def test_a_text_without_a_telling_word_reminds_of_nothing(text: str) -> None:
    town = make_town()
    make_idea(town, text="Ja bitte, das wäre schön")

    assert kin_of_idea(make_actor(Role.LOTSE, town=town), make_idea(town, text=text)) == Kindred()


@pytest.mark.parametrize("count", [1, 20, 2_000])
def test_kin_cost_four_queries_whatever_the_town_has(
    django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    town = make_town()
    create_project(by=Actor(town=town, system=True), at=MORNING, title="Werkstatthaus")
    fill(town, [f"Wunsch {at}: eine Bank am Fahrradweg" for at in range(count)] + [TREFF])
    idea = make_idea(town, text=SENTENCE)
    lotse = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(4):
        found = kin_of_idea(lotse, idea)

    assert titles(found)[0] == TREFF


@pytest.mark.parametrize("rows", [1, 20])
def test_the_pages_of_an_idea_cost_the_same_with_one_and_with_twenty_kin(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town(host="testserver")
    signed_in(client, town)
    house = Actor(town=town, system=True)
    for at in range(rows):
        make_idea(town, text=f"{SENTENCE}, Nummer {at}")
        create_project(by=house, at=MORNING, title=f"Fahrradwerkstatt {at}")
    idea = make_idea(town, text=SENTENCE)
    client.get("/")  # the first page after signing in notes the beginning of the session

    for rest, queries in (
        ("", 20),
        ("verwandte/", 11),
        ("verwandte/?suche=Fahrradwerkstatt", 13),
    ):
        with django_assert_num_queries(queries, info=rest):
            page = client.get(f"/werkstatt/gespraeche/{idea.public_id}/{rest}")
        assert "Fahrradwerkstatt 0" in page.content.decode(), rest


def test_the_team_sees_at_the_counter_what_the_new_idea_reminds_of(client: Client) -> None:
    town = make_town()
    signed_in(client, town)
    older = make_idea(town, text=TREFF)

    page = client.post(
        "/tresen/", {"text": SENTENCE, "channel": "counter", "form_key": "x"}, follow=True
    )

    content = page.content.decode()
    assert "Das erinnert an eine ältere Idee" in content
    assert f"/werkstatt/gespraeche/{older.public_id}/" in content
    assert "<b>Fahrradwerkstatt</b> ~ <b>Werkstatt</b>" in content


def test_the_paired_device_sees_only_what_is_public(client: Client) -> None:
    town = make_town()
    make_device(town=town)
    client.cookies[DEVICE_COOKIE] = DEVICE_TOKEN
    shown = make_idea(town, text=TREFF, is_public=True)
    make_idea(town, text="Fahrradwerkstatt mit geheimen Namen")

    page = client.post(
        "/tresen/", {"text": SENTENCE, "channel": "counter", "form_key": "x"}, follow=True
    )

    content = page.content.decode()
    assert f"/ideen/{shown.public_id}/" in content
    assert shown.number not in content
    assert "geheimen Namen" not in content
    assert "/werkstatt/gespraeche/" not in content
