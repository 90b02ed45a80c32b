"""A search comes in on a phone without a script, the team lets it out by the queue and sees which rooms fit and why."""

import re

import pytest
from playwright.sync_api import expect

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.modules.premises.models import Demand
from machbar.modules.premises.tests.builders.demand import make_rooms_of_the_walkthrough
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)


def test_a_search_comes_in_goes_public_and_the_team_sees_what_fits(visitor: Visitor) -> None:
    town = make_town(is_demo=True)
    make_rooms_of_the_walkthrough(town)
    phone = visitor(width=390, script=False)

    phone.goto("/raeume/gesuch/")
    phone.get_by_label("In wenigen Worten: wofür?").fill("Offene Fahrradwerkstatt")
    phone.get_by_label("Mein Gesuch darf öffentlich").check()
    phone.get_by_text("Mehr über den Raum sagen").click()
    phone.get_by_label("Mindestens Quadratmeter").fill("60")
    phone.get_by_label("Höchstens Quadratmeter").fill("120")
    phone.get_by_label("Höchstens im Monat, ohne Nebenkosten").fill("250")
    phone.get_by_label("Ebenerdig").select_option("muss sein")
    phone.get_by_label("Ohne Stufen").select_option("wäre schön")
    phone.get_by_label("Wasser").select_option("muss sein")
    phone.get_by_role("button", name="Gesuch aufgeben").click()
    # The contact is missing: the browser itself holds the form back, nothing is lost.
    phone.get_by_label("Wie erreichen wir Sie?").fill("werkstatt@example.invalid")
    phone.get_by_role("button", name="Gesuch aufgeben").click()

    expect(phone.locator("h1")).to_have_text("Danke! Ihr Gesuch ist angekommen.")
    demand = Demand.objects.get()
    Demand.objects.update(is_suspicious=False)  # a browser under control is faster than hands
    assert (demand.area_min, demand.rent_max_cents, demand.water) == (60, 25_000, "must")

    guide = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    guide.goto("/werkstatt/gespraeche/durchsehen/")
    guide.get_by_role("button", name="Auf die öffentliche Liste").click()
    expect(guide.locator("body")).to_contain_text("Auf der öffentlichen Liste")
    guide.goto(f"/werkstatt/raeume/gesuche/{demand.public_id}/")
    picks = guide.locator(".pick h3")
    expect(picks.nth(0)).to_contain_text("Gasse O1")
    expect(picks.nth(1)).to_contain_text("Gasse O4")
    expect(picks.nth(2)).to_contain_text("Gasse O2")
    expect(guide.locator(".pick").nth(0)).to_contain_text("1 Stufe: Rampe nötig")
    expect(guide.locator(".wenn").first).to_contain_text("Wasser gelegt wird")
    guide.get_by_text("Warum einer nicht passt").click()
    expect(guide.locator("details.extra")).to_contain_text("nicht ebenerdig, kein Aufzug")

    phone.reload()
    phone.get_by_role("link", name="ja, ohne Name und Kontakt").click()
    expect(phone.locator("h1")).to_have_text("Offene Fahrradwerkstatt")
    assert "werkstatt@example.invalid" not in phone.content()


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
