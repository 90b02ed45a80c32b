"""What the tests of the second step share: who has an app, its code of now, and the two steps of the sign-in."""

import re
import time
from datetime import timedelta

from allauth.mfa.totp.internal.auth import hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.models import Letter
from machbar.foundation.team.factors import add_app
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town

ADDRESS = "lotse@team.invalid"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
TODAY, OWN = "/werkstatt/heute/", "/werkstatt/zugang/"
SECOND = "/anmelden/zweiter-schritt/"


def code_now(secret: str = SECRET) -> str:
    return f"{hotp_value(secret, int(time.time()) // 30):06d}"


def give_app(person: Person, town: Town) -> None:
    """The second step of somebody who is there."""
    add_app(person=person, secret=SECRET, by=make_actor(town=town))


def with_app(*roles: Role, town: Town | None = None, email: str = "") -> Person:
    """Somebody whose sign-in has a second step."""
    here = town or make_town()
    person = make_person(*(roles or (Role.LOTSE,)), town=here, email=email)
    give_app(person, here)
    return person


def browser_of(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def first_step(browser: Client) -> str:
    """The code by mail; where it leads."""
    browser.post(reverse("account_login"), {"email": ADDRESS})
    letter = Letter.objects.filter(subject__startswith="Ihr Code").latest("id")
    code = re.findall(r"^[0-9A-Z]{3,}-?[0-9A-Z]{3,}$", letter.body, re.MULTILINE)[0]
    return browser.post(reverse("account_confirm_login_code"), {"code": code})["Location"]


def ask_from(town: Town, days: int) -> None:
    day = timezone.localdate() + timedelta(days=days)
    Town.objects.filter(pk=town.pk).update(second_factor_from=day)
