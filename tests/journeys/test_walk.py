"""A walk-round without a connection: nothing is lost, nothing is doubled, and the phone keeps nothing at the end."""

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person, make_town
from machbar.modules.premises.models import Tick, Walk
from machbar.modules.premises.services.walks import end_walk, open_walk_link
from machbar.modules.premises.tests.builders.walks import make_walk
from tests.journeys.conftest import Visitor, Watch, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
KEPT = """async () => {
  const opened = await new Promise((resolve, reject) => {
    const request = indexedDB.open("rundgang");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  const rows = await new Promise(resolve => {
    const request = opened.transaction("ticks").objectStore("ticks").getAll();
    request.onsuccess = () => resolve(request.result);
  });
  const registrations = await navigator.serviceWorker.getRegistrations();
  return [rows, await caches.keys(), registrations.map(each => each.scope)];
}"""


def _walk() -> tuple[Walk, str]:
    walk = make_walk(make_town(is_demo=True), on=timezone.localdate())
    house = Actor(town=walk.town, system=True)
    return walk, f"/rundgang/{open_walk_link(walk=walk, by=house, at=timezone.now())}/"


def _press(page: Page, street: str, number: int, words: str) -> None:
    page.get_by_role("button", name=f"{street} {number}: {words}", exact=True).click()


def _open(page: Page, address: str) -> None:
    """The page, and all that it needs without a connection."""
    page.goto(address)
    page.locator("[data-kept=yes]").wait_for()


def _seen() -> list[tuple[str, str]]:
    ticks = Tick.objects.select_related("house").order_by("house__street", "house__sort_key")
    return [(str(each.house), each.seen) for each in ticks]


def test_ten_houses_are_ticked_in_airplane_mode_and_arrive_once(visitor: Visitor) -> None:
    _round, address = _walk()
    page = visitor(width=320, background="allow")
    _open(page, address)

    page.context.set_offline(True)
    page.reload()
    for number in range(1, 5):
        _press(page, "Am Markt", number, "leer")
    for number in range(1, 7):
        _press(page, "Westernstraße", number, "genutzt")
    expect(page.get_by_role("status")).to_have_text(
        "10 noch nicht gesendet, sie warten auf diesem Telefon"
    )
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
    page.reload()
    expect(page.locator("button[aria-pressed=true]")).to_have_count(10)
    assert _seen() == []

    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_have_text("alles gesendet")
    page.reload()
    expect(page.locator("button[aria-pressed=true]")).to_have_count(10)
    assert _seen() == [
        *((f"Am Markt {number}", "empty") for number in range(1, 5)),
        *((f"Westernstraße {number}", "used") for number in range(1, 7)),
    ]


def test_two_phones_on_one_street_the_later_look_stays(visitor: Visitor) -> None:
    _round, address = _walk()
    one, two = (visitor(background="allow") for _ in range(2))
    for page in (one, two):
        _open(page, address)
        page.context.set_offline(True)

    _press(one, "Am Markt", 1, "leer")
    _press(one, "Am Markt", 2, "leer")
    _press(two, "Am Markt", 1, "teilweise")
    two.context.set_offline(False)
    expect(two.get_by_role("status")).to_have_text("alles gesendet")
    one.context.set_offline(False)
    expect(one.get_by_role("status")).to_have_text("alles gesendet")

    assert _seen() == [("Am Markt 1", "partly"), ("Am Markt 2", "empty")]
    shown = one.get_by_role("button", name="Am Markt 1: teilweise", exact=True)
    expect(shown).to_have_attribute("aria-pressed", "true")


def test_the_phone_keeps_addresses_and_ticks_only_and_nothing_after_the_end(
    visitor: Visitor, watch: Watch
) -> None:
    walk, address = _walk()
    page = visitor(background="allow")
    _open(page, address)
    page.context.set_offline(True)
    _press(page, "Am Markt", 1, "leer")
    expect(page.get_by_role("status")).to_contain_text("1 noch nicht gesendet")

    rows, caches, scopes = page.evaluate(KEPT)
    assert [sorted(row) for row in rows] == [["at", "house", "seen", "walk"]]
    assert (caches, scopes) == (["rundgang"], [f"{watch.origin}/rundgang/"])

    end_walk(walk=walk, by=Actor(town=walk.town, system=True), at=timezone.now())
    watch.expect(f"{address}abgleich/", 404)
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("Der Rundgang ist beendet.")
    assert page.evaluate(KEPT) == [[], [], []]
    assert _seen() == []


def test_without_a_script_every_press_is_sent(visitor: Visitor) -> None:
    _round, address = _walk()
    page = visitor(script=False)
    page.goto(address)

    _press(page, "Am Markt", 1, "leer")
    _press(page, "Am Markt", 1, "genutzt")
    _press(page, "Westernstraße", 6, "kein Laden")

    expect(page.locator("button[aria-pressed=true]")).to_have_count(2)
    assert _seen() == [("Am Markt 1", "used"), ("Westernstraße 6", "no_shop")]


def test_a_sheet_is_typed_in_with_the_keyboard_and_the_round_ends_in_figures(
    visitor: Visitor,
) -> None:
    walk, _address = _walk()
    page = visitor(width=1280, person=make_person(Role.LOTSE, town=walk.town))
    page.goto(f"/werkstatt/raeume/rundgang/{walk.public_id}/")

    page.locator(".typing input").first.focus()
    for letter in "lgtg":
        page.keyboard.type(letter)
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("4 Häuser sind notiert.")
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
    page.get_by_role("button", name="Rundgang beenden").click()
    expect(page.get_by_role("heading", name="6 Häuser wurden nicht angesehen")).to_be_visible()
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
    page.get_by_role("button", name="Trotzdem beenden").click()
    page.get_by_role("link", name="Zu den Zahlen").click()

    expect(page.get_by_role("row", name="Am Markt")).to_contain_text("25 %")
    assert [*barriers(page), *too_wide(page, (320, 390, 1280))] == []
