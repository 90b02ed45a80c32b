"""A talk is booked on the phone without a script and called off again; another is noted with the keyboard alone."""

from datetime import time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.tests.builders import make_presence
from machbar.modules.projects.services import create_project
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide
from tests.journeys.test_keyboard import Keyboard

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)


def _plan(town: Town) -> None:
    """From today on, on holidays as well."""
    make_presence(
        town,
        first_day=timezone.localdate(),
        starts=time(10),
        ends=time(11),
        weeks_ahead=2,
        skips_holidays=False,
    )


def test_a_talk_is_booked_without_an_account_or_a_script_and_called_off(visitor: Visitor) -> None:
    town = make_town(is_demo=True)
    _plan(town)
    phone = visitor(width=390, script=False)

    phone.goto("/")
    phone.get_by_text("Menü").click()
    phone.get_by_role("link", name="Termine").click()
    phone.get_by_role("link", name="Termin aussuchen").click()
    phone.get_by_role("link", name="10:30 Uhr").first.click()
    phone.get_by_label("Worum geht es?").fill("Eine Bank am Spielplatz")
    phone.get_by_label("Wie erreichen wir Sie?").fill("nachbarin@example.invalid")
    phone.get_by_role("button", name="Termin buchen").click()

    expect(phone.locator("h1")).to_have_text("Der Termin gehört Ihnen.")
    assert Letter.objects.get().recipient == "nachbarin@example.invalid"
    with phone.expect_download() as downloading:
        phone.get_by_role("link", name="In meinen Kalender").click()
    assert downloading.value.suggested_filename.endswith(".ics")

    phone.get_by_role("link", name="Ich kann nicht kommen").click()
    assert Booking.objects.get().is_booked
    phone.get_by_role("button", name="Ja, absagen").click()
    expect(phone.locator("h1")).to_have_text("Sie haben abgesagt.")
    assert Booking.objects.get().state == Booking.State.GUEST_CANCELLED


def test_a_talk_is_noted_with_the_keyboard_alone(visitor: Visitor, watch: Watch) -> None:
    town = make_town()
    house = Actor(town=town, system=True)
    create_project(by=house, at=timezone.now(), title="Fahrradwerkstatt")
    page = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    watch.expect("/tresen/gespraech/", 422)
    keyboard = Keyboard(page=page)

    page.goto("/werkstatt/gespraeche/notizen/")
    keyboard.go_to("Gespräch notieren")
    page.keyboard.press("Enter")
    page.wait_for_url("**/tresen/gespraech/")
    keyboard.go_to("15 Minuten")
    page.keyboard.press("ArrowDown")
    keyboard.tab()
    page.keyboard.type("Der Raum am Markt wäre frei.")
    keyboard.tab()
    page.keyboard.type("Fahrradwerkstatt")
    page.keyboard.press("Enter")
    expect(page.locator("fieldset", has_text="Worum ging es?")).to_contain_text("Fahrradwerkstatt")
    assert [*barriers(page), *too_wide(page, WIDTHS)] == []
    _press_save(page, keyboard)

    expect(page.locator("h1")).to_have_text("Ein Gespräch ist notiert.")
    talk = Talk.objects.get()
    assert (talk.quarters, talk.said) == (2, "Der Raum am Markt wäre frei.")
    assert talk.project is not None
    assert keyboard.unseen == []


def _press_save(page: Page, keyboard: Keyboard) -> None:
    keyboard.go_to("Notieren")
    page.keyboard.press("Enter")
    page.wait_for_url("**/werkstatt/gespraeche/notizen/")
