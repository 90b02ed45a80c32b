"""Everybody of the team moves to another mail address: a code goes there, and the address before is told."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.exceptions import AddressTaken
from machbar.foundation.team.moving import KEY, move
from machbar.foundation.team.tests.second_steps import OWN, browser_of, with_app
from machbar.foundation.testing import make_actor, make_person, make_town

pytestmark = pytest.mark.django_db
PAGE = f"{OWN}adresse/"
OLD, NEW = "alt@team.invalid", "neu@team.invalid"


@pytest.fixture(autouse=True)
def _mail(settings: Settings) -> None:
    settings.MAIL_IS_SET = True


@pytest.fixture
def person() -> Person:
    return make_person(Role.LOTSE, town=make_town(), email=OLD, name="Lotsin")


@pytest.fixture
def browser(person: Person) -> Client:
    browser = browser_of(person)
    browser.get(OWN)
    return browser


def code_to(address: str) -> str:
    """The code in the last letter to this address."""
    body = Letter.objects.filter(recipient=address).latest("id").body
    return str(re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", body, re.MULTILINE)[0])


def test_a_code_to_the_new_address_moves_the_sign_in_there(browser: Client, person: Person) -> None:
    asked = browser.post(PAGE, {"address": " Neu@Team.invalid "})
    page = browser.get(PAGE).content.decode()
    done = browser.post(PAGE, {"code": code_to(NEW).lower().replace("-", " ")}, follow=True)

    person.refresh_from_db()
    assert (asked.status_code, asked["Location"]) == (302, PAGE)
    assert f"Ein Code ist unterwegs an {NEW}." in page
    assert person.email == NEW
    assert f"Von jetzt an melden Sie sich mit {NEW} an." in done.content.decode()
    told = Letter.objects.get(recipient=OLD)
    assert "meldet Sie eine andere E-Mail-Adresse an" in told.body
    assert NEW not in told.body
    events = list(AuditEntry.objects.values_list("event", flat=True))
    assert events == ["person.address_asked", "person.address_changed"]
    assert "@" not in str(list(AuditEntry.objects.values_list("payload", flat=True)))
    assert KEY not in browser.session


def test_a_wrong_code_may_be_tried_three_times(browser: Client, person: Person) -> None:
    browser.post(PAGE, {"address": NEW})
    right = code_to(NEW)

    answers = [browser.post(PAGE, {"code": "BBBB-BBBB"}) for _try in range(3)]
    late = browser.post(PAGE, {"code": right}, follow=True)

    person.refresh_from_db()
    assert [answer.status_code for answer in answers] == [422, 422, 302]
    assert "Dieser Code passt nicht." in answers[0].content.decode()
    assert "ein Versuch bleibt" in answers[1].content.decode()
    assert "Der Code gilt nicht mehr." in late.content.decode()
    assert "Dreimal war es nicht der Code." in late.content.decode()
    assert f'value="{NEW}"' in late.content.decode()
    assert person.email == OLD


def test_a_code_is_good_for_ten_minutes_and_in_its_browser_only(
    browser: Client, person: Person
) -> None:
    browser.post(PAGE, {"address": NEW})
    code = code_to(NEW)
    other = browser_of(person)
    other.get(OWN)
    elsewhere = other.post(PAGE, {"code": code})
    session = browser.session
    session[KEY] = {**session[KEY], "until": timezone.now().timestamp()}
    session.save()
    late = browser.post(PAGE, {"code": code})

    person.refresh_from_db()
    assert (elsewhere.status_code, late.status_code) == (302, 302)
    assert person.email == OLD


def test_a_second_code_ends_the_first(browser: Client, person: Person) -> None:
    browser.post(PAGE, {"address": "vertippt@team.invalid"})
    older = code_to("vertippt@team.invalid")
    again = browser.post(PAGE, {"address": NEW}, follow=True)

    elsewhere = browser.post(PAGE, {"code": older, "sent_to": "vertippt@team.invalid"}, follow=True)
    first = browser.post(PAGE, {"code": older})
    second = browser.post(PAGE, {"code": code_to(NEW), "sent_to": NEW})

    person.refresh_from_db()
    assert "Ein neuer Code ist unterwegs." in again.content.decode()
    assert "Sie haben inzwischen einen anderen Code angefordert." in elsewhere.content.decode()
    assert "2 Versuche bleiben" in first.content.decode()
    assert (first.status_code, second.status_code, person.email) == (422, 302, NEW)
    assert not Letter.objects.filter(recipient="vertippt@team.invalid").exists()


def test_the_people_of_the_demonstration_keep_their_addresses() -> None:
    town = make_town(is_demo=True)
    browser = browser_of(make_person(Role.LOTSE, town=town, email="lotse@demo.invalid"))
    browser.get(OWN)

    answer = browser.post(PAGE, {"address": NEW})

    assert answer.status_code == 422
    assert "In der Vorführung bleiben die Adressen" in answer.content.decode()


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("", "Bitte geben Sie die E-Mail-Adresse ein."),
        ("kein klammeraffe", "Bitte schreiben Sie eine E-Mail-Adresse, etwa name@example.de."),
        ("ALT@team.invalid", "Mit dieser Adresse melden Sie sich schon an."),
        ("kollegin@team.invalid", "Mit dieser Adresse meldet sich jemand aus dem Team an."),
    ],
)
def test_what_is_no_new_address_is_refused_at_its_field(
    browser: Client, person: Person, address: str, sentence: str
) -> None:
    town = person.roles.get().town
    make_person(Role.LOTSE, town=town, email="kollegin@team.invalid")

    answer = browser.post(PAGE, {"address": address})

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert f'value="{address}"' in answer.content.decode() or not address
    assert not Letter.objects.exists()


def test_who_asks_learns_nothing_about_other_towns_but_the_owner_is_told(browser: Client) -> None:
    Person.objects.create_person(email=NEW, name="Von anderswo")

    asked = browser.post(PAGE, {"address": NEW})
    page = browser.get(PAGE).content.decode()
    answer = browser.post(PAGE, {"code": "BBBB-BBBB"})

    assert asked.status_code == 302
    assert f"Ein Code ist unterwegs an {NEW}." in page
    assert answer.status_code == 422
    assert "meldet sich auf diesem Server aber schon jemand an" in Letter.objects.get().body


def test_an_address_that_was_taken_meanwhile_is_said_and_nothing_changes(
    browser: Client, person: Person
) -> None:
    browser.post(PAGE, {"address": NEW})
    Person.objects.create_person(email=NEW, name="Von anderswo")

    answer = browser.post(PAGE, {"code": code_to(NEW)}, follow=True)

    person.refresh_from_db()
    assert "Mit dieser Adresse meldet sich schon jemand an." in answer.content.decode()
    assert person.email == OLD
    with pytest.raises(AddressTaken):
        move(person=person, address=NEW, by=make_actor(town=person.roles.get().town))


def test_where_no_mail_leaves_nobody_waits_for_a_code(browser: Client, settings: Settings) -> None:
    settings.MAIL_IS_SET = False

    answers = [browser.get(PAGE), browser.post(PAGE, {"address": NEW})]

    assert [answer.status_code for answer in answers] == [200, 422]
    assert all("geht noch keine E-Mail hinaus" in answer.content.decode() for answer in answers)
    assert not Letter.objects.exists()


def test_before_the_address_changes_the_second_step_is_shown_once_more() -> None:
    browser = browser_of(with_app())

    answers = [browser.get(PAGE), browser.post(PAGE, {"address": NEW})]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert all(answer["Location"].startswith(f"{OWN}bestaetigen/") for answer in answers)
    assert not Letter.objects.filter(recipient=NEW).exists()


def test_who_signed_in_long_ago_signs_in_anew_first(browser: Client) -> None:
    session = browser.session
    session["signed_in_at"] = (timezone.now() - timedelta(minutes=61)).timestamp()
    session.save()

    assert browser.get(PAGE)["Location"].startswith("/anmelden/")
