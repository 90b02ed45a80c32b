"""A passkey in a real browser: set up, signs in alone, confirms, and is the second step after a code by mail."""

import re

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
OWN = "/werkstatt/zugang/"
KEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def look(page: Page) -> None:
    """No barrier, and nothing wider than a phone."""
    assert barriers(page) == []
    assert too_wide(page, (390,)) == []


def test_a_passkey_signs_in_alone_and_is_a_second_step(visitor: Visitor) -> None:
    cache.clear()
    person = make_person(Role.LOTSE, town=make_town(), email="nele@team.invalid")
    page = visitor(person=person)
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto(f"{OWN}schluessel/")
    page.get_by_label("Name des Passkeys").fill("Mein Handy")
    page.get_by_role("button", name="Passkey machen").click()
    expect(page.get_by_text("Der Passkey ist eingerichtet.")).to_be_visible()
    expect(page.locator("main .card li")).to_have_count(10)
    look(page)

    page.get_by_role("button", name="Abmelden").click()
    page.goto("/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/werkstatt/heute/")
    page.goto(f"{OWN}bestaetigen/")
    look(page)
    page.get_by_role("button", name="Meinen Passkey benutzen").click()
    expect(page.get_by_role("heading", name="Mein Zugang")).to_be_visible()

    page.context.clear_cookies(name="machbar")
    page.goto("/anmelden/")
    page.get_by_label("E-Mail-Adresse").fill("nele@team.invalid")
    page.get_by_role("button", name="Code schicken").click()
    page.get_by_label("Code").fill(code_in_the_outbox())
    page.get_by_role("button", name="Anmelden").click()
    page.wait_for_url("**/zweiter-schritt/")
    look(page)
    page.get_by_role("button", name="Meinen Passkey benutzen").click()
    page.wait_for_url("**/werkstatt/heute/")


def code_in_the_outbox() -> str:
    letter = Letter.objects.filter(subject__startswith="Ihr Code").latest("id")
    [code] = re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", letter.body, re.MULTILINE)
    return str(code)
