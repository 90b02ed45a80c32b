"""The terms on the team's pages: what they begin with, two who write at once, and amounts that are still open."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from machbar.foundation.testing import make_town
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.services.agreements import draft_agreement
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    house_of,
    make_contact,
    make_mediation,
    make_owner,
    make_running,
    make_terms,
    make_unit,
)
from machbar.modules.premises.tests.builders.mediation_pages import LIST, page_of, send, signed_in

pytestmark = pytest.mark.django_db


def test_the_terms_begin_with_what_both_sides_have_said(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    Mediation.objects.update(owner_until=timezone.localdate(), owner_wants_deposit=True)
    signed_in(client, town)

    page = client.get(f"{LIST}{mediation.public_id}/vereinbarung/").content.decode()

    assert f'value="{timezone.localdate().isoformat()}"' in page
    assert 'value="200"' in page
    assert 'value="400"' in page


def test_before_both_agree_there_are_no_terms(client: Client) -> None:
    town = make_town()
    mediation = make_mediation(town)
    signed_in(client, town)

    answer = client.get(f"{LIST}{mediation.public_id}/vereinbarung/", follow=True)

    assert answer.redirect_chain == [(f"{LIST}{mediation.public_id}/", 302)]


def test_two_who_write_the_terms_at_once_lose_nothing(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    signed_in(client, town)
    address = f"{LIST}{mediation.public_id}/vereinbarung/"
    words = {
        "purpose": "Fahrradwerkstatt",
        "starts_on": "2026-12-01",
        "notice_weeks": "4",
        "seen_version": str(mediation.version),
        "seen": '{"purpose": ["Fahrradwerkstatt sucht Raum"]}',
    }
    draft_agreement(
        mediation=mediation,
        by=house_of(town),
        at=timezone.now(),
        terms=make_terms(purpose="Reparaturtreff"),
        seen_version=mediation.version,
    )

    answer = client.post(address, words)

    assert answer.status_code == 409
    assert "Reparaturtreff" in answer.content.decode()
    assert Agreement.objects.get().purpose == "Reparaturtreff"


def test_terms_without_sense_are_said_beside_their_field(client: Client) -> None:
    town = make_town()
    mediation = make_contact(town)
    signed_in(client, town)
    words = {
        "purpose": "",
        "starts_on": "2026-12-01",
        "ends_on": "2026-11-01",
        "notice_weeks": "4",
        "seen_version": str(mediation.version),
    }

    answer = client.post(f"{LIST}{mediation.public_id}/vereinbarung/", words)

    assert answer.status_code == 422
    assert "Das Ende liegt vor dem Anfang." in answer.content.decode()
    assert not Agreement.objects.exists()


def test_what_the_card_does_not_know_is_an_empty_field_and_still_open(client: Client) -> None:
    town = make_town()
    unit = make_unit(town, owner=make_owner(town), rent_cents=None)
    mediation = make_contact(town, unit=unit)
    signed_in(client, town)
    address = f"{LIST}{mediation.public_id}/vereinbarung/"

    form = client.get(address).context["form"]
    client.post(
        address,
        {
            "purpose": "Fahrradwerkstatt",
            "starts_on": "2026-12-01",
            "notice_weeks": "4",
            "seen_version": str(mediation.version),
        },
    )

    amounts = ("rent_cents", "running_cents", "deposit_cents")
    assert [form[name].value() for name in amounts] == [None, None, None]
    assert list(Agreement.objects.values_list(*amounts)) == [(None, None, None)]
    assert len(re.findall(r"<dd>\s*noch offen\s*</dd>", page_of(client, mediation))) == 3


def test_with_an_open_rent_nobody_signs_and_the_page_says_where_it_is_entered(
    client: Client,
) -> None:
    town = make_town()
    mediation = make_contact(town)
    signed_in(client, town)
    draft_agreement(
        mediation=mediation,
        by=house_of(town),
        at=MORNING,
        terms=make_terms(rent_cents=None),
        seen_version=mediation.version,
    )
    address = f"{LIST}{mediation.public_id}/vereinbarung/"

    page = page_of(client, mediation)
    status, refused = send(client, mediation, "unterschrieben", signed_on="2026-11-26")

    assert "Beide können unterschreiben, sobald dort ein Betrag steht" in page
    assert f"{address}#id_rent_cents" in page
    assert "/unterschrieben/" not in page
    assert (status, Agreement.objects.get().signed_on) == (422, None)
    assert (
        "Die Miete ist noch offen: Bitte geben Sie einen Betrag an, oder 0 für mietfrei." in refused
    )
    form = client.get(address).content.decode()
    assert "0: mietfrei. Leer: noch offen, dann kann noch niemand unterschreiben." in form


def test_a_use_that_runs_with_open_amounts_is_completed(client: Client) -> None:
    town = make_town()
    mediation = make_running(town)
    Agreement.objects.update(rent_cents=None, running_cents=None)  # as it could be signed before
    signed_in(client, town)

    page = page_of(client, mediation)
    nothing = send(client, mediation, "betraege")
    wrong = send(client, mediation, "betraege", rent_cents="viel")
    send(client, mediation, "betraege", rent_cents="0", deposit_cents="1")
    first = Agreement.objects.values_list(*Agreement.AMOUNTS).get()
    send(client, mediation, "betraege", running_cents="80")

    assert "niemand muss neu unterschreiben" in page
    assert (nothing[0], wrong[0]) == (422, 422)
    assert "Bitte geben Sie mindestens einen Betrag an." in nothing[1]
    assert "Das ist kein Betrag." in wrong[1]
    assert first == (0, None, 40_000)
    assert Agreement.objects.values_list(*Agreement.AMOUNTS).get() == (0, 8_000, 40_000)
    assert "niemand muss neu unterschreiben" not in page_of(client, mediation)
    assert Agreement.objects.get().signed_on is not None
    assert mediation.steps.filter(what="complete").count() == 2
