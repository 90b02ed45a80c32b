"""Walkthrough W1, steps 1 and 2: a sentence at the counter becomes a project with five slots."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person, make_town
from tests.journeys.conftest import Visitor

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

SENTENCE = "Fahrradwerkstatt sucht Raum"
PROJECT = "Offene Fahrradwerkstatt"
SLOTS = (
    ("users", "proven", "Acht Leute reparieren schon heute im Keller.", False),
    ("carrier", "candidate", "Der Verein MachBar überlegt noch.", False),
    ("builder", "open", "", False),
    ("financing", "candidate", "Das Stadtlabor fragt eine Stiftung.", False),
    ("place", "open", "", True),
)


@pytest.mark.parametrize(("width", "script"), [(390, False), (1280, True)])
def test_a_sentence_at_the_counter_becomes_a_project_that_the_receipt_leads_to(
    visitor: Visitor, width: int, script: bool
) -> None:
    town = make_town()
    make_device(town=town)
    lotse = make_person(Role.LOTSE, town=town)

    number, address = _hand_in(visitor(width=width, script=script, device=DEVICE_TOKEN))

    phone = visitor(width=width, script=script)
    phone.goto(address)
    expect(phone.locator("main .nr")).to_have_text(number)
    expect(phone.locator(".till svg")).to_be_visible()
    expect(phone.locator(".steps .now b")).to_have_text("Neu")

    team = visitor(width=width, script=script, person=lotse)
    _make_project(team)
    for slot in SLOTS:
        _set_slot(team, *slot)
    team.get_by_role("button", name="Allen zeigen").click()

    phone.reload()
    expect(phone.locator(".steps .now b")).to_have_text("Wird Projekt")
    phone.get_by_role("link", name=PROJECT).click()
    expect(phone).to_have_url(re.compile(r"/projekte/[^/]+/$"))
    expect(phone.locator("h1")).to_have_text(PROJECT)
    expect(phone.locator("main p.row").first).to_contain_text(
        "1 von 5 steht · 2 in Aussicht · 2 fehlen"
    )
    expect(phone.locator(".slots .state")).to_have_text(
        ["steht", "in Aussicht", "fehlt", "in Aussicht", "fehlt"]
    )
    expect(phone.locator(".slots li").last).to_contain_text("Die Suche läuft.")


def _hand_in(counter: Page) -> tuple[str, str]:
    """Write the idea down; the number and the receipt's address."""
    counter.goto("/tresen/")
    counter.get_by_label("Was ist die Idee?").fill(SENTENCE)
    counter.get_by_label("Möchte mitmachen.").check()
    counter.get_by_role("button", name="Nur speichern").click()

    saved = counter.get_by_role("status")
    expect(saved.locator("h2")).to_contain_text("L-")
    expect(saved).to_contain_text(SENTENCE)
    expect(counter.get_by_label("Was ist die Idee?")).to_have_value("")
    expect(counter.get_by_label("Möchte mitmachen.")).not_to_be_checked()
    number = re.search(r"L-[\w-]+", saved.inner_text())
    assert number is not None
    saved.get_by_role("link", name="Beleg drucken").click()
    address = urlsplit(counter.locator(".till .break").inner_text()).path
    counter.get_by_role("button", name="Der Nächste, bitte").click()
    expect(counter.get_by_role("status")).to_have_count(0)
    return number.group(), address


def _make_project(team: Page) -> None:
    team.goto("/werkstatt/gespraeche/")
    team.get_by_role("link", name=SENTENCE).first.click()
    expect(team.locator("dl.facts")).to_contain_text("Macht mit")
    team.get_by_label("Name des Projekts").fill(PROJECT)
    team.get_by_role("button", name="Projekt daraus machen").click()
    expect(team.locator("h1")).to_have_text(PROJECT)


def _set_slot(team: Page, kind: str, state: str, note: str, is_sought: bool) -> None:
    place = team.locator(".slots details").filter(has=team.locator(f"form[action$='/{kind}/']"))
    place.locator("summary").click()
    place.locator("select[name=state]").select_option(state)
    place.locator("[name=note]").fill(note)
    if is_sought:
        place.locator("[name=is_sought]").check()
    place.get_by_role("button", name="Speichern").click()
    expect(team.locator("h1")).to_have_text(PROJECT)
