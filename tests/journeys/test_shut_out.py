"""What shuts somebody out is said where it happens, and reads without a barrier on a phone and on a desk."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.people.models import Role
from machbar.foundation.team.tests.second_steps import ask_from, with_app
from machbar.foundation.testing import make_person, make_town
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def look(page: Page) -> None:
    """No barrier, and nothing wider than a phone."""
    assert barriers(page) == []
    assert too_wide(page, (390,)) == []


def test_a_day_of_today_and_the_last_factor_warn_before(visitor: Visitor, watch: Watch) -> None:
    cache.clear()
    town = make_town()
    admin, other = make_person(Role.ADMIN, town=town), with_app(Role.LOTSE, town=town)
    watch.expect("/werkstatt/einstellungen/team/zweiter-schritt/", 422)
    page = visitor(person=admin)

    page.goto(f"/werkstatt/einstellungen/team/{other.public_id}/")
    expect(page.get_by_role("link", name="Meinen zweiten Schritt einrichten")).to_be_visible()
    look(page)
    page.goto("/werkstatt/einstellungen/team/")
    page.get_by_label("Zweiter Schritt nötig ab").fill(str(timezone.localdate()))
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_text("Das sperrt Sie selbst aus").first).to_be_visible()
    look(page)
    page.get_by_label("Trotzdem speichern").check()
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_role("heading", name="Mein Zugang")).to_be_visible()

    ask_from(town, 0)
    own = visitor(person=other)
    own.goto("/werkstatt/zugang/")
    expect(own.get_by_text("Das ist Ihr einziger")).to_be_visible()
    look(own)
