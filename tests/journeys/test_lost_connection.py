"""A connection that breaks, a second click, the way back: nothing is doubled, and nothing typed is lost."""

import pytest
from playwright.sync_api import Error, Page, expect

from machbar.foundation.people.models import Role
from machbar.foundation.testing import DEVICE_TOKEN, make_device, make_person, make_town
from machbar.foundation.ui.arrival import ARRIVED_COOKIE
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.tests.builders import make_idea
from tests.journeys.conftest import Visitor, barriers

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
SENTENCE = "Ein Trinkbrunnen am Markt.\nFür alle, die zu Fuß kommen."
NOTE = "Hier steht, was Sie getippt hatten."


def _texts() -> list[str]:
    return [text.replace("\r\n", "\n") for text in Idea.objects.values_list("text", flat=True)]


def _click_without_connection(page: Page, button: str) -> None:
    """Send the form while the line is dead; the browser shows its own error page."""
    page.context.set_offline(True)
    with pytest.raises(Error):
        page.get_by_role("button", name=button).click()
        page.wait_for_url("chrome-error://**")
        page.reload()
    page.context.set_offline(False)


def test_a_guest_whose_connection_breaks_finds_the_text_again(visitor: Visitor) -> None:
    make_town()
    page = visitor()
    page.goto("/ideen/neu/")
    page.get_by_label("Was ist Ihre Idee?").fill(SENTENCE)

    _click_without_connection(page, "Idee einwerfen")
    page.goto("/ideen/neu/")

    expect(page.get_by_label("Was ist Ihre Idee?")).to_have_value(SENTENCE)
    expect(page.get_by_text(NOTE)).to_be_visible()
    assert barriers(page) == []
    page.get_by_role("button", name="Idee einwerfen").click()
    expect(page.locator("main .nr")).to_be_visible()
    assert _texts() == [SENTENCE]


def test_the_counter_keeps_the_text_and_is_empty_again_after_the_answer(visitor: Visitor) -> None:
    make_device(town=make_town())
    page = visitor(device=DEVICE_TOKEN)
    page.goto("/tresen/")
    page.get_by_label("Was ist die Idee?").fill(SENTENCE)
    page.get_by_label("Möchte mitmachen.").check()

    _click_without_connection(page, "Nur speichern")
    page.goto("/tresen/")

    expect(page.get_by_label("Was ist die Idee?")).to_have_value(SENTENCE)
    expect(page.get_by_label("Möchte mitmachen.")).to_be_checked()
    page.get_by_role("button", name="Nur speichern").click()
    expect(page.get_by_role("status").locator("h2")).to_contain_text("L-")
    expect(page.get_by_label("Was ist die Idee?")).to_have_value("")
    expect(page.get_by_text(NOTE)).to_have_count(0)
    assert [idea.wants_to_join for idea in Idea.objects.all()] == [True]


def test_an_answer_that_never_came_back_is_not_given_twice(visitor: Visitor) -> None:
    """The server has stored the idea, but the line breaks before the answer: the same form is the same idea."""
    make_town()
    page = visitor()
    page.goto("/ideen/neu/")
    page.get_by_label("Was ist Ihre Idee?").fill(SENTENCE)
    form = page.locator("main form[method=post]").first
    sent = form.evaluate(
        "async form => (await fetch(form.action, {method: 'post', body: new FormData(form)})).status"
    )
    assert sent == 200
    page.context.clear_cookies(name=ARRIVED_COOKIE)  # it comes with the answer

    _click_without_connection(page, "Idee einwerfen")
    page.goto("/ideen/neu/")
    page.get_by_role("button", name="Idee einwerfen").click()

    expect(page.locator("main .nr")).to_be_visible()
    assert _texts() == [SENTENCE]


def test_two_clicks_and_the_way_back_make_one_idea(visitor: Visitor) -> None:
    make_town()
    page = visitor()
    page.goto("/ideen/neu/")
    page.get_by_label("Was ist Ihre Idee?").fill(SENTENCE)
    page.get_by_role("button", name="Idee einwerfen").dblclick(no_wait_after=True)
    expect(page.locator("main .nr")).to_be_visible()

    page.go_back()
    if page.get_by_label("Was ist Ihre Idee?").input_value():
        page.get_by_role("button", name="Idee einwerfen").click()
        expect(page.locator("main .nr")).to_be_visible()

    assert _texts() == [SENTENCE]


def test_a_wrong_link_loses_no_answer_and_what_was_typed_can_be_discarded(visitor: Visitor) -> None:
    town = make_town()
    idea = make_idea(town=town)
    page = visitor(width=1280, person=make_person(Role.LOTSE, town=town))
    address = f"/werkstatt/gespraeche/{idea.public_id}/"
    page.goto(address)
    answer = page.locator("textarea[name=text]")
    answer.fill("Wir haben mit dem Bauamt")
    page.get_by_role("link", name="Projekte").first.click()

    page.goto(address)
    expect(answer).to_have_value("Wir haben mit dem Bauamt")
    page.get_by_role("button", name="Verwerfen").click()
    expect(answer).to_have_value("")
    page.goto(address)
    expect(answer).to_have_value("")

    answer.fill("Wir haben mit dem Bauamt gesprochen.")
    page.locator("input[name=status][value=in_talk]").check()
    page.get_by_role("button", name="Antwort").click()
    expect(page.get_by_role("status").first).to_be_visible()
    page.goto(address)
    expect(page.get_by_text(NOTE)).to_have_count(0)
    assert Answer.objects.count() == 1
