"""How a card reads: every line says what is known, and nothing of what nobody knows."""

from datetime import date, time

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from machbar.foundation.testing import Role, make_person, make_town
from machbar.modules.premises.history import EVENT_LABELS
from machbar.modules.premises.models import Unit
from machbar.modules.premises.selectors.units import vacancy_of
from machbar.modules.premises.tests.builders.inside import TODAY, make_house
from machbar.modules.premises.views.presenting import card_facts, unknown_facts, vacancy_words


def facts(**values: object) -> list[tuple[str, str]]:
    with override("de"):
        found = card_facts(Unit(kind="shop", state="used", **values))
        return [(fact.label, fact.value.replace("\u00a0", " ")) for fact in found]


def test_a_card_of_which_nothing_is_known_has_no_line() -> None:
    assert facts() == []


@pytest.mark.parametrize(
    ("values", "line"),
    [
        ({"area": 1200, "floor": 2, "has_lift": True}, ("Größe", "1.200 m², 2. Stock, mit Aufzug")),
        ({"floor": 1, "has_lift": False}, ("Größe", "1. Stock, ohne Aufzug")),
        ({"floor": -1}, ("Größe", "Keller")),
        ({"floor": 0, "has_lift": False}, ("Größe", "Erdgeschoss")),
        ({"steps": 0}, ("Eingang", "ohne Stufen")),
        ({"steps": 3}, ("Eingang", "3 Stufen")),
        ({"steps": 1, "can_have_ramp": False}, ("Eingang", "eine Stufe, keine Rampe möglich")),
        ({"has_water": False, "has_toilet": False}, ("Fehlt", "Wasser, WC")),
        ({"is_listed_building": False}, ("Denkmal", "nicht geschützt")),
        ({"rent_cents": 0, "wants_deposit": False}, ("Miete", "0 € im Monat, ohne Kaution")),
        (
            {"wants_deposit": True, "running_cents": 4550},
            ("Miete", "Nebenkosten 45,50 €, mit Kaution"),
        ),
        (
            {
                "available_from": date(2027, 2, 1),
                "available_until": date(2027, 12, 31),
                "allows_interim_use": False,
            },
            ("Frei", "ab 1. Februar 2027, bis 31. Dezember 2027, keine Zwischennutzung"),
        ),
        ({"quiet_from": time(23, 59)}, ("Lärm", "keine Grenze")),
    ],
)
def test_a_line_says_what_is_known(values: dict[str, object], line: tuple[str, str]) -> None:
    assert facts(**values) == [line]


def test_only_rooms_are_asked_for_floor_and_water() -> None:
    with override("de"):
        assert unknown_facts(Unit(kind="garden")) == [
            "Fläche in Quadratmetern",
            "Mietwunsch im Monat",
            "frei ab",
            "Zwischennutzung ist recht",
        ]
        assert "Wasser" in unknown_facts(Unit(kind="shed"))


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"state": "announced"}, "wird leer, niemand weiß wann"),
        ({"state": "announced", "empty_from": date(2027, 3, 1)}, "leer ab 1. März 2027"),
        ({"state": "empty"}, "leer, niemand weiß seit wann"),
        ({"state": "empty", "empty_since": TODAY}, "leer seit weniger als einem Monat"),
        ({"state": "mediation", "empty_since": date(2026, 10, 26)}, "leer seit 1 Monat"),
        ({"state": "used", "empty_since": None}, ""),
    ],
)
def test_a_vacancy_reads_as_people_say_it(values: dict[str, object], words: str) -> None:
    unit = Unit(kind="shop", **values)
    with override("de"):
        assert vacancy_words(unit, vacancy_of(unit, TODAY)) == words


def test_a_change_of_the_card_reads_in_words() -> None:
    payload = {
        "fields": ["condition", "empty_since", "has_water", "owner"],
        "changes": {
            "condition": ["", "works"],
            "empty_since": ["2025-04-26", ""],
            "has_water": ["False", "True"],
        },
    }
    telling = EVENT_LABELS["unit.changed"].changes
    assert telling is not None

    with override("de"):
        found = [(str(each.label), each.old, each.new) for each in telling(payload)]

    assert found == [
        ("Zustand", "", "braucht Bauarbeiten"),
        ("leer seit", "26. April 2025", ""),
        ("Wasser", "nein", "ja"),
        (found[3][0], None, None),
    ]


@pytest.mark.django_db
def test_a_house_with_a_wrong_street_or_number_says_so(client: Client) -> None:
    town = make_town()
    client.force_login(make_person(Role.MODERATION, town=town))
    address = reverse("premises:house", args=[make_house(town).public_id])

    page = client.post(address, {"street": "12", "number": "zwölf"}).content.decode()

    assert "Bitte nennen Sie eine Straße." in page
    assert "Das ist keine Hausnummer." in page
