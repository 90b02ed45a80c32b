"""Walkthrough W1, step 2: the counter's sentence reminds of two older ideas; bundled they become a project."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.services import Receipt, hand_in_idea
from machbar.modules.ideas.tests.builders import make_receipt
from tests.journeys.conftest import Visitor, barriers, too_wide
from tests.journeys.test_counter import SLOTS, _set_slot

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SENTENCE = "Fahrradwerkstatt sucht Raum"
PROJECT = "Offene Fahrradwerkstatt"
TREFF = "Reparaturtreff für alles mit Stecker. Eine Werkstatt dafür fehlt noch."
LASTENRAD = "Lastenrad leihen. Jemand hält das Fahrrad in Schuss."
WIDTHS = (320, 390, 1280)


def _older(town: Town) -> tuple[Receipt, Receipt]:
    """The two older ideas (fiktiv), and one that has nothing to do with them."""
    make_receipt(town, text="Kino an der Hauswand. Zwei Sommerabende.")
    treff = make_receipt(town, text=TREFF, contact="treff@example.invalid")
    lastenrad = make_receipt(town, text=LASTENRAD, contact="rad@example.invalid")
    return treff, lastenrad


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_two_older_ideas_are_shown_bundled_and_become_one_project_with_five_slots(
    visitor: Visitor, width: int, script: bool
) -> None:
    town = make_town(is_demo=True)
    treff, _lastenrad = _older(town)
    team = visitor(width=width, script=script, person=make_person(Role.LOTSE, town=town))

    _take_down(team)
    _bundle(team)
    team.get_by_label("Name des Projekts").fill(PROJECT)
    team.get_by_role("button", name="Projekt daraus machen").click()
    expect(team.locator("h1")).to_have_text(PROJECT)
    for slot in SLOTS:
        _set_slot(team, *slot)
    expect(team.locator(".slots .state")).to_have_text(
        ["steht", "in Aussicht", "fehlt", "in Aussicht", "fehlt"]
    )
    team.get_by_role("button", name="Allen zeigen").click()

    phone = visitor(width=width, script=script)
    phone.goto(f"/beleg/{treff.token}/")
    expect(phone.locator(".steps .now b")).to_have_text("Wird Projekt")
    phone.get_by_role("link", name=PROJECT).click()
    expect(phone.locator("h1")).to_have_text(PROJECT)
    team.goto("/werkstatt/postfach/")
    letters = team.locator("main").inner_text()
    assert [letters.count(f"{who}@example.invalid") for who in ("treff", "rad")] == [2, 2]


def _take_down(team: Page) -> None:
    """The sentence at the counter, and what it reminds of, with the words that made it so."""
    team.goto("/tresen/")
    team.get_by_label("Was ist die Idee?").fill(SENTENCE)
    team.get_by_label("Möchte mitmachen.").check()
    team.get_by_role("button", name="Nur speichern").click()
    kin = team.locator("section[aria-labelledby=verwandt]")
    expect(kin.locator("h2")).to_have_text("Das erinnert an 2 ältere Ideen")
    expect(kin).to_contain_text("Reparaturtreff")
    expect(kin).to_contain_text("Wegen Fahrradwerkstatt ~ Werkstatt")
    expect(kin).to_contain_text("Lastenrad leihen")
    expect(kin).to_contain_text("Fahrradwerkstatt ~ Lastenrad")
    expect(kin).not_to_contain_text("Kino")


def _bundle(team: Page) -> None:
    team.get_by_role("link", name="Zusammenlegen oder bündeln").click()
    expect(team.locator("h1")).to_have_text("Das erinnert an 2 andere Ideen")
    for name in ("Reparaturtreff", "Lastenrad leihen"):
        team.get_by_role("checkbox", name=re.compile(name)).check()
    team.get_by_label("Name des neuen Bündels").fill(PROJECT)
    team.get_by_role("button", name="Bündeln").click()
    expect(team.locator("h1")).to_have_text(PROJECT)
    expect(team.locator("section[aria-labelledby=ideen] li")).to_have_count(3)


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_joined_ideas_share_answers_and_are_taken_apart_again(
    visitor: Visitor, width: int, script: bool
) -> None:
    town = make_town(is_demo=True)
    mine = hand_in_idea(
        by=Actor(town=town), at=timezone.now(), form_key="k", text="Repair-Café in der Werkstatt"
    )
    theirs = make_receipt(town, text=TREFF)
    team = visitor(width=width, script=script, person=make_person(Role.LOTSE, town=town))
    phone = visitor(width=width, script=script)

    team.goto(f"/werkstatt/gespraeche/{mine.idea.public_id}/")
    team.get_by_role("link", name="Zusammenlegen, bündeln, verbinden").click()
    team.get_by_role("link", name=f"Zusammenlegen mit {theirs.idea.number}").click()
    expect(team.locator("main")).to_contain_text(TREFF)
    team.get_by_role("button", name="Zusammenlegen und Bescheid geben").click()
    expect(team.locator("main")).to_contain_text(f"zusammen mit {theirs.idea.number} weiter")

    team.get_by_role("link", name="Reparaturtreff für alles mit Stecker").click()
    team.get_by_label("Wir sprechen darüber").check()
    team.get_by_label("Ihre Antwort").fill("Donnerstag reden wir darüber.")
    team.get_by_role("button", name="Antwort schicken").click()
    for receipt in (mine, theirs):
        phone.goto(f"/beleg/{receipt.token}/")
        expect(phone.locator(".steps")).to_contain_text("Donnerstag reden wir darüber.")

    team.goto(f"/werkstatt/gespraeche/{mine.idea.public_id}/")
    team.get_by_role("link", name="Wieder trennen").click()
    team.get_by_role("button", name="Trennen und Bescheid geben").click()
    expect(team.get_by_role("status")).to_contain_text("steht wieder für sich")
    assert not Idea.objects.filter(status="joined").exists()


def test_the_pages_of_kin_ideas_have_no_barriers_and_fit_every_width(visitor: Visitor) -> None:
    town = make_town(is_demo=True)
    treff, _lastenrad = _older(town)
    page = visitor(width=1280, person=make_person(*Role, town=town))
    found = {}

    def look(name: str) -> None:
        found[name] = (barriers(page), too_wide(page, WIDTHS))

    _take_down(page)
    look("counter")
    idea = Idea.objects.get(text=SENTENCE)
    one = f"/werkstatt/gespraeche/{idea.public_id}/"
    mit = f"{one}zusammenlegen/?mit={treff.idea.number}"
    for path in (one, f"{one}verwandte/", f"{one}verwandte/?suche=Kino", mit):
        page.goto(path)
        look(path)
    page.goto(f"{one}verwandte/")
    page.get_by_role("checkbox", name=re.compile("Reparaturtreff")).check()
    page.get_by_label("Name des neuen Bündels").fill("Rad")
    page.get_by_role("button", name="Bündeln").click()
    look("bundle")
    page.get_by_role("button", name="Allen zeigen").click()
    page.get_by_text("Alle sehen es").click()
    look("public bundle")
    for path in ("/ideen/buendel/", "/ideen/", "/werkstatt/gespraeche/buendel/"):
        page.goto(path)
        look(path)

    assert {name: what for name, what in found.items() if what != ([], [])} == {}
