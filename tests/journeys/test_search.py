"""Searching without JavaScript on a phone, as a guest and behind the counter (F74)."""

import pytest
from playwright.sync_api import expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from machbar.modules.projects.services import create_project, publish_project
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def fill(town: Town) -> None:
    house = Actor(town=town, system=True)
    project = create_project(
        by=house,
        at=MORNING,
        title="Offene Fahrradwerkstatt",
        description="Ehrenamtliche reparieren Räder für alle, kostenlos. " * 6,
    )
    publish_project(project=project, by=house, at=MORNING)
    make_idea(town, text="Eine Werkstatt für alle\nMit Werkbank.", is_public=True)
    make_idea(town, text="Werkstatt im Keller")
    for number in range(7):
        make_idea(town, text=f"Grünfläche {number} am Lutterspring pflegen", is_public=True)


def test_a_guest_finds_a_project_from_the_foot_of_any_page(visitor: Visitor) -> None:
    fill(make_town())
    phone = visitor(width=390, script=False)

    phone.goto("/ideen/")
    foot = phone.locator("footer")
    foot.get_by_label("Suchen nach").fill("fahrradwerkstatt")
    foot.get_by_role("button", name="Suchen").click()

    expect(phone.locator("h1")).to_have_text("2 Treffer für „fahrradwerkstatt“")
    expect(phone.locator("main h2").first).to_contain_text("Projekte")
    expect(phone.get_by_text("verwandt")).to_have_count(1)
    phone.get_by_role("link", name="Offene Fahrradwerkstatt").click()
    expect(phone.locator("h1")).to_have_text("Offene Fahrradwerkstatt")


def test_the_team_finds_more_from_the_head_and_jumps_by_number(visitor: Visitor) -> None:
    town = make_town()
    fill(town)
    number = town.ideas.get(title="Werkstatt im Keller").number
    team = visitor(width=390, script=False, person=make_person(Role.LOTSE, town=town))

    team.goto("/werkstatt/heute/")
    team.locator("header").get_by_label("Suchen nach").fill("werkstatt keller")
    team.locator("header").get_by_role("button", name="Suchen").click()
    expect(team.get_by_role("link", name="Werkstatt im Keller")).to_be_visible()
    team.get_by_label("Was suchen Sie?").fill(number)
    team.locator("main").get_by_role("button", name="Suchen").click()

    expect(team.locator("h1")).to_have_text("Werkstatt im Keller")
