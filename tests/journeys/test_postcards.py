"""A stack of postcards by keyboard, a paper form with its scan beside, and somebody who says "Mach ich mit"."""

import re

import pytest
from playwright.sync_api import Page, expect

from machbar.foundation.media.tests.builders import telltale_photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person, make_town
from machbar.modules.ideas.models import Idea, Offer, PaperScan
from machbar.modules.ideas.tests.builders import make_idea
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

WIDTHS = (320, 390, 1280)


def _type_card(page: Page, text: str, place: str, contact: str) -> None:
    """One row by keyboard, from its idea to the next row's idea."""
    keyboard = page.keyboard
    keyboard.type(text)
    keyboard.press("Tab")
    keyboard.type(place)
    keyboard.press("Tab")
    keyboard.type(contact)
    keyboard.press("Tab")
    while page.evaluate("document.activeElement.type") == "date":
        keyboard.press("Tab")  # a date has several places, and its own button
    expect(page.locator(":focus")).to_have_attribute("type", "checkbox")
    keyboard.press("Space")
    keyboard.press("Tab")


def test_ten_postcards_are_typed_by_keyboard_and_all_their_receipts_come_in_one_file(
    visitor: Visitor, watch: Watch
) -> None:
    make_device(town=make_town(number_prefix="K"))
    page = visitor(width=1280, script=True, device=DEVICE_TOKEN)
    page.goto("/tresen/postkarten/")

    page.locator("[name=karte-1-text]").focus()
    for number in range(1, 11):
        contact = "nachbarin@" if number == 7 else "05353 9120"
        _type_card(page, f"Idee der Karte {number}", f"Platz {number}", contact)
    watch.expect("/tresen/postkarten/", 422)
    page.locator("[name=initials]").press("Enter")

    expect(page.get_by_text("9 Karten sind gespeichert")).to_be_visible()
    expect(page.get_by_role("link", name="Karte 7, Zu erreichen")).to_be_visible()
    expect(page.locator("[name=karte-7-text]")).to_have_value("Idee der Karte 7")
    assert (barriers(page), too_wide(page, WIDTHS)) == ([], [])
    page.set_viewport_size({"width": 320, "height": 900})
    page.get_by_role("link", name="Karte 7, Zu erreichen").click()
    expect(page.locator("[name=karte-7-contact]")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type("example.org")
    page.keyboard.press("Enter")

    expect(page.get_by_text("10 Karten sind gespeichert")).to_be_visible()
    expect(page.locator("[name=karte-7-text]")).to_have_value("")
    with page.expect_download() as download:
        page.get_by_role("button", name="A4 zum Schneiden").click()
    assert download.value.suggested_filename.startswith("Belege-K-")
    watch.expect(
        "/tresen/postkarten/#id_karte-7-contact", 422
    )  # the way back sends the nine good rows and the bad one again
    page.route("**/*", lambda route: route.continue_())  # who says yes to "send again"
    page.go_back()
    assert Idea.objects.filter(channel="postcard", wants_to_join=True).count() == 10


@pytest.mark.parametrize("script", [True, False])
def test_a_paper_form_is_scanned_and_typed_with_its_picture_beside(
    visitor: Visitor, script: bool
) -> None:
    town = make_town(number_prefix="K")
    make_device(town=town)
    page = visitor(width=390, script=script, device=DEVICE_TOKEN)
    page.goto("/tresen/papier/")
    page.get_by_label("Scans oder Fotos der Blätter").set_input_files(
        {"name": "IMG_1.JPG", "mimeType": "image/jpeg", "buffer": telltale_photo()}
    )
    page.get_by_role("button", name="Aufnehmen").click()
    expect(page.locator("h1")).to_have_text("Ein Blatt wartet aufs Abtippen.")
    page.get_by_role("link", name="Blatt 1 abtippen").click()

    picture = page.get_by_role("img", name=re.compile("Das Blatt, wie es kam"))
    box, form = picture.bounding_box(), page.get_by_label("Was ist die Idee?").bounding_box()
    assert box is not None
    assert form is not None
    assert box["y"] < form["y"]
    page.get_by_label("sehr groß").check()
    larger = picture.bounding_box()
    assert larger is not None
    assert larger["width"] > 2 * box["width"]
    if script:
        assert (barriers(page), too_wide(page, WIDTHS)) == ([], [])
    page.get_by_label("Was ist die Idee?").fill("Eine Bank vor der Bücherei")
    page.get_by_role("button", name="Speichern, dann das nächste Blatt").click()

    expect(page.locator("h1")).to_have_text("Kein Blatt wartet aufs Abtippen.")
    page.get_by_role("link", name="Beleg drucken").click()
    expect(page.locator(".till .nr")).to_have_text(Idea.objects.get().number)
    expect(page.get_by_role("button", name="Diese Seite drucken")).to_be_visible(visible=script)
    assert PaperScan.objects.get().idea == Idea.objects.get()
    team = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    team.goto(f"/werkstatt/gespraeche/{Idea.objects.get().public_id}/")
    expect(team.get_by_role("img", name="Blatt 1, größer ansehen")).to_be_visible()
    assert barriers(team) == []


def test_somebody_joins_in_reaches_the_guide_only_and_takes_it_back(visitor: Visitor) -> None:
    town = make_town()
    idea = make_idea(town, text="Kino an der Hauswand", is_public=True)
    guide = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    phone = visitor(script=False)
    phone.goto("/ideen/")
    phone.get_by_role("link", name="Mach ich mit").click()
    phone.get_by_label("Wie heißen Sie?").fill("Nachbarin")
    phone.get_by_label("Wie erreichen wir Sie?").fill("05353 9120")
    phone.get_by_label("Was können Sie beitragen?").fill("Ich habe eine Leinwand.")
    phone.get_by_role("button", name="Ich bin dabei").click()
    expect(phone.get_by_role("heading", name="Was Sie uns gesagt haben")).to_be_visible()

    guide.goto("/werkstatt/heute/")
    guide.get_by_role("link", name=re.compile("Nachbarin würde mitmachen|Melden")).first.click()
    offers = guide.get_by_role("region", name="Wer würde mitmachen")
    expect(offers).to_contain_text("05353 9120")
    assert barriers(guide) == []
    offers.get_by_role("button", name="Ich habe mich gemeldet").click()
    expect(guide.get_by_text("Vermerkt: Sie haben sich gemeldet.")).to_be_visible()

    phone.reload()
    expect(phone.get_by_text("bei Ihnen gemeldet")).to_be_visible()
    phone.get_by_role("button", name="Zurücknehmen und löschen").click()
    expect(phone.get_by_text("Ihr Name und wie wir Sie erreichen sind gelöscht.")).to_be_visible()
    expect(phone).to_have_url(re.compile(rf"/ideen/{idea.public_id}/$"))
    assert not Offer.objects.exists()
