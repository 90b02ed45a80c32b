"""What pages say to machines: JSON-LD of schema.org, robots.txt, sitemap.xml."""

import json
import re
from datetime import UTC, datetime
from decimal import Decimal
from xml.etree import ElementTree as ET

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.funding.tests.builders import make_programme
from machbar.modules.ideas.tests.builders import make_idea
from machbar.modules.projects.models import Project
from machbar.modules.projects.services import create_project, publish_project

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 10, 1, 10, 0, tzinfo=UTC)
NASTY = "</script><script>alert(1)</script> & „Räder“"
BLOCK = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def make_project(town: Town, title: str, *, is_public: bool = True) -> Project:
    house = Actor(town=town, system=True)
    project = create_project(by=house, at=NOON, title=title)
    if is_public:
        publish_project(project=project, by=house, at=NOON)
    return project


def data_on(path: str) -> dict[str, object]:
    """The one data block of a page."""
    [block] = BLOCK.findall(Client().get(path).content.decode())
    data = json.loads(block)
    assert data["@context"] == "https://schema.org"
    assert isinstance(data, dict)
    return data


def test_home_is_an_organisation_with_its_place() -> None:
    make_town(host="haus.example.org", address="Markt 3", contact_email="haus@team.invalid")

    data = data_on("/")

    assert (data["@type"], data["@id"]) == ("Organization", "http://haus.example.org/#haus")
    assert data["email"] == "haus@team.invalid"
    assert "telephone" not in data


def test_a_project_is_a_project_and_no_title_leaves_its_script() -> None:
    town = make_town(host="haus.example.org")
    project = make_project(town, NASTY)

    data = data_on(f"/projekte/{project.public_id}/")

    assert (data["@type"], data["name"]) == ("Project", NASTY)
    assert data["url"] == f"http://haus.example.org/projekte/{project.public_id}/"


def test_an_idea_is_a_work_without_its_giver() -> None:
    town = make_town()
    idea = make_idea(town, text=NASTY, contact="nachbarin@team.invalid", is_public=True)

    data = data_on(f"/ideen/{idea.public_id}/")

    assert (data["@type"], data["text"]) == ("CreativeWork", NASTY)
    assert "nachbarin" not in json.dumps(data)


def test_a_programme_is_a_grant_with_the_amounts_its_source_states() -> None:
    town = make_town()
    exact = make_programme(town, id="a", name="Genau", min_eur=100, max_eur=Decimal("2500.50"))
    silent = make_programme(town, id="b", name="Ohne Betrag", min_eur=None, max_eur=None)

    grant = data_on(f"/foerderung/{exact.public_id}/")

    assert grant["@type"] == "MonetaryGrant"
    assert grant["amount"] == {
        "@type": "MonetaryAmount",
        "currency": "EUR",
        "minValue": 100,
        "maxValue": 2500.5,
    }
    assert "amount" not in data_on(f"/foerderung/{silent.public_id}/")


def test_the_policy_still_allows_no_script_inside_a_page() -> None:
    make_town()

    policy = Client().get("/")["Content-Security-Policy"]

    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_robots_stay_in_front_of_the_counter() -> None:
    make_town(host="haus.example.org")

    lines = Client().get("/robots.txt").content.decode().splitlines()

    assert "Disallow: /werkstatt/" in lines
    assert "Disallow: /beleg/" in lines
    assert "Sitemap: http://haus.example.org/sitemap.xml" in lines
    assert "Disallow: /" not in lines


def pages_of_sitemap(host: str = "haus.example.org") -> list[str]:
    answer = Client().get("/sitemap.xml", headers={"host": host})
    root = ET.fromstring(answer.content)  # noqa: S314 - our own answer
    found = root.findall("s:url/s:loc", {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"})
    return [(each.text or "").removeprefix(f"http://{host}") for each in found]


def test_the_map_names_public_pages_only_and_only_of_this_town() -> None:
    town = make_town(host="haus.example.org")
    other = make_town(host="anders.example.org")
    idea = make_idea(town, is_public=True)
    hidden = make_idea(town, text="Geheim")
    project = make_project(town, "Offen")
    inside = make_project(town, "Innen", is_public=False)
    theirs = make_project(other, "Anderswo")
    programme = make_programme(town)

    pages = pages_of_sitemap()

    assert {
        "/",
        "/impressum/",
        f"/ideen/{idea.public_id}/",
        f"/projekte/{project.public_id}/",
        f"/foerderung/{programme.public_id}/",
    } <= set(pages)
    for public_id in (hidden.public_id, inside.public_id, theirs.public_id):
        assert public_id not in "".join(pages)
    assert all(Client().get(page, headers={"host": town.host}).status_code == 200 for page in pages)


def test_a_module_that_is_off_has_no_pages_on_the_map() -> None:
    town = make_town(host="haus.example.org")
    make_idea(town, is_public=True)
    switch_module(town=town, module="ideas", is_on=False)

    assert not [page for page in pages_of_sitemap() if page.startswith("/ideen/")]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_map_costs_the_same_at_one_and_at_twenty_rows(
    django_assert_num_queries: DjangoAssertNumQueries, rows: int
) -> None:
    town = make_town()
    for number in range(rows):
        make_idea(town, is_public=True)
        make_project(town, f"Projekt {number}")

    with django_assert_num_queries(8):
        Client().get("/sitemap.xml")
