"""A photo with an idea, on a phone without JavaScript: chosen, kept over an error, released, seen, erased."""

import re

import pytest
from playwright.sync_api import Page, expect

from machbar.foundation.media.tests.builders import telltale_photo
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]

IDEA = "Trinkbrunnen am Markt"
WIDTHS = (320, 390, 1280)


def test_a_photo_goes_from_the_phone_to_the_wall_and_can_be_erased(
    visitor: Visitor, watch: Watch
) -> None:
    town = make_town()
    phone = visitor(script=False)
    phone.goto("/ideen/neu/")
    phone.get_by_text("Haben Sie ein Foto dazu?").click()
    phone.get_by_label("Foto", exact=False).first.set_input_files(
        {"name": "IMG_0001.JPG", "mimeType": "image/jpeg", "buffer": telltale_photo()}
    )
    phone.get_by_label("Wer hat es aufgenommen?").fill("Nachbarschaft Markt")
    phone.get_by_label("Ich habe es aufgenommen oder darf es weitergeben").check()
    phone.get_by_label("Wie erreichen wir Sie?").fill("nachbarin@")
    phone.get_by_label("Was ist Ihre Idee?").fill(IDEA)
    watch.expect("/ideen/neu/", 422)
    phone.get_by_role("button", name="Idee einwerfen").click()

    expect(phone.get_by_text("Ihr Foto ist noch da.")).to_be_visible()
    expect(phone.get_by_role("img", name="Das Foto, das Sie geschickt haben")).to_be_visible()
    assert natural_width(phone, "img.kept") > 0
    phone.get_by_label("Wie erreichen wir Sie?").fill("")
    phone.get_by_role("button", name="Noch einmal einwerfen").click()

    expect(phone.locator("main .nr")).to_contain_text("L-")
    assert natural_width(phone, ".photo img") > 0
    release(visitor(width=1280, script=False, person=make_person(Role.LOTSE, town=town)))

    wall = visitor(script=False)
    wall.goto("/ideen/")
    expect(wall.get_by_role("img", name="Ein Brunnen aus Stein")).to_be_visible()
    expect(wall.get_by_text("Bild: Nachbarschaft Markt")).to_be_visible()
    wall.get_by_role("link", name=IDEA, exact=True).click()
    assert natural_width(wall, ".photo img") > 0

    phone.reload()
    phone.get_by_text("Foto löschen").click()
    phone.get_by_role("button", name="Ja, löschen").click()
    expect(phone.get_by_role("status")).to_contain_text("Ihr Foto ist gelöscht.")
    wall.reload()
    expect(wall.locator(".photo")).to_have_count(0)


def release(team: Page) -> None:
    """Describe the photo, show it, and hang the idea on the wall."""
    team.goto("/werkstatt/gespraeche/")
    team.get_by_role("link", name=IDEA).first.click()
    assert natural_width(team, ".photo img") > 0
    team.get_by_label("Was ist zu sehen?").fill("Ein Brunnen aus Stein")
    team.get_by_role("button", name="Allen zeigen").click()
    expect(team.get_by_role("status")).to_contain_text("Das Foto ist zu sehen, sobald")
    team.get_by_role("button", name="An die Wand hängen").click()
    expect(team.get_by_role("status")).to_contain_text("Die Idee hängt an der Wand.")


def natural_width(page: Page, selector: str) -> int:
    """How wide the loaded picture is; 0 where the browser could not show it."""
    picture = page.locator(selector).first
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    width: int = picture.evaluate("picture => picture.naturalWidth")
    return width


def test_the_pages_with_a_photo_have_no_barriers_and_fit_every_width(
    visitor: Visitor, watch: Watch
) -> None:
    town = make_town()
    page = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    found = {}

    def look(name: str) -> None:
        found[name] = (barriers(page), too_wide(page, WIDTHS))

    page.goto("/ideen/neu/")
    page.get_by_text("Haben Sie ein Foto dazu?").click()
    look("form")
    page.locator("#id_photo").set_input_files(
        {"name": "x.jpg", "mimeType": "image/jpeg", "buffer": telltale_photo()}
    )
    page.locator("#id_photo_credit").fill("Nachbarschaft Markt")
    page.locator("#id_photo_consent").check()
    page.get_by_label("Was ist Ihre Idee?").fill(IDEA)
    page.get_by_label("Wie erreichen wir Sie?").fill("nachbarin@")
    watch.expect("/ideen/neu/", 422)
    with page.expect_navigation():
        page.get_by_role("button", name="Idee einwerfen").click()
    look("error")
    page.get_by_label("Wie erreichen wir Sie?").fill("nachbarin@example.invalid")
    with page.expect_navigation():
        page.get_by_role("button", name="Noch einmal einwerfen").click()
    look("receipt")
    release(page)
    look("team")
    page.goto("/ideen/")
    look("wall")
    page.get_by_role("link", name=re.compile(IDEA)).first.click()
    look("idea")

    assert {name: what for name, what in found.items() if what != ([], [])} == {}
    assert len(found) == 6
