"""A room comes into the register in a browser, stands empty too long, gets a use again, and is found."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from machbar.modules.premises.models import Unit
from tests.journeys.conftest import Visitor
from tests.journeys.towns import new_town

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def test_a_room_from_its_first_card_to_its_new_use(visitor: Visitor) -> None:
    place = new_town()
    page = visitor(person=place.team)
    since = timezone.localdate() - timedelta(days=590)

    page.goto("/werkstatt/raeume/")
    page.get_by_role("link", name="Neue Karte").first.click()
    page.get_by_label("Was es ist").select_option(label="Laden")
    page.get_by_label("Straße").fill("Westernstraße")
    page.get_by_label("Hausnummer").fill("5 A")
    page.get_by_label("Nutzung zurzeit").select_option(label="leer")
    page.get_by_label("Leer seit").fill(since.isoformat())
    page.get_by_role("button", name="Ins Verzeichnis aufnehmen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Laden, Westernstraße 5a")
    expect(page.get_by_role("heading", name="Leer seit 19 Monaten")).to_be_visible()

    page.goto("/werkstatt/heute/")
    page.get_by_role("link", name="Laden, Westernstraße 5a: leer seit 19 Monaten").first.click()
    page.get_by_role("button", name="Erledigt, nicht mehr erinnern").click()
    expect(page.get_by_text("Jemand aus dem Team hat sich gekümmert.")).to_be_visible()

    page.get_by_text("Es hat sich etwas geändert").click()
    page.get_by_label("Nutzung zurzeit").select_option(label="Zwischennutzung")
    page.get_by_label("Seit wann oder ab wann").fill(timezone.localdate().isoformat())
    page.get_by_label("Wer oder was ist darin?").fill("Nähstube")
    page.get_by_role("button", name="Nutzung eintragen").click()
    expect(page.get_by_text("Zwischennutzung: Nähstube")).to_be_visible()

    page.goto("/suche/?suche=N%C3%A4hstuben")
    expect(page.get_by_role("link", name="Laden, Westernstraße 5a")).to_be_visible()
    unit = Unit.objects.get(town=place.town)
    assert (unit.state, unit.spells.count(), unit.empty_since) == ("interim", 2, None)
