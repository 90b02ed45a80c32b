"""The sign-in ends while somebody writes: the text is shown, kept on the device, and comes back into its form."""

import re
from contextlib import suppress

import pytest
from playwright.sync_api import Error, Page, expect
from pytest_django import Settings

from machbar.foundation.people.models import Person, Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.tests.builders import make_project
from machbar.modules.ideas.models import Idea
from machbar.modules.projects.models import Project
from machbar.site.sign_in import demo_address
from machbar.site.towns import give_role
from tests.journeys.conftest import Visitor, Watch, barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SENTENCE = "Ein Trinkbrunnen am Markt.\nFür alle, die zu Fuß kommen."
NOTE = "Hier steht, was Sie getippt hatten."
WAITS = "Ihr Text wartet auf diesem Gerät."


def demo_town(settings: Settings) -> tuple[Town, Person]:
    """A demo town with a lotse who signs in by one click."""
    settings.DEMO = True
    town = make_town(is_demo=True)
    give_role(town=town, email=demo_address("lotse"), name="Lotse (fiktiv)", role=Role.LOTSE)
    return town, Person.objects.get(email=demo_address("lotse"))


def end_session(page: Page) -> None:
    """What signing out in another window does to this one."""
    page.context.clear_cookies(name="machbar")


def sign_in_by_one_click(page: Page) -> None:
    """The page after the refused form says that the text waits; so does the sign-in."""
    expect(page.get_by_text("Ein Trinkbrunnen am Markt.")).to_be_visible()
    expect(page.get_by_text("Es wartet auf diesem Gerät")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Anmelden und zurück zum Formular").click()
    expect(page.get_by_text(WAITS)).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Lotse").click()


def test_the_sheet_of_somebody_signed_out_meanwhile_is_written_once(
    visitor: Visitor, watch: Watch, settings: Settings
) -> None:
    town, person = demo_town(settings)
    project = make_project(town, title="Brunnen (fiktiv)")
    address = f"/werkstatt/projekte/{project.public_id}/blatt/"
    page = visitor(width=1280, person=person)
    page.goto(address)
    field = page.locator("main form textarea").first
    name = field.get_attribute("name") or ""
    field.fill(SENTENCE)

    end_session(page)
    watch.expect(address, 401)
    page.get_by_role("button", name="Blatt speichern").click()
    sign_in_by_one_click(page)

    page.wait_for_url(f"**{address}")
    expect(page.locator(f"main form textarea[name={name}]")).to_have_value(SENTENCE)
    expect(page.get_by_text(NOTE)).to_be_visible()
    page.get_by_role("button", name="Blatt speichern").click()
    expect(page.get_by_role("status").first).to_be_visible()
    saved = str(getattr(Project.objects.get(), name)).replace("\r\n", "\n")
    assert saved == SENTENCE
    page.goto(address)
    expect(page.get_by_text(NOTE)).to_have_count(0)


def test_an_idea_taken_down_at_the_counter_survives_the_end_of_the_sign_in(
    visitor: Visitor, watch: Watch, settings: Settings
) -> None:
    _town, person = demo_town(settings)
    page = visitor(person=person)
    page.goto("/tresen/")
    page.get_by_label("Was ist die Idee?").fill(SENTENCE)

    end_session(page)
    watch.expect("/tresen/", 401)
    page.get_by_role("button", name="Nur speichern").click()
    sign_in_by_one_click(page)

    page.wait_for_url("**/tresen/")
    expect(page.get_by_label("Was ist die Idee?")).to_have_value(SENTENCE)
    page.get_by_role("button", name="Nur speichern").click()
    expect(page.get_by_role("status").locator("h2")).to_contain_text("L-")
    expect(page.get_by_label("Was ist die Idee?")).to_have_value("")
    assert Idea.objects.count() == 1


def test_without_a_script_the_words_stand_there_to_be_copied(
    visitor: Visitor, watch: Watch, settings: Settings
) -> None:
    _town, person = demo_town(settings)
    page = visitor(script=False, person=person)
    page.goto("/tresen/")
    page.get_by_label("Was ist die Idee?").fill(SENTENCE)

    end_session(page)
    watch.expect("/tresen/", 401)
    page.get_by_role("button", name="Nur speichern").click()

    expect(page.get_by_text("Ein Trinkbrunnen am Markt.")).to_be_visible()
    expect(page.get_by_text("Es wartet auf diesem Gerät")).to_be_hidden()


def test_a_form_older_than_its_protection_comes_back_filled(visitor: Visitor, watch: Watch) -> None:
    make_town()
    page = visitor()
    page.goto("/ideen/neu/")
    page.get_by_label("Was ist Ihre Idee?").fill(SENTENCE)

    page.context.clear_cookies()
    watch.expect("/ideen/neu/", 403)
    page.get_by_role("button", name="Idee einwerfen").click()
    expect(page.get_by_text("Ein Trinkbrunnen am Markt.")).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("link", name="Zurück zum Formular").click()

    expect(page.get_by_label("Was ist Ihre Idee?")).to_have_value(SENTENCE)
    page.get_by_role("button", name="Idee einwerfen").click()
    expect(page.locator("main .nr")).to_be_visible()
    assert Idea.objects.count() == 1


@pytest.mark.parametrize("at_counter", [False, True])
def test_what_arrived_by_a_reload_is_offered_to_nobody_after_that(
    visitor: Visitor, at_counter: bool
) -> None:
    """The server does not answer, the visitor reloads the browser's error page, and the form is sent again."""
    make_device(town=make_town())
    address, label, button = (
        ("/tresen/", "Was ist die Idee?", "Nur speichern")
        if at_counter
        else ("/ideen/neu/", "Was ist Ihre Idee?", "Idee einwerfen")
    )
    page = visitor(device=DEVICE_TOKEN if at_counter else "")
    page.goto(address)
    page.get_by_label(label).fill(SENTENCE)

    page.context.set_offline(True)
    with suppress(Error):  # the browser's own error page
        page.get_by_role("button", name=button).click()
        page.wait_for_url("chrome-error://**")
    page.context.set_offline(False)
    page.reload()
    expect(page.locator("main .nr, [role=status] h2").first).to_contain_text(re.compile("[A-Z]-"))
    page.goto(address)

    expect(page.get_by_label(label)).to_have_value("")
    expect(page.get_by_text(NOTE)).to_have_count(0)
    assert Idea.objects.count() == 1
