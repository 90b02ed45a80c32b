"""Everybody sets up their own second step, shows it before they change it, and takes it away; its secret is sealed."""

import re
import time
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from machbar.foundation.access.sessions import SIGNED_IN
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.factors import emergency_codes
from machbar.foundation.team.mfa import Adapter
from machbar.foundation.team.tests.second_steps import OWN, SECRET, browser_of, code_now, with_app
from machbar.foundation.testing import make_person, make_town

pytestmark = pytest.mark.django_db


def test_an_app_is_set_up_by_its_first_code_and_the_person_is_told() -> None:
    person = make_person(Role.LOTSE, town=make_town())
    browser = browser_of(person)
    browser.get(OWN)

    page = browser.get(f"{OWN}app/").content.decode()
    secret = re.findall(r"secret=([A-Z2-7]+)", page)[0]
    wrong = browser.post(f"{OWN}app/", {"code": "12"})
    done = browser.post(f"{OWN}app/", {"code": code_now(secret)})
    codes = browser.get(done["Location"]).content.decode()

    stored = Authenticator.objects.get(type="totp")
    assert (wrong.status_code, secret in wrong.content.decode()) == (422, True)
    assert emergency_codes(person)[0] in codes
    assert secret not in str(stored.data)
    assert Adapter().decrypt(stored.data["secret"]) == secret
    assert list(AuditEntry.objects.values_list("event", flat=True)) == ["factor.added"]
    assert "neuen zweiten Schritt" in Letter.objects.get().body


def test_the_key_of_an_app_is_shown_in_groups_and_the_app_opens_by_a_link() -> None:
    person = make_person(Role.LOTSE, town=make_town())
    browser = browser_of(person)
    session = browser.session
    session[SIGNED_IN] = time.time()
    session.save()

    page = browser.get(f"{OWN}app/").content.decode()

    address = re.findall(r'href="(otpauth://totp/[^"]+)"', page)[0]
    secret = re.findall(r"secret=([A-Z2-7]+)", address)[0]
    shown = re.findall(r'<b class="groups">(.*?)</b>', page)[0]
    groups = re.findall(r"<span>([A-Z2-7]+)</span>", shown)
    assert "".join(groups) == secret
    assert {len(group) for group in groups[:-1]} == {4}
    assert re.sub(r"<[^>]+>", "", shown) == secret


def test_a_passkey_without_a_name_or_without_a_key_is_asked_for_again() -> None:
    browser = browser_of(make_person(Role.LOTSE, town=make_town()))
    browser.get(OWN)

    answers = [
        browser.post(f"{OWN}schluessel/", {"name": name, "credential": key})
        for name, key in (("", ""), ("Handy", ""), ("Handy", "{}"))
    ]

    pages = [answer.content.decode() for answer in answers]
    assert [answer.status_code for answer in answers] == [422, 422, 422]
    assert "Bitte geben Sie dem Passkey einen Namen." in pages[0]
    assert "Der Browser hat keinen Passkey geliefert." in pages[1]
    assert not Authenticator.objects.exists()


def test_who_signed_in_long_ago_signs_in_anew_before_the_first_step_is_set_up() -> None:
    browser = browser_of(make_person(Role.LOTSE, town=make_town()))
    browser.get(OWN)
    session = browser.session
    session[SIGNED_IN] = (timezone.now() - timedelta(minutes=61)).timestamp()
    session.save()

    answer = browser.get(f"{OWN}app/")

    assert answer["Location"].startswith(reverse("account_login"))
    assert browser.get(OWN).status_code == 302


@pytest.mark.parametrize("path", ["app/", "schluessel/", "notfallcodes/"])
def test_before_a_change_the_second_step_is_shown_once_more(path: str) -> None:
    browser = browser_of(with_app())
    asked = browser.get(OWN + path)["Location"]
    wrong = browser.post(asked, {"code": "000000", "next": OWN + path})
    confirmed = browser.post(asked, {"code": code_now(), "next": OWN + path})

    assert asked == f"{OWN}bestaetigen/?next=%2Fwerkstatt%2Fzugang%2F{path.replace('/', '%2F')}"
    assert wrong.status_code == 422
    assert confirmed["Location"] == OWN + path
    assert browser.get(OWN + path).status_code == 200


def test_taking_the_last_one_away_takes_the_codes_too_and_nobody_elses() -> None:
    town = make_town()
    person, other = with_app(town=town), with_app(town=town)
    browser = browser_of(person)
    number = Authenticator.objects.get(user=person, type="totp").pk
    theirs = Authenticator.objects.get(user=other, type="totp").pk

    unconfirmed = browser.post(reverse("team:remove", args=[number]))["Location"]
    browser.post(f"{OWN}bestaetigen/", {"code": code_now()})
    missing = browser.post(reverse("team:remove", args=[theirs])).status_code
    browser.post(reverse("team:remove", args=[number]))

    assert "bestaetigen" in unconfirmed
    assert missing == 404
    assert list(Authenticator.objects.values_list("user", flat=True)) == [other.pk, other.pk]


def test_new_codes_end_the_old_ones() -> None:
    person = with_app()
    old = emergency_codes(person)
    browser = browser_of(person)
    browser.post(f"{OWN}bestaetigen/", {"code": code_now()})

    browser.post(f"{OWN}notfallcodes/")

    assert set(old).isdisjoint(emergency_codes(person))


def test_a_secret_of_another_server_fits_no_code(settings: Settings) -> None:
    sealed = Adapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one after the key was changed" * 2
    rotated = Adapter().decrypt(sealed)
    settings.SECRET_KEY_FALLBACKS = []

    assert rotated == SECRET
    assert Adapter().decrypt(sealed) not in {SECRET, ""}


def test_signing_in_while_the_old_key_is_about_moves_secrets_to_the_new_one(
    settings: Settings,
) -> None:
    person = with_app()
    codes = emergency_codes(person)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new one after the key was changed" * 2
    browser_of(person)
    settings.SECRET_KEY_FALLBACKS = []

    stored = Authenticator.objects.get(user=person, type="totp")
    assert Adapter().decrypt(stored.data["secret"]) == SECRET
    assert emergency_codes(person) == codes
