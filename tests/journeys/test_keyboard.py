"""The main path with the keyboard alone: every stop can be seen, and nothing on it needs a pointer."""

import re
from dataclasses import dataclass, field

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.modules.ideas.services import hand_in_idea
from machbar.modules.premises.models import House
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.mediation import (
    make_contact,
    make_owner,
    make_unit,
)
from machbar.modules.premises.tests.builders.rooms import make_room
from machbar.modules.premises.tests.builders.walks import make_walk
from tests.journeys.conftest import Visitor, Watch

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
MOST_STOPS = 80
STOP = """() => {
  const each = document.activeElement;
  if (!each || each === document.body) return null;
  const style = getComputedStyle(each), box = each.getBoundingClientRect();
  const label = each.labels?.[0] ?? each;
  const name = (each.getAttribute("aria-label") || label.textContent || "").trim().replace(/\\s+/g, " ");
  return {
    name,
    place: each.dataset.stop ?? "",
    inMain: each.closest("main") !== null,
    isSeen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
      && box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > 0 && box.top < innerHeight,
  };
}"""


STOPS = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex]")]
  .filter(each => !each.disabled && each.type !== "hidden" && each.tabIndex >= 0 && each.checkVisibility())
  .filter(each => each.type !== "radio" || each.checked)
  .map((each, number) => { each.dataset.stop = number; return number; }).length"""


@dataclass(kw_only=True)
class Keyboard:
    """Somebody without a mouse; remembers every stop whose focus could not be seen."""

    page: Page
    unseen: list[str] = field(default_factory=list)

    def tab(self) -> dict[str, object]:
        """Go on by one stop; its name, whether it lies in the page's main part."""
        self.page.keyboard.press("Tab")
        stop: dict[str, object] = self.page.evaluate(STOP) or {"name": "", "inMain": False}
        if stop["name"] and not stop["isSeen"]:
            self.unseen.append(f"{self.page.url}: {stop['name']}")
        return stop

    def go_to(self, name: str) -> None:
        """Tab until the stop with this name; fails where there is none."""
        for _number in range(MOST_STOPS):
            if str(self.tab()["name"]).startswith(name):
                return
        pytest.fail(f"No stop {name!r} on {self.page.url}")

    def press(self, name: str) -> None:
        """Go to a link or a button and use it."""
        self.go_to(name)
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def write(self, name: str, text: str) -> None:
        """Go to a field and write into it."""
        self.go_to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def walk_through(self, path: str) -> None:
        """Tab from the top of a page to its end; fails where something is never reached or holds the keyboard."""
        self.page.goto(path)
        waiting = {str(number) for number in range(self.page.evaluate(STOPS))}
        assert waiting, path
        for _number in range(3 * len(waiting)):  # a date has a stop for its day, month and year
            stop = self.tab()
            waiting.discard(str(stop.get("place")))
            if not stop["name"] and not waiting:
                return
        pytest.fail(f"{path}: never reached {sorted(waiting)}, or no way out")


def test_a_guest_hands_in_an_idea_with_the_keyboard_alone(visitor: Visitor, watch: Watch) -> None:
    make_town()
    watch.expect("/ideen/neu/", 422)
    page = visitor(width=1280)
    keyboard = Keyboard(page=page)

    page.goto("/")
    assert keyboard.tab()["name"] == "Zum Inhalt springen"
    page.keyboard.press("Enter")
    assert keyboard.tab()["inMain"] is True

    page.goto("/")
    keyboard.press("Idee abgeben")
    keyboard.write("Was ist Ihre Idee?", " ")
    keyboard.press("Idee einwerfen")
    expect(page.get_by_role("alert")).to_be_focused()
    keyboard.go_to("Was ist Ihre Idee?")  # the link in the summary leads to the field
    page.keyboard.press("Enter")
    expect(page.get_by_label("Was ist Ihre Idee?")).to_be_focused()
    page.keyboard.type("Eine Bank am Spielplatz")
    keyboard.go_to("Ich würde selbst mitmachen.")
    page.keyboard.press("Space")
    keyboard.press("Noch einmal einwerfen")

    expect(page.locator("h1")).to_have_text("Danke! Ihre Idee ist angekommen.")
    assert keyboard.unseen == []


def test_the_team_signs_in_answers_and_mediates_with_the_keyboard_alone(visitor: Visitor) -> None:
    town = make_town()
    make_person(*Role, town=town, email="lotsin@team.invalid")
    hand_in_idea(
        by=Actor(town=town), at=timezone.now(), form_key="keyboard", text="Eine Bank am Spielplatz"
    )
    page = visitor(width=1280)
    keyboard = Keyboard(page=page)

    _sign_in(keyboard)
    keyboard.press("Antworten")
    keyboard.go_to("Wir sprechen darüber")
    page.keyboard.press("Space")
    keyboard.write("Ihre Antwort", "Wir sehen uns die Stelle am Samstag an.")
    keyboard.press("Antwort schicken")
    expect(page.get_by_role("status")).to_be_visible()

    keyboard.write("Name des Projekts", "Bank am Spielplatz")
    keyboard.press("Projekt daraus machen")
    expect(page.locator("h1")).to_have_text("Bank am Spielplatz")
    keyboard.press("Vermitteln")
    expect(page.locator("h1")).to_have_text("Vermittlung")
    assert keyboard.unseen == []


def test_owner_guest_and_team_get_through_all_about_rooms_with_the_keyboard_alone(
    visitor: Visitor,
) -> None:
    town = make_town(is_demo=True)
    owner = make_owner(town, contact="05353 111111")  # without a mail address no code is asked
    unit = make_unit(town, owner=owner)
    House.objects.update(latitude=52_250_000, longitude=10_817_000)
    page = visitor(width=1280)
    keyboard = Keyboard(page=page)

    page.goto(
        f"/eigentum/{link_to_owner(owner=owner, by=Actor(town=town, system=True), at=timezone.now())}/"
    )
    keyboard.press("Sagen, was öffentlich sein darf")
    for value in ("street", "area", "position"):
        part = page.locator(f"input[name=parts][value={value}]")
        keyboard.go_to(part.evaluate("each => each.labels[0].textContent.trim()"))
        page.keyboard.press("Space")
    keyboard.press("Speichern")

    page.goto("/raeume/")
    expect(page.locator("[data-map] .leaflet-marker-icon")).to_have_count(1)
    keyboard.go_to("Gesuch aufgeben")  # behind the map, so it is no trap
    page.goto("/raeume/")
    keyboard.press("Laden, Westernstraße")
    expect(page.locator("h1")).to_contain_text("Westernstraße")
    expect(page.locator("main")).to_contain_text("74")
    path = make_contact(town, unit=unit, at=timezone.now())
    team = Keyboard(page=visitor(width=1280, person=make_person(Role.LOTSE, town=town)))
    room = make_room(town)
    team.walk_through(reverse("premises:room_book", args=[room.public_id]))
    team.walk_through(reverse("premises:walk", args=[make_walk(town).public_id]))
    team.walk_through(reverse("premises:terms", args=[path.public_id]))
    for route in ("units", "mediations", "proposal", "owners"):
        team.walk_through(reverse(f"premises:{route}"))
    assert keyboard.unseen + team.unseen == []


def _sign_in(keyboard: Keyboard) -> None:
    page = keyboard.page
    page.goto("/")
    keyboard.press("Für das Team: anmelden")
    keyboard.write("E-Mail-Adresse", "lotsin@team.invalid")
    keyboard.press("Code schicken")
    letter = Letter.objects.latest("pk")
    [code] = re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", letter.body, re.MULTILINE)
    keyboard.write("Code", code)
    keyboard.press("Anmelden")
    expect(page).to_have_url(re.compile(r"/werkstatt/heute/$"))
