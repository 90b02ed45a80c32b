"""The back room is asked for on a phone without a script, the team says yes, the guest calls off again."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.testing import make_person, make_town
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.tests.builders.rooms import days_from, make_room_booked, make_window
from tests.journeys.conftest import Visitor, barriers, too_wide

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
WIDTHS = (320, 390, 1280)


def test_the_room_is_asked_for_confirmed_and_called_off_without_an_account_or_a_script(
    visitor: Visitor,
) -> None:
    town = make_town(is_demo=True)
    desk = visitor(width=1280, script=False, person=make_person(Role.LOTSE, town=town))
    desk.goto("/werkstatt/termine/raum/")
    desk.get_by_role("link", name="Etwas anlegen").click()
    desk.get_by_label("Name").fill("Hinterzimmer")
    desk.get_by_role("button", name="Speichern").click()

    phone = visitor(width=390, script=False)
    phone.goto("/termine/")
    phone.get_by_role("link", name="Programm und Buchung").click()
    phone.get_by_role("link", name="Sehen, wann frei ist").click()
    phone.get_by_role("link", name="anfragen").nth(3).click()
    phone.get_by_label("Von").select_option("18:00")
    phone.get_by_label("Bis").select_option("20:00")
    phone.get_by_label("Was findet dort statt?").fill("Chorprobe")
    phone.get_by_label("Alle sind willkommen").check()
    phone.get_by_label("Wie heißen Sie?").fill("Der Chor")
    phone.get_by_label("Wie erreichen wir Sie?").fill("chor@example.invalid")
    phone.get_by_role("button", name="Anfragen").click()
    expect(phone.locator("h1")).to_have_text("Ihre Anfrage ist da.")

    desk.goto("/werkstatt/heute/")
    desk.get_by_role("link", name="Ja oder Nein sagen").click()
    desk.get_by_role("button", name="Zusagen").click()
    phone.reload()
    expect(phone.locator("h1")).to_have_text("Ja, es klappt.")
    with phone.expect_download() as downloading:
        phone.get_by_role("link", name="In meinen Kalender").click()
    assert downloading.value.suggested_filename == f"B-{timezone.localdate().year}-0001.ics"
    assert [each.key.rpartition(":")[2] for each in Letter.objects.order_by("pk")] == [
        "asked",
        "confirmed",
    ]

    phone.get_by_role("link", name="Ich brauche es doch nicht").click()
    assert RoomBooking.objects.get().state == RoomBooking.State.BOOKED
    phone.get_by_role("button", name="Ja, absagen").click()
    expect(phone.locator("h1")).to_have_text("Sie haben abgesagt.")
    assert RoomBooking.objects.get().state == RoomBooking.State.GUEST_OFF


def test_what_is_on_this_week_stands_on_the_front_page_and_in_the_window(visitor: Visitor) -> None:
    town = make_town(is_demo=True)
    lotse = make_person(Role.LOTSE, town=town)
    booked = make_room_booked(
        make_window(town),
        span=days_from(timezone.localdate(), 2),
        at=timezone.now(),
        title="Krippen aus der Nachbarschaft",
        is_public=True,
    )
    desk = visitor(width=390, person=lotse)
    desk.goto(f"/werkstatt/termine/raum/buchung/{booked.booking.public_id}/")
    assert [*barriers(desk), *too_wide(desk, WIDTHS)] == []
    desk.get_by_role("button", name="Zusagen").click()
    page = visitor()

    free = f"/termine/raum/{booked.booking.bookable.public_id}/"
    for address in ("/", "/schaufenster/?ruhig=1", "/termine/", "/termine/raum/", free):
        page.goto(address)
        expect(page.locator("main")).to_contain_text("Krippen aus der Nachbarschaft")
        assert [*barriers(page), *too_wide(page, WIDTHS)] == [], address
    for address in (f"{free}buchen/", f"/raumbuchung/{booked.token}/"):
        page.goto(address)
        assert [*barriers(page), *too_wide(page, WIDTHS)] == [], address
