"""Searches: the link of the mail, and pages without barriers. `test_mediation` walks from the form to the agreement."""

import re

import pytest
from playwright.sync_api import expect

from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_town
from machbar.modules.premises.models import Demand
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)


def test_the_link_of_the_mail_renews_and_takes_back(visitor: Visitor) -> None:
    make_town(is_demo=True)
    phone = visitor(width=390, script=False)
    phone.goto("/raeume/gesuch/")
    phone.get_by_label("In wenigen Worten: wofür?").fill("Proberaum")
    phone.get_by_label("Wie erreichen wir Sie?").fill("band@example.invalid")
    phone.wait_for_timeout(2100)  # as long as hands need
    phone.get_by_role("button", name="Gesuch aufgeben").click()
    expect(phone.locator("h1")).to_have_text("Danke! Ihr Gesuch ist angekommen.")
    [path] = re.findall(r"/gesuch/\S+/", Letter.objects.get().body)

    phone.goto(path)
    phone.get_by_role("button", name="Ich suche noch").click()
    expect(phone.locator("body")).to_contain_text("Ihr Gesuch gilt jetzt bis")
    phone.locator("summary", has_text="Gesuch zurücknehmen").click()
    assert Demand.objects.get().is_living
    phone.get_by_role("button", name="Ja, zurücknehmen").click()

    expect(phone.locator("h1")).to_have_text("Dieses Gesuch ist erledigt.")
    assert Demand.objects.get().state == Demand.State.SETTLED


def test_the_pages_of_searches_have_no_barriers_and_fit(visitor: Visitor) -> None:
    make_town(is_demo=True)
    page = visitor(width=1280)
    for path in ("/raeume/gesuch/", "/raeume/gesuche/"):
        page.goto(path)
        assert [*barriers(page), *too_wide(page, WIDTHS)] == []
