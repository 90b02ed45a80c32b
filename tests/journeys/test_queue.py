"""The moderation queue by keyboard: at most four keys an item, none while somebody writes, off for who wants it."""

from dataclasses import dataclass

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import DiaryEntry
from machbar.modules.coordination.services import Author, EntryText, write_entry
from machbar.modules.coordination.tests.builders import make_member, make_project
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.services import add_reason_templates, add_to_idea, answer_idea
from machbar.modules.ideas.tests.builders import MORNING, make_idea
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
QUEUE = "/werkstatt/gespraeche/durchsehen/"
MOST_KEYS = 4


@dataclass(kw_only=True)
class Keys:
    """Somebody with a keyboard; counts what is pressed for each item."""

    page: Page

    def decide(self, *keys: str) -> None:
        """Press these keys, the last of which brings the next item."""
        assert len(keys) <= MOST_KEYS
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_navigation():
            self.page.keyboard.press(keys[-1])


def prepared(visitor: Visitor, *, script: bool = True, width: int = 1280) -> tuple[Town, Page]:
    """A town with ready-made reasons, and its queue before somebody of the team."""
    town = make_town()
    add_reason_templates(town=town)
    page = visitor(person=make_person(Role.LOTSE, town=town), width=width, script=script)
    return town, page


def _entry(house: Actor, text: str) -> DiaryEntry:
    """What somebody of a group has written for everybody."""
    project = make_project(house.town, title=text)
    return write_entry(
        project=project,
        by=Author(actor=Actor(town=house.town), member=make_member(project)),
        at=timezone.now(),
        form_key=text,
        words=EntryText(on=timezone.localdate(), text=text, is_for_all=True),
    )


def _offer(house: Actor) -> Offer:
    """Somebody would join in with an idea that has its answer."""
    now = timezone.now()
    idea = make_idea(house.town, text="Eine Bank", at=now, is_public=True)
    answer_idea(idea=idea, by=house, at=now, status="in_talk", text="Ja?", key="1")
    return Offer.objects.create(
        idea=idea,
        name="Berta Muster",
        contact="05353 1234",
        contact_kind="phone",
        text="Ich kann schweißen.",
        form_key="offer",
        offered_at=now,
    )


def _looks_well(page: Page) -> None:
    assert (barriers(page), too_wide(page, (320, 390, 1280))) == ([], [])


def test_every_item_takes_at_most_four_keys(visitor: Visitor) -> None:
    town, page = prepared(visitor)
    house = Actor(town=town, system=True)
    names = ("Wand", "Parken", "Übergeben", "Absagen", "Fragen", "Später")
    for name in names:
        make_idea(town, text=name, at=timezone.now())
    added = make_idea(town, text="Nachtrag", at=timezone.now())
    answer_idea(idea=added, by=house, at=timezone.now(), status="in_talk", text="Ja?", key="1")
    add_to_idea(idea=added, by=house, at=timezone.now(), text="Noch etwas.")
    page.goto(QUEUE)
    keys = Keys(page=page)

    keys.decide("a", "Enter")
    keys.decide("p", "1", "Enter")
    keys.decide("u", "2", "Enter")
    keys.decide("n", "3", "Enter")
    keys.decide("r", "1", "Enter")
    keys.decide("w", "Enter")
    keys.decide("g", "Enter")

    expect(page.locator("h1")).to_have_text("Alles ist durchgesehen.")
    found = {idea.title: idea for idea in Idea.objects.all()}
    assert found["Wand"].is_public
    assert [found[name].status for name in names[1:]] == [
        "parked",
        "handed_over",
        "not_feasible",
        "in_talk",
        "new",
    ]
    assert found["Übergeben"].reason.startswith("Die Straße oder Fläche")
    assert found["Absagen"].reason.startswith("Wir haben wegen „Absagen“")
    assert added.additions.get().read_at is not None


@pytest.mark.parametrize("width", [390, 1280])
def test_entries_and_offers_take_at_most_four_keys_too(visitor: Visitor, width: int) -> None:
    town, page = prepared(visitor, width=width)
    house = Actor(town=town, system=True)
    first, second = (_entry(house, text) for text in ("Die Lampe hängt.", "Wir streiten."))
    offer = _offer(house)
    page.goto(QUEUE)
    keys = Keys(page=page)

    _looks_well(page)
    keys.decide("f", "Enter")
    page.keyboard.press("n")
    _looks_well(page)
    page.keyboard.type("Bitte ohne Namen.")
    keys.decide("Tab", "Enter")
    _looks_well(page)
    keys.decide("m", "Enter")

    expect(page.locator("h1")).to_have_text("Alles ist durchgesehen.")
    for each in (first, second, offer):
        each.refresh_from_db()
    assert (first.visibility, second.visibility) == ("public", "group")
    assert second.note == "Bitte ohne Namen."
    assert offer.answered_at is not None


def test_the_last_deed_is_undone_with_two_keys(visitor: Visitor) -> None:
    town, page = prepared(visitor)
    idea = make_idea(town, text="Eine Bank")
    page.goto(QUEUE)
    keys = Keys(page=page)

    keys.decide("p", "1", "Enter")
    keys.decide("z", "Enter")

    idea.refresh_from_db()
    assert (idea.status, idea.answers.count()) == ("new", 0)


def test_letters_are_letters_while_somebody_writes_and_own_words_stay(visitor: Visitor) -> None:
    town, page = prepared(visitor)
    idea = make_idea(town, text="Eine Bank", at=MORNING)
    page.goto(QUEUE)

    page.keyboard.press("n")
    text = page.locator("details[open] textarea")
    text.focus()
    page.keyboard.type("Nur 1 Grund: zu nah an der Straße.")
    page.get_by_label("1 · Gibt es schon").check()

    expect(text).to_have_value("Nur 1 Grund: zu nah an der Straße.")
    with page.expect_navigation():
        page.get_by_role("button", name="Absagen und sagen, warum").click()
    idea.refresh_from_db()
    assert idea.reason == "Nur 1 Grund: zu nah an der Straße."


def test_single_keys_can_be_switched_off_and_stay_off(visitor: Visitor) -> None:
    town, page = prepared(visitor)
    make_idea(town, text="Eine Bank")
    page.goto(QUEUE)

    page.get_by_role("button", name="Einzelne Tasten ausschalten").click()
    page.keyboard.press("p")
    expect(page.locator("details[open]")).to_have_count(0)
    expect(page.locator("kbd").first).to_be_hidden()
    page.reload()
    page.keyboard.press("p")
    expect(page.locator("details[open]")).to_have_count(0)
    page.get_by_role("button", name="Einzelne Tasten einschalten").click()
    page.keyboard.press("p")

    expect(page.locator("details[open]")).to_have_count(1)


def test_without_javascript_every_deed_is_a_button(visitor: Visitor) -> None:
    town, page = prepared(visitor, script=False)
    for name in ("Parken", "Wand"):
        make_idea(town, text=name, at=timezone.now())
    page.goto(QUEUE)

    expect(page.get_by_text("Mit der Tastatur")).to_be_hidden()
    page.get_by_text("Parken", exact=True).last.click()
    page.get_by_label("2 · Noch niemand, der es trägt").check()
    page.get_by_role("button", name="Parken und sagen, warum").click()
    page.get_by_role("button", name="An die Wand hängen").click()

    expect(page.locator("h1")).to_have_text("Alles ist durchgesehen.")
    parked = Idea.objects.get(title="Parken")
    assert parked.reason.startswith("„Parken“ ist machbar")
