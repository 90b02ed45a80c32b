"""From an empty installation to the first idea: at most twelve screens, and no file edited by hand."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from pytest_django import Settings

from machbar.foundation.towns.models import Town
from machbar.modules.ideas.models import Idea
from machbar.site.wizard.entrance import lay_out
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_SCREENS = 12


def _press(page: Page, name: str) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name).click()


def _fill(page: Page, **answers: str) -> None:
    for name, text in answers.items():
        page.locator(f"[name={name}]").fill(text)


def test_an_empty_installation_has_its_first_idea_within_twelve_screens(
    visitor: Visitor, watch: Watch, tmp_path: Path, settings: Settings
) -> None:
    settings.DATA = tmp_path
    page, screens = visitor(), []
    page.on("load", lambda seen: screens.append(seen.url))

    page.goto(f"/einrichten/{lay_out(tmp_path)}/")
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
    page.get_by_label("In welchem Bundesland?").select_option("Niedersachsen")
    _fill(page, name="Musterstadt an der Probe", admin_name="Erste", admin_email="a@team.invalid")
    _press(page, "Einziehen")

    _fill(page, ags="03154013")
    _press(page, "Speichern und weiter")
    _fill(page, districts="Oberdorf\nUnterdorf")
    _press(page, "Speichern und weiter")
    _press(page, "Speichern und weiter")  # our name, our colour
    _fill(page, address="Markt 3", contact_email="haus@team.invalid", day_3="15–18")
    _press(page, "Speichern und weiter")
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
    page.get_by_role("link", name="Später").click()  # the mail server
    _fill(page, represented_by="Die Bürgermeisterin", privacy_contact="datenschutz@stadt.invalid")
    _fill(page, checked_on="2026-11-01")
    _press(page, "Speichern und weiter")

    stranger = visitor()
    watch.expect("/", 503)
    stranger.goto("/")
    assert stranger.get_by_role("heading", level=1).inner_text() == "Hier wird noch gestrichen."
    assert [*barriers(stranger), *too_wide(stranger, (320, 390, 1280))] == []

    _press(page, "Für alle öffnen")
    page.get_by_role("link", name="Die erste Idee abgeben").click()
    page.get_by_label("Was ist Ihre Idee?").fill("Ein Brunnen am Markt")
    _press(page, "Idee einwerfen")

    assert page.url.startswith(f"{watch.origin}/beleg/")
    assert len(screens) <= MOST_SCREENS
    assert Idea.objects.get().text == "Ein Brunnen am Markt"
    town = Town.objects.get()
    assert (town.is_public, town.regional_office) == (True, "braunschweig")
