"""The town hall's account in a real browser: chosen by the operator, used, refused, detached."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect
from pytest_django import Settings

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from tests.issuer import CLIENT, NELE, SECRET, LocalIssuer, running_issuer, values_for
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
BUTTON = "Mit dem Konto des Rathauses anmelden"


@pytest.fixture
def issuer(settings: Settings, watch: Watch, tmp_path: Path) -> Iterator[LocalIssuer]:
    """One that browsers may visit too; what is entered about it lies in a folder of the test's own."""
    cache.clear()
    settings.PUBLIC_URL, settings.DATA = watch.origin, tmp_path
    with running_issuer("localhost") as running:
        running.returns_to.add(f"{watch.origin}/anmelden/rathaus/zurueck/")
        watch.friends.append(running.url)
        yield running


def look(page: Page) -> None:
    """No barrier, and nothing wider than a phone or a desk."""
    assert barriers(page) == []
    assert too_wide(page, (1280, 390)) == []


def test_from_the_sign_in_by_the_town_hall_to_today(
    visitor: Visitor, issuer: LocalIssuer, settings: Settings
) -> None:
    settings.OIDC = values_for(issuer)
    make_person(Role.LOTSE, town=make_town(), email=str(NELE["email"]), name="Nele Nord")
    page = visitor()

    page.goto("/anmelden/")
    look(page)
    page.get_by_role("link", name=BUTTON).click()
    page.get_by_role("button", name="Abbrechen").click()
    expect(page.get_by_text("Sie wurden beim Rathaus nicht angemeldet.")).to_be_visible()
    look(page)
    page.get_by_role("link", name=BUTTON).click()
    expect(page.get_by_role("heading", name="Rathaus (fiktiv)")).to_be_visible()
    page.get_by_role("button", name="Weiter als Nele Nord").click()
    page.wait_for_url("**/werkstatt/heute/")
    look(page)

    page.goto("/werkstatt/zugang/")
    expect(page.get_by_text("über das Konto Ihres Rathauses")).to_be_visible()
    look(page)
    page.get_by_role("button", name="Konto trennen").click()
    expect(page.get_by_text("Das Konto des Rathauses ist getrennt.")).to_be_visible()
    page.get_by_role("button", name="Abmelden").first.click()
    expect(page.get_by_text("Bei der Anmeldung des Rathauses")).to_be_visible()
    page.goto("/anmelden/")
    page.get_by_role("link", name=BUTTON).click()
    page.get_by_role("button", name="Weiter als Nele Nord").click()
    expect(page.get_by_text("Dieses Konto des Rathauses wurde getrennt.")).to_be_visible()
    look(page)


def test_an_operator_chooses_the_issuer_on_a_page(
    visitor: Visitor, watch: Watch, issuer: LocalIssuer
) -> None:
    person = make_person(Role.ADMIN, town=make_town(), is_operator=True)
    page = visitor(person=person)

    page.goto("/werkstatt/einstellungen/stadt/")
    page.get_by_role("link", name="Konten des Rathauses für die Anmeldung").click()
    look(page)
    page.get_by_label("Adresse des Ausstellers").fill(f"{issuer.url}/realms/falsch")
    page.get_by_label("Client-ID").fill(CLIENT)
    page.get_by_label("Client-Geheimnis").fill(SECRET)
    watch.expect("/werkstatt/einstellungen/rathaus-konto/", 422)
    page.get_by_role("button", name="Aussteller fragen, dann speichern").click()
    expect(page.get_by_text("Unter dieser Adresse steht kein Dokument")).to_be_visible()
    look(page)
    page.get_by_label("Adresse des Ausstellers").fill(issuer.url)
    page.get_by_label("Client-Geheimnis").fill(SECRET)
    page.get_by_role("button", name="Aussteller fragen, dann speichern").click()
    expect(page.get_by_text("Der Aussteller antwortet, wie er soll.")).to_be_visible()
    assert SECRET not in page.content()
    look(page)
    page.get_by_role("button", name="Anmeldung über das Rathaus ausschalten").click()
    expect(page.get_by_text("So meldet sich niemand mehr an.")).to_be_visible()
