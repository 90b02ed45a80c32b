"""What stands beside a name is offered: by the address alone an idea is found that bears no name."""

import re
from pathlib import Path

import pytest
from django.test import Client
from pytest_django import Settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.contacts.models import Contact
from machbar.foundation.contacts.tests.builders import make_contact
from machbar.foundation.privacy.access import rows_about
from machbar.foundation.privacy.leads import Leads, leads_in
from machbar.foundation.privacy.needles import name_needle
from machbar.foundation.testing import Role, make_actor, make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db
NAME, MAIL, PHONE = "Karla Beispielfrau", "karla@fiktiv.example", "05353 987654"
ANSWER = "/werkstatt/einstellungen/datenschutz/auskunft/"
ERASE = "/werkstatt/einstellungen/datenschutz/loeschen/"
NOTHING_ASKED = {"name": NAME, "mail": "", "phone": ""}


@pytest.fixture(autouse=True)
def _data(settings: Settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def town() -> Town:
    town = make_town()
    make_contact(town=town, organisation="", name=NAME, email=MAIL, phone=PHONE)
    make_contact(town=town, organisation="Verein", name="Jemand", email=MAIL.upper(), phone="")
    make_contact(
        town=town, organisation="Amt", name="A", email="amt@fiktiv.example", note=f"kennt {NAME}"
    )
    return town


@pytest.fixture
def admin(client: Client, town: Town) -> Actor:
    actor = make_actor(Role.ADMIN, town=town)
    assert actor.person is not None
    client.force_login(actor.person)
    return actor


def found(town: Town, asked: dict[str, str]) -> Leads:
    needles = [name_needle(NAME)]
    return leads_in(rows_about(needles, town), needles, asked)


def test_what_stands_beside_the_name_is_offered_and_nobody_elses(town: Town) -> None:
    """Who only mentions the person in a note is somebody else."""
    assert found(town, NOTHING_ASKED) == Leads(mails=(MAIL,), phones=(PHONE,))


def test_what_was_asked_for_is_not_offered(town: Town) -> None:
    assert found(town, {**NOTHING_ASKED, "mail": MAIL}) == Leads(phones=(PHONE,))
    assert found(town, {**NOTHING_ASKED, "mail": MAIL, "phone": PHONE}) == Leads()


def test_an_address_that_is_none_leads_nowhere(town: Town) -> None:
    Contact.objects.filter(name=NAME).update(email="karla@", phone="weiß nicht")
    assert found(town, NOTHING_ASKED) == Leads()


@pytest.mark.parametrize("page", [ANSWER, ERASE])
def test_a_click_looks_for_the_address_as_well(client: Client, admin: Actor, page: str) -> None:
    words = {"name": NAME, "mail": "", "phone": "", "reason": "objected"}
    looked = client.post(page, words).content.decode()
    assert f'form="gefragt" name="lead_mail" value="{MAIL}"' in looked
    assert MAIL.upper() not in looked

    again = client.post(page, {**words, "lead_mail": MAIL}).content.decode()

    assert re.search(rf'<input[^>]* name="mail"[^>]* value="{MAIL}"', again)
    assert "lead_mail" not in again
    assert MAIL.upper() in again
    assert 'name="lead_phone"' in again
