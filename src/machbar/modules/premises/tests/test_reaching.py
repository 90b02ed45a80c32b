"""Who is asked and has no mail address stands on the lists of calls and letters until somebody was reached."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.access.models import PersonalLink
from machbar.foundation.people.models import Role
from machbar.foundation.post.reaching import Call
from machbar.foundation.testing import make_actor, make_person, make_town
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import switch_module
from machbar.modules.premises.models import Asking, Demand, Mediation
from machbar.modules.premises.services.mediating import agree, ask_side
from machbar.modules.premises.services.reaching import note_request_call
from machbar.modules.premises.tests.builders.mediation import (
    MORNING,
    house_of,
    make_demand,
    make_mediation,
    make_owner,
    make_unit,
)
from machbar.modules.premises.views.mediation_calls import to_reach
from machbar.modules.premises.words.requests import letter_words, phone_notes, phone_words
from machbar.reasoning.contact import ContactKind
from machbar.site.sign_in import BACKEND

pytestmark = pytest.mark.django_db
CALLS, LETTERS = "/werkstatt/gespraeche/anrufen/", "/werkstatt/gespraeche/briefe/"
LIST = "/werkstatt/raeume/vermittlung/"
OWNER, SEEKER = Mediation.Side.OWNER, Mediation.Side.SEEKER


def asked(town: Town, contact: str, side: str = OWNER) -> Asking:
    unit = make_unit(town, owner=make_owner(town, contact=contact))
    demand = make_demand(town, contact=contact)
    mediation = make_mediation(town, unit=unit, demand=demand)
    return ask_side(mediation=mediation, side=side, by=house_of(town), at=MORNING)


def signed_in(client: Client, town: Town, role: Role = Role.LOTSE) -> Client:
    client.force_login(make_person(role, town=town), backend=BACKEND)
    return client


def count(town: Town, way: ContactKind, role: Role = Role.LOTSE, today: date | None = None) -> int:
    part = to_reach(make_actor(role, town=town), way, today or timezone.localdate())
    return part.count if part else 0


def test_owners_stand_on_the_guides_list_alone() -> None:
    town = make_town()
    asked(town, "05353 1234", OWNER)
    asked(town, "05353 1234", SEEKER)

    assert count(town, ContactKind.PHONE) == 2
    assert count(town, ContactKind.PHONE, Role.MODERATION) == 1
    assert count(town, ContactKind.PHONE, Role.EDITOR) == 0
    assert count(town, ContactKind.MAIL) == 0


@pytest.mark.parametrize("number", [1, 20])
def test_the_list_costs_one_query(
    django_assert_num_queries: DjangoAssertNumQueries, number: int
) -> None:
    town = make_town()
    for _each in range(number):
        asked(town, "05353 1234")
    actor = make_actor(Role.LOTSE, town=town)

    with django_assert_num_queries(1):
        to_reach(actor, ContactKind.PHONE, timezone.localdate())


def test_a_call_in_vain_stays_and_one_that_reached_leads_to_the_answer(client: Client) -> None:
    town = make_town()
    asking = asked(town, "05353 1234")
    signed_in(client, town)
    assert "05353 1234" in client.get(CALLS).content.decode()
    address = f"{LIST}anrufe/{asking.public_id}/"

    client.post(address, {"tries": "0", "deed": "missed", "note": "ab 18 Uhr"})
    asking.refresh_from_db()
    assert (asking.tries, asking.note, asking.reached_on) == (1, "ab 18 Uhr", None)
    answer = client.post(address, {"tries": "1", "deed": "reached"})

    assert answer["Location"] == f"{LIST}{asking.mediation.public_id}/"
    assert count(town, ContactKind.PHONE) == 0


def test_a_second_click_counts_nothing() -> None:
    town = make_town()
    asking = asked(town, "05353 1234")
    by = house_of(town)

    counted = [
        note_request_call(
            asking=asking, by=by, at=MORNING, call=Call(seen_tries=0, is_reached=False)
        )
        for _click in range(2)
    ]

    asking.refresh_from_db()
    assert (counted, asking.tries) == ([True, False], 1)


def test_who_is_called_later_does_not_count_yet() -> None:
    town = make_town()
    asking = asked(town, "05353 1234")
    tomorrow = timezone.localdate() + timedelta(days=1)
    Asking.objects.update(again_on=tomorrow)

    assert count(town, ContactKind.PHONE) == 0
    assert count(town, ContactKind.PHONE, today=tomorrow) == 1
    assert asking.tries == 0


def test_an_unclear_day_is_said_and_the_note_stays(client: Client) -> None:
    town = make_town()
    asking = asked(town, "05353 1234")
    signed_in(client, town)

    answer = client.post(
        f"{LIST}anrufe/{asking.public_id}/",
        {"tries": "0", "deed": "missed", "again_on": "bald", "note": "ab 18 Uhr"},
    )

    assert answer.status_code == 422
    assert "ab 18 Uhr" in answer.content.decode()


@pytest.mark.parametrize("side", [OWNER, SEEKER])
def test_a_letter_carries_a_link_of_its_own_and_waits_until_it_is_posted(
    client: Client, side: str
) -> None:
    town = make_town()
    asking = asked(town, "Weg 1, 38154 Königslutter", side)
    signed_in(client, town)
    assert "Weg 1" in client.get(LETTERS).content.decode()

    printed = client.post(f"{LIST}briefe/pdf/", {"asking": asking.public_id})
    assert (printed["Content-Type"], PersonalLink.objects.count()) == ("application/pdf", 1)
    client.post(f"{LIST}briefe/gepostet/", {"asking": asking.public_id})

    asking.refresh_from_db()
    assert asking.reached_on == timezone.localdate()
    assert count(town, ContactKind.LETTER) == 0


def test_where_no_letter_waits_nothing_is_printed_or_posted(client: Client) -> None:
    town = make_town()
    signed_in(client, town)

    for address in ("briefe/pdf/", "briefe/gepostet/"):
        assert client.post(f"{LIST}{address}").status_code == 302


def test_the_answer_takes_the_request_off_the_list() -> None:
    town = make_town()
    asking = asked(town, "05353 1234")

    agree(mediation=asking.mediation, side=OWNER, by=house_of(town), at=MORNING)

    assert count(town, ContactKind.PHONE) == 0


def test_in_a_town_without_ideas_the_lists_stand_beside_the_mediations(client: Client) -> None:
    town = make_town()
    asking = asked(town, "05353 1234")
    switch_module(town=town, module="ideas", is_on=False)
    signed_in(client, town)
    assert "05353 1234" in client.get(LIST).content.decode()

    answer = client.post(f"{LIST}anrufe/{asking.public_id}/", {"tries": "0", "deed": "missed"})

    assert answer["Location"] == LIST


def test_the_phone_has_two_sentences_and_the_letter_names_room_wishes_and_questions() -> None:
    town = make_town()
    called, written = asked(town, "05353 1234"), asked(town, "Weg 1, 38154 Königslutter")
    title = called.mediation.demand.title
    for each in (called, written):
        each.mediation.demand.toilet = Demand.Weight.MUST

    letter = letter_words(written, date(2026, 11, 26))

    assert phone_words(called) == (
        f"Jemand möchte Ihren Raum nutzen (Laden, Westernstraße 12): {title}.",
        "Sollen wir Sie zusammenbringen? Ein Ja heißt nur: Sie lernen sich kennen.",
    )
    assert phone_notes(called, date(2026, 11, 26)) == letter[1:-1]
    assert letter[0].startswith("jemand möchte Ihren Raum nutzen (Laden, Westernstraße 12)")
    assert letter[2:4] == (
        "Gesucht wird: 60 bis 120 m²; höchstens 250\u00a0€ im Monat; WC.",
        "Das können nur Sie uns sagen: Gibt es ein WC?",
    )
