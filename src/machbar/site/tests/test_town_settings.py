"""What an admin says about the town: house, door, hours, holidays, imprint, colour."""

import html
import re
from datetime import date, time, timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.foundation.towns.hours import Span, SpecialDay
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import special_days, week
from machbar.foundation.towns.services import set_special_days, set_week
from machbar.site.profile.saying import missing
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
PAGE = "/werkstatt/einstellungen/stadt/"
PROFILE = {
    "house_name": "MachBar",
    "address": "Markt 3",
    "meeting_note": "",
    "contact_phone": "05353 000",
    "contact_email": "haus@team.invalid",
    "imprint": "Verein Musterhaus\r\nMarkt 3",
    "accent": "#7A2547",
    "answer_days": "5",
    "day_1": "10–13, 15–18",
    "day_5": "10 bis 12 Uhr",
    "tage-TOTAL_FORMS": "1",
    "tage-INITIAL_FORMS": "0",
    "tage-0-day": "2099-12-24",
    "tage-0-hours": "",
    "tage-0-note": "Heiligabend",
}


def signed_in(*roles: Role) -> tuple[Client, Actor]:
    actor = make_actor(*roles)
    assert actor.person is not None
    client = Client()
    client.force_login(actor.person, backend=BACKEND)
    return client, actor


def sent(client: Client, typed: dict[str, str], *, follow: bool = False) -> HttpResponse:
    """Open the page, type, send: with the hidden fields that the page has."""
    fields = {**hidden(client.get(PAGE).content), **typed}
    answer: HttpResponse = client.post(PAGE, fields, follow=follow)  # type: ignore[assignment]
    return answer


def hidden(page: bytes) -> dict[str, str]:
    """The hidden fields that say what the page showed."""
    found = re.findall(
        r'<input type="hidden" name="(seen\w*|strittig)" value="([^"]*)"', page.decode()
    )
    return {name: html.unescape(text) for name, text in found}


def test_an_admin_says_everything_at_once_and_the_trail_says_which_fields() -> None:
    client, admin = signed_in(Role.ADMIN)

    answer = sent(client, PROFILE)

    town = Town.objects.get()
    assert answer.status_code == 302
    assert (town.address, town.imprint) == ("Markt 3", "Verein Musterhaus\nMarkt 3")
    assert (town.accent, town.answer_days) == ("#7a2547", 5)
    assert town.opening_hours == "Di 10–13 und 15–18 Uhr, Sa 10–12 Uhr"
    assert week(town)[5] == (Span(opens=time(10), closes=time(12)),)
    assert special_days(town, date(2026, 1, 1)) == [
        SpecialDay(day=date(2099, 12, 24), note="Heiligabend")
    ]
    [entry] = AuditEntry.objects.filter(event="town.changed").select_related("payload")
    assert entry.actor == admin.trace
    assert "imprint" in entry.payload.content
    assert "Musterhaus" not in entry.payload.content


def test_the_same_again_changes_nothing_and_leaves_no_trace() -> None:
    client, _admin = signed_in(Role.ADMIN)
    sent(client, PROFILE)

    again = sent(client, PROFILE, follow=True)

    assert "Es hatte sich nichts geändert." in again.content.decode()
    assert AuditEntry.objects.filter(event="town.changed").count() == 1


def test_a_phone_number_that_nobody_can_call_is_refused() -> None:
    client, _admin = signed_in(Role.ADMIN)

    answer = sent(client, {**PROFILE, "contact_phone": "ruf an"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bitte schreiben Sie die Telefonnummer in Ziffern mit Vorwahl" in page
    assert 'value="ruf an"' in page


def test_a_colour_too_light_is_refused_and_the_nearest_darker_one_offered() -> None:
    client, _admin = signed_in(Role.ADMIN)

    answer = sent(client, {**PROFILE, "accent": "#ffc845"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Diese Farbe ist zu hell, um auf Weiß gelesen zu werden." in page
    assert 'value="#ffc845"' in page
    assert "10–13, 15–18" in page
    assert Town.objects.get().accent == "#0f5257"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"house_name": ""}, "Bitte geben Sie dem Haus einen Namen."),
        ({"accent": "rot"}, "Bitte schreiben Sie eine Farbe wie #0f5257."),
        ({"accent": ""}, "Bitte schreiben Sie eine Farbe wie #0f5257."),
        ({"answer_days": "0"}, "mindestens 1."),
        ({"answer_days": "bald"}, "mindestens 1."),
        ({"contact_email": "haus@"}, "Bitte schreiben Sie eine E-Mail-Adresse"),
        ({"day_0": "abends"}, "Bitte schreiben Sie Zeiten wie 10–13"),
        ({"day_0": "13-10"}, "Das Ende muss nach dem Anfang liegen."),
        ({"tage-0-day": ""}, "Bitte sagen Sie, welcher Tag das ist."),
        ({"tage-0-day": "morgen"}, "Bitte schreiben Sie den Tag wie 24.12.2026."),
        (
            {"tage-0-hours": "10-11, 12-13"},
            "Bitte geben Sie für so einen Tag eine einzige Zeit an.",
        ),
    ],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_saved(
    wrong: dict[str, str], sentence: str
) -> None:
    client, _admin = signed_in(Role.ADMIN)

    answer = sent(client, {**PROFILE, **wrong})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Town.objects.get().address == ""
    assert not Town.objects.get().opening_times.exists()


def test_a_day_stands_among_the_special_ones_once() -> None:
    client, _admin = signed_in(Role.ADMIN)
    twice = {"tage-TOTAL_FORMS": "2", "tage-1-day": "2099-12-24", "tage-1-note": "noch einmal"}

    answer = sent(client, {**PROFILE, **twice})

    assert answer.status_code == 422
    assert "Dieser Tag steht zweimal da." in answer.content.decode()


def test_a_day_is_taken_away_by_emptying_its_row_and_days_gone_by_are_let_go() -> None:
    client, admin = signed_in(Role.ADMIN)
    gone = SpecialDay(day=timezone.localdate() - timedelta(days=1))
    coming = SpecialDay(day=timezone.localdate() + timedelta(days=9), note="Markt")
    set_special_days(town=admin.town, days=[gone, coming])
    emptied = {"tage-INITIAL_FORMS": "1", "tage-0-day": "", "tage-0-note": ""}

    sent(client, {**PROFILE, **emptied})

    assert special_days(admin.town, date.min) == []


def test_hours_in_old_words_are_shown_and_stay_until_a_table_replaces_them() -> None:
    client, admin = signed_in(Role.ADMIN)
    Town.objects.filter(pk=admin.town.pk).update(opening_hours="nach Absprache")
    no_hours = {**PROFILE, "day_1": "", "day_5": ""}

    page = client.get(PAGE).content.decode()
    sent(client, no_hours)
    kept = Town.objects.get().opening_hours
    sent(client, PROFILE)

    assert "nach Absprache" in page
    assert kept == "nach Absprache"
    assert Town.objects.get().opening_hours.startswith("Di 10–13")


def test_admins_see_on_the_front_what_is_missing_and_nobody_else_does() -> None:
    client, admin = signed_in(Role.ADMIN)

    for_admin = client.get("/").content.decode()
    for_guest = Client().get("/").content.decode()
    sent(client, PROFILE)
    when_done = client.get("/").content.decode()

    assert [str(each.title) for each in missing(admin.town)] == [
        "Wann ist die Tür offen?",
        "Wo ist die Tür?",
        "Wie sind Sie zu erreichen?",
        "Wer verantwortet diese Seiten?",
    ]
    assert "Für das Team: noch ein paar Handgriffe" in for_admin
    assert "Handgriffe" not in for_guest
    assert "Handgriffe" not in when_done


def test_a_town_without_an_imprint_says_so_to_everybody_and_offers_the_admin_to_enter_it() -> None:
    client, _admin = signed_in(Role.ADMIN)

    for_admin = client.get("/impressum/").content.decode()
    for_guest = Client().get("/impressum/").content.decode()

    assert "Das Impressum fehlt noch." in for_guest
    assert "Impressum eintragen" not in for_guest
    assert "/werkstatt/einstellungen/einrichtung/recht/#impressum" in for_admin


def test_an_empty_town_does_not_look_dead() -> None:
    make_town()

    page = Client().get("/").content.decode()

    assert "Frisch gestrichen, Tür ist offen." in page
    assert "Hier hängt bald Ihre Idee." in page


def test_the_front_shows_the_sign_of_the_door_and_what_is_different_soon(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town(address="Markt 3")
    always = (Span(opens=time(0), closes=time(23, 59)),)
    set_week(town=town, week=dict.fromkeys(range(7), always))
    tomorrow = timezone.localdate() + timedelta(days=1)
    set_special_days(town=town, days=[SpecialDay(day=tomorrow, note="Feiertag")])

    with django_assert_num_queries(12):
        front = Client().get("/").content.decode()
    about = Client().get("/ueber-uns/").content.decode()

    assert "Jetzt offen" in front
    assert "bis 23:59\u00a0Uhr" in front
    assert "Feiertag: geschlossen" in about
    assert "<dt>Montag</dt>" in about


def test_the_settings_lead_to_the_ready_made_reasons_where_there_are_ideas() -> None:
    client, admin = signed_in(Role.ADMIN)
    reasons = 'href="/werkstatt/einstellungen/vorlagen/"'

    with_ideas = client.get(PAGE).content.decode()
    admin.town.module_switches.create(module="ideas", is_on=False)
    without = client.get(PAGE).content.decode()

    assert (reasons in with_ideas, reasons in without) == (True, False)
