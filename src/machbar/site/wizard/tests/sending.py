"""What the tests of the set-up share: who sends a step, how, and what is typed into it."""

import html
import re

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_person
from machbar.foundation.towns.models import Town
from machbar.site.sign_in import BACKEND

HIDDEN = re.compile(r'<input type="hidden" name="(seen\w*|strittig)" value="([^"]*)"')
LAW = {
    "body": "Stadt Lutterstadt",
    "represented_by": "Die Bürgermeisterin",
    "postal_address": "Markt 1, 38000 Lutterstadt",
    "privacy_contact": "datenschutz@stadt.invalid",
    "authority": "Die Aufsicht",
    "conformity": "partial",
    "barriers": "Karten",
    "enforcement": "Die Schlichtungsstelle",
    "checked_on": "2026-11-01",
}
TOWN = {"state": "Niedersachsen", "number_prefix": "L"}
DOOR = {"address": "Markt 3", "contact_email": "haus@team.invalid", "day_3": "15–18"}


def signed_in(town: Town, *roles: Role, is_operator: bool = False) -> Client:
    client = Client()
    person = make_person(*roles, town=town, is_operator=is_operator)
    client.force_login(person, backend=BACKEND)
    return client


def address(step: str) -> str:
    return reverse("wizard_step", args=[step])


def fields_of(client: Client, step: str) -> dict[str, str]:
    page = client.get(address(step)).content.decode()
    return {name: html.unescape(text) for name, text in HIDDEN.findall(page)}


def sent(client: Client, step: str, typed: dict[str, str]) -> HttpResponse:
    """Open the step, type, send."""
    answer: HttpResponse = client.post(address(step), {**fields_of(client, step), **typed})  # type: ignore[assignment]
    return answer
