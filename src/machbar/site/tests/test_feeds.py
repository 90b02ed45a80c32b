"""Atom feeds: valid, stable, cached, public, and the same for everybody."""

from datetime import UTC, datetime, timedelta
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import answer_idea, withdraw_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, move_project, publish_project
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}
NOON = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
FEEDS = ("/feed.atom", "/ideen/feed.atom", "/projekte/feed.atom")


def make_project(town: Town, title: str = "Offene Werkstatt", *, is_public: bool = True) -> Project:
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=NOON, title=title, description="Räder für alle.")
    if is_public:
        publish_project(project=project, by=house, at=NOON)
    return project


def feed_at(path: str) -> ET.Element:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ET.fromstring(answer.content)  # noqa: S314 - our own answer


def texts(feed: ET.Element, path: str) -> list[str]:
    return [each.text or "" for each in feed.findall(path, ATOM)]


def the(element: ET.Element, path: str) -> ET.Element:
    [found] = element.findall(path, ATOM)
    return found


def assert_keeps_rfc_4287(feed: ET.Element) -> None:
    """What sections 4.1.1 and 4.1.2 demand: one id, title and updated each, an author, a link, absolute addresses."""
    the(feed, "a:author/a:name")
    for element in (feed, *feed.findall("a:entry", ATOM)):
        assert the(element, "a:title").text
        assert (the(element, "a:id").text or "").startswith("tag:")
        assert datetime.fromisoformat(the(element, "a:updated").text or "").tzinfo is not None
        [link] = [
            each for each in element.findall("a:link", ATOM) if each.get("rel") == "alternate"
        ]
        assert (link.get("href") or "").startswith("http://")
    [own] = [each for each in feed.findall("a:link", ATOM) if each.get("rel") == "self"]
    assert (own.get("href") or "").endswith("feed.atom")
    ids = texts(feed, "a:entry/a:id")
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("path", FEEDS)
def test_each_feed_keeps_the_rules_empty_and_full(path: str) -> None:
    town = make_town(host="haus.example.org")
    empty = feed_at(path)
    make_idea(town, is_public=True)
    make_project(town)
    full = feed_at(path)

    assert_keeps_rfc_4287(empty)
    assert_keeps_rfc_4287(full)
    assert empty.findall("a:entry", ATOM) == []
    assert full.findall("a:entry", ATOM)


def test_the_feed_of_everything_names_ideas_projects_and_steps_the_newest_first() -> None:
    town = make_town(host="haus.example.org")
    idea = make_idea(town, text="Trinkbrunnen & <b>Hund</b>", is_public=True)
    project = make_project(town)
    house = Actor(town=town, system=True)
    later = NOON + timedelta(days=3)
    move_project(
        project=project, by=house, at=later, target="resting", reason="Wir warten auf den Frühling."
    )

    feed = feed_at("/feed.atom")

    titles = texts(feed, "a:entry/a:title")
    assert sorted(titles[:2]) == ["Offene Werkstatt", "Offene Werkstatt: ruht"]
    assert titles[2:] == ["Trinkbrunnen & <b>Hund</b>"]
    assert texts(feed, "a:entry/a:id")[-1] == f"tag:haus.example.org,2026:ideen/{idea.public_id}"
    summary = texts(feed, "a:entry/a:summary")[-1]
    assert "&lt;b&gt;Hund&lt;/b&gt;" in summary
    assert "Wir warten auf den Frühling." in "".join(texts(feed, "a:entry/a:summary"))


def test_another_title_keeps_the_id_and_an_answer_makes_it_new() -> None:
    town = make_town()
    idea = make_idea(town, is_public=True)
    before = feed_at("/ideen/feed.atom")

    Idea.objects.filter(pk=idea.pk).update(title="Ganz anders")
    answer_idea(
        idea=idea,
        by=Actor(town=town, system=True),
        at=MORNING + timedelta(days=2),
        status="in_talk",
        text="Wir reden.",
        key="a",
    )
    after = feed_at("/ideen/feed.atom")

    assert texts(after, "a:entry/a:id") == texts(before, "a:entry/a:id")
    assert texts(after, "a:entry/a:title") == ["Ganz anders"]
    assert texts(before, "a:entry/a:updated") == [MORNING.isoformat()]
    assert texts(after, "a:entry/a:updated") == [(MORNING + timedelta(days=2)).isoformat()]
    assert texts(after, "a:updated") == texts(after, "a:entry/a:updated")


def test_what_is_not_public_or_withdrawn_never_comes_in_for_nobody() -> None:
    lotse = make_actor(Role.LOTSE)
    town = lotse.town
    make_idea(town, text="Geheim")
    withdraw_idea(idea=make_idea(town, text="Zurückgenommen", is_public=True), by=Actor(town=town))
    inside = make_project(town, "Noch nicht öffentlich", is_public=False)
    assert lotse.person is not None
    client = Client()
    client.force_login(lotse.person, backend=BACKEND)

    for path in FEEDS:
        assert client.get(path).content == Client().get(path).content
        assert feed_at(path).findall("a:entry", ATOM) == []
    assert client.get(f"/projekte/{inside.public_id}/feed.atom").status_code == 404


def test_a_project_has_a_feed_of_its_own_alone() -> None:
    town = make_town()
    first, _second = make_project(town), make_project(town, "Bücherschrank")

    feed = feed_at(f"/projekte/{first.public_id}/feed.atom")

    assert_keeps_rfc_4287(feed)
    assert texts(feed, "a:entry/a:title") == ["Offene Werkstatt"]


def test_nothing_of_another_town_comes_in() -> None:
    make_idea(make_town(host="eins.example.org"), text="Aus Eins", is_public=True)
    make_town(host="zwei.example.org")

    answer = Client().get("/feed.atom", headers={"host": "zwei.example.org"})

    assert "Aus Eins" not in answer.content.decode()


def test_who_has_the_newest_feed_gets_nothing_a_second_time() -> None:
    town = make_town()
    make_idea(town, is_public=True)
    first = Client().get("/feed.atom")

    same = Client().get("/feed.atom", headers={"if-none-match": first["ETag"]})
    make_idea(town, text="Noch eine", is_public=True)
    new = Client().get("/feed.atom", headers={"if-none-match": first["ETag"]})

    assert (same.status_code, same.content) == (304, b"")
    assert new.status_code == 200


def test_signs_that_xml_cannot_carry_do_not_break_the_feed() -> None:
    make_idea(make_town(), text="Klingel\x07 am\ufffe Tor", is_public=True)

    assert texts(feed_at("/feed.atom"), "a:entry/a:title") == ["Klingel am Tor"]


def test_ideas_switched_off_have_no_feed() -> None:
    town = make_town()
    make_idea(town, is_public=True)
    switch_module(town=town, module="ideas", is_on=False)

    assert Client().get("/ideen/feed.atom").status_code == 404
    assert feed_at("/feed.atom").findall("a:entry", ATOM) == []


@pytest.mark.parametrize("rows", [1, 20])
@pytest.mark.parametrize(("path", "queries"), [("/feed.atom", 8), ("/ideen/feed.atom", 3)])
def test_a_feed_costs_the_same_at_one_and_at_twenty_rows(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int, path: str, queries: int
) -> None:
    town = make_town()
    for number in range(rows):
        make_idea(town, text=f"Idee {number}", is_public=True)
        make_project(town, f"Projekt {number}")

    with django_assert_num_queries(queries):
        Client().get(path)


def test_pages_lead_to_their_feeds() -> None:
    town = make_town()
    project = make_project(town)
    link = 'type="application/atom+xml"'

    for page, feed in {
        "/": "/feed.atom",
        "/ideen/": "/ideen/feed.atom",
        "/projekte/": "/projekte/feed.atom",
        f"/projekte/{project.public_id}/": f"/projekte/{project.public_id}/feed.atom",
    }.items():
        html = Client().get(page).content.decode()
        assert f'href="{feed}"' in html
        assert link in html
