"""The team's card of a unit: made with what is known, shown with what is not, owners for the guide alone."""

from typing import Any

import pytest
from django.test import Client

from machbar.foundation.people.models import Person
from machbar.foundation.testing import Role, make_person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Unit
from machbar.modules.premises.tests.builders.inside import (
    make_owner,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import long_ago, path, text

pytestmark = pytest.mark.django_db


def test_a_card_is_made_with_kind_place_and_use(client: Client, town: Town, lotse: Person) -> None:
    answer = client.post(
        path("new_unit"),
        {
            "form_key": "x",
            "kind": "shop",
            "state": "empty",
            "street": "Westernstraße",
            "house_number": "12 A",
            "empty_since": "2025-04-26",
            "rent_cents": "200",
            "has_water": "yes",
            "has_toilet": "no",
            "steps": "1",
        },
    )

    unit = Unit.objects.get(town=town)
    assert answer["Location"] == path("unit", unit.public_id)
    assert (str(unit.house), unit.rent_cents, unit.has_water, unit.has_toilet, unit.has_power) == (
        "Westernstraße 12a",
        20_000,
        True,
        False,
        None,
    )


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": ""}, "Was es ist"),
        ({"state": ""}, "Bitte sagen Sie, wie es zurzeit genutzt wird."),
        ({"street": ""}, "Bitte nennen Sie die Straße zu dieser Hausnummer."),
        ({"street": "", "house_number": ""}, "Bitte geben Sie eine Adresse an"),
        ({"house_number": "zwölf"}, "Das ist keine Hausnummer."),
        ({"street": "12"}, "Bitte nennen Sie eine Straße."),
        ({"rent_cents": "viel"}, "Das ist kein Betrag."),
        ({"rent_cents": "200000"}, "Dieser Betrag ist zu groß."),
        ({"floor": "99"}, "Bitte geben Sie ein Geschoss von -5 bis 50 an."),
        ({"steps": "999"}, "Bitte geben Sie höchstens 200 an."),
        ({"area": "0"}, "Fläche"),
        (
            {"available_from": "2027-02-01", "available_until": "2027-01-01"},
            "Das Ende liegt vor dem Anfang.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_everything_typed_stays(
    client: Client, town: Town, lotse: Person, typed: dict[str, str], sentence: str
) -> None:
    good = {
        "kind": "shop",
        "state": "empty",
        "street": "Markt",
        "house_number": "1",
        "description": "Helle Ecke",
    }

    answer = client.post(path("new_unit"), {**good, **typed})

    assert answer.status_code == 422
    assert sentence in text(answer)
    assert "Helle Ecke" in text(answer)
    assert not Unit.objects.exists()


def test_the_card_shows_what_is_known_and_what_nobody_knows(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(
        town,
        area=74,
        floor=0,
        steps=1,
        step_height=14,
        can_have_ramp=True,
        has_water=True,
        has_heating=False,
        rent_cents=20_000,
        empty_since=long_ago(19),
        quiet_from="20:00",
        is_listed_building=True,
    )

    page = text(client.get(path("unit", unit.public_id)))

    for words in (
        "74 m², Erdgeschoss",
        "eine Stufe, 14 cm, eine Rampe ist möglich",
        "200 € im Monat",
        "ab 20:00 Uhr ruhig",
        "Leer seit 19 Monaten",
        "Bestandsschutz",
        "keine Rechtsberatung",
    ):
        assert words in page, words
    assert "Das weiß noch niemand:" in page
    assert "schnelles Internet" in page


def test_owners_are_named_to_the_guide_alone(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)
    Unit.objects.filter(pk=unit.pk).update(owner=make_owner(town, name="Erika Beispiel"))
    assert "Erika Beispiel" in text(client.get(path("unit", unit.public_id)))
    assert "Erika Beispiel" in client.get(path("change_unit", unit.public_id)).content.decode()

    client.force_login(make_person(Role.MODERATION, Role.ADMIN, town=town))

    for route in ("unit", "change_unit", "unit_history", "herbarium", "pictures"):
        page = client.get(path(route, unit.public_id)).content.decode()
        assert "Erika Beispiel" not in page, route
    assert "über die Lotsin oder den Lotsen" in text(client.get(path("unit", unit.public_id)))


def test_the_card_costs_the_same_with_many_pages(
    client: Client, town: Town, lotse: Person, django_assert_num_queries: Any
) -> None:
    unit = make_unit(town, use_before="Bäckerei")
    for number in range(20):
        unit.spells.create(use=f"Laden {number}", since="1987")

    with django_assert_num_queries(15):
        client.get(path("unit", unit.public_id))


@pytest.mark.parametrize(
    ("months", "sentence"),
    [
        (19, "Nach etwa zwei Jahren kann der Bestandsschutz enden"),
        (24, "Die zwei Jahre sind um"),
        (30, "Die zwei Jahre sind um"),
    ],
)
def test_the_day_page_does_not_say_in_time_when_the_two_years_are_over(
    client: Client, town: Town, lotse: Person, months: int, sentence: str
) -> None:
    make_unit(town=town, state="empty", empty_since=long_ago(months))

    assert sentence in text(client.get("/werkstatt/heute/"))
