"""Who would shut themselves out, or cannot do what the page offers, reads it before: days, last factors, resetting."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.access.second_factor import AT_THE_TOWN_HALL
from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.tests.second_steps import (
    OWN,
    TODAY,
    ask_from,
    browser_of,
    code_now,
    give_app,
    with_app,
)
from machbar.foundation.testing import make_person, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
POLICY = "team:policy"
WARNING = "Das sperrt Sie selbst aus"
LAST = "Das ist Ihr einziger"


def day(days: int) -> str:
    return str(timezone.localdate() + timedelta(days=days))


def asked_from(town: Town) -> str:
    town.refresh_from_db()
    return str(town.second_factor_from)


def confirmed(person: Person) -> Client:
    browser = browser_of(person)
    browser.post(f"{OWN}bestaetigen/", {"code": code_now()})
    return browser


def remove_url(person: Person) -> str:
    return reverse("team:remove", args=[Authenticator.objects.get(user=person, type="totp").pk])


@pytest.mark.parametrize("days", [0, -3])
def test_a_day_that_shuts_out_its_own_admin_is_saved_only_after_a_yes(days: int) -> None:
    town = make_town()
    browser = browser_of(make_person(Role.ADMIN, town=town))

    warned = browser.post(reverse(POLICY), {"from_day": day(days)})
    before = asked_from(town)
    browser.post(reverse(POLICY), {"from_day": day(days), "sure": "on"})

    page = warned.content.decode()
    assert (warned.status_code, before, asked_from(town)) == (422, "None", day(days))
    assert WARNING in page
    assert 'name="sure"' in page
    assert f'value="{day(days)}"' in page
    assert f'href="{OWN}"' in page
    assert browser.get(TODAY)["Location"] == OWN


def test_a_later_day_and_an_admin_with_a_second_step_need_no_yes() -> None:
    town = make_town()
    bare, armed = make_person(Role.ADMIN, town=town), with_app(Role.ADMIN, town=town)

    browser_of(bare).post(reverse(POLICY), {"from_day": day(1)})
    later = asked_from(town)
    browser_of(armed).post(reverse(POLICY), {"from_day": day(0)})

    assert (later, asked_from(town)) == (day(1), day(0))
    assert 'name="sure"' not in browser_of(armed).get(reverse("team:team")).content.decode()


def test_whom_the_town_hall_has_asked_needs_no_yes() -> None:
    town = make_town()
    browser = browser_of(make_person(Role.ADMIN, town=town))
    browser.get(OWN)
    session = browser.session
    session[AT_THE_TOWN_HALL] = True
    session.save()

    browser.post(reverse(POLICY), {"from_day": day(0)})

    assert asked_from(town) == day(0)


def test_a_demonstration_needs_no_yes() -> None:
    town = make_town(is_demo=True)

    browser_of(make_person(Role.ADMIN, town=town)).post(reverse(POLICY), {"from_day": day(0)})

    assert asked_from(town) == day(0)


def test_the_last_factor_goes_only_after_a_yes_while_the_town_asks_for_one() -> None:
    person = with_app(Role.LOTSE)
    town = Town.objects.get()
    ask_from(town, 0)
    browser = confirmed(person)

    page = browser.get(OWN).content.decode()
    refused = browser.post(remove_url(person), follow=True).content.decode()
    kept = Authenticator.objects.filter(user=person, type="totp").exists()
    browser.post(remove_url(person), {"sure": "on"})

    assert LAST in page
    assert 'name="sure"' in page
    assert "setzen Sie den Haken" in refused
    assert kept
    assert not Authenticator.objects.filter(user=person).exists()


@pytest.mark.parametrize("why", ["later", "a second one"])
def test_a_factor_that_is_not_needed_goes_at_once(why: str) -> None:
    person = with_app(Role.LOTSE)
    town = Town.objects.get()
    ask_from(town, 1 if why == "later" else 0)
    number = remove_url(person)
    browser = confirmed(person)
    if why == "a second one":
        Authenticator.objects.create(user=person, type="webauthn", data={"name": "fiktiv"})

    page = browser.get(OWN).content.decode()
    browser.post(number)

    assert LAST not in page
    assert not Authenticator.objects.filter(user=person, type="totp").exists()


def test_an_admin_without_a_second_step_reads_what_is_missing_instead_of_a_button() -> None:
    town = make_town()
    person, admin = with_app(town=town), make_person(Role.ADMIN, town=town)
    browser = browser_of(admin)
    browser.get(OWN)
    address = reverse("team:colleague", args=[person.public_id])
    button = reverse("team:reset", args=[person.public_id])

    without = browser.get(address).content.decode()
    refused = browser.post(button).status_code
    give_app(admin, town)
    having = browser.get(address).content.decode()

    assert (button in without, f'href="{OWN}"' in without) == (False, True)
    assert "Ihre eigene Anmeldung hat noch keinen." in without
    assert refused == 403
    assert button in having
