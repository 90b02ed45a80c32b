"""A passkey in a real browser: set up, and then it signs in alone; the pages are without barriers."""

import pytest
from playwright.sync_api import Page, expect

from machbar.foundation.people.models import Role
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


def test_a_passkey_is_set_up_and_signs_in_alone(visitor: Visitor) -> None:
    page = visitor(person=make_person(Role.LOTSE, town=make_town(), name="Nele Neu"))
    browser = page.context.new_cdp_session(page)
    browser.send("WebAuthn.enable")
    browser.send("WebAuthn.addVirtualAuthenticator", {"options": KEY})

    page.goto(OWN)
    page.get_by_role("link", name="Passkey einrichten").click()
    look(page)
    page.get_by_label("Name des Passkeys").fill("Mein Handy")
    page.get_by_role("button", name="Passkey machen").click()
    expect(page.get_by_text("Der Passkey ist eingerichtet.")).to_be_visible()
    expect(page.locator("main .card li")).to_have_count(10)
    look(page)

    page.get_by_role("button", name="Abmelden", exact=True).click()
    page.goto("/anmelden/")
    look(page)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url("**/werkstatt/heute/")

    page.goto(f"{OWN}bestaetigen/")
    look(page)
    page.get_by_role("button", name="Meinen Passkey benutzen").click()
    expect(page.get_by_role("heading", name="Mein Zugang")).to_be_visible()
    look(page)
