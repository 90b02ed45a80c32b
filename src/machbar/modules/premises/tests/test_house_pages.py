"""The team's street list: pasted, houses with their points, and what keeps a house on it."""

from typing import Any

import pytest
from django.test import Client

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import House
from machbar.modules.premises.tests.builders.inside import (
    make_house,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import path, seen_in, text

pytestmark = pytest.mark.django_db


def test_a_pasted_street_list_says_which_lines_are_wrong(
    client: Client, town: Town, lotse: Person
) -> None:
    wrong = client.post(path("houses"), {"text": "Markt 1\nMarkt 2 Hof\nMarkt 9 bis 3"})
    good = client.post(path("houses"), {"text": "Markt 1 bis 5 ungerade\nGänsemarkt"}, follow=True)

    assert wrong.status_code == 422
    assert "Zeile 2 (Markt 2 Hof): Das ist keine Hausnummer." in text(wrong)
    assert "Zeile 3 (Markt 9 bis 3): Die letzte Hausnummer ist kleiner als die erste." in text(
        wrong
    )
    assert "4 Häuser sind neu." in text(good)
    assert [str(house) for house in House.objects.filter(town=town)] == [
        "Gänsemarkt",
        "Markt 1",
        "Markt 3",
        "Markt 5",
    ]


def test_a_place_without_a_number_is_taken_and_named(
    client: Client, town: Town, lotse: Person
) -> None:
    said = client.post(path("houses"), {"text": "Markt 1\nQuatsch\nGänsemarkt"}, follow=True)
    plain = client.post(path("houses"), {"text": "Markt 3"}, follow=True)
    many = "\n".join(f"Platz {chr(65 + each)}" for each in range(12))
    long = client.post(path("houses"), {"text": many}, follow=True)

    assert "Ohne Hausnummer: Quatsch, Gänsemarkt. Richtig bei einem Platz" in text(said)
    assert House.objects.filter(town=town, number="").count() == 14
    assert "Ohne Hausnummer: " not in text(plain)
    assert "Platz J, …. Richtig" in text(long)
    assert "ist ein Ort ohne Hausnummer" in text(client.get(path("houses")))  # before anybody types


def test_a_house_gets_its_point_and_goes(client: Client, town: Town, lotse: Person) -> None:
    house = make_house(town)
    address = path("house", house.public_id)
    base = {"street": "Westernstraße", "number": "5", "has_ground_floor_shop": "on"}
    opened = seen_in(client.get(address))

    wrong = client.post(address, {**opened, **base, "point": "hier"})
    client.post(address, {**opened, **base, "point": "52.25012, -10.8165512"})

    assert "Bitte schreiben Sie den Punkt wie" in text(wrong)
    house.refresh_from_db()
    assert (house.latitude, house.longitude) == (52_250_120, -10_816_551)
    assert "52.250120, -10.816551" in client.get(address).content.decode()
    client.post(path("house_removed", house.public_id))
    assert not House.objects.exists()


def test_a_house_that_is_there_already_is_refused_with_a_sentence(
    client: Client, town: Town, lotse: Person
) -> None:
    make_house(town, number="6")
    house = make_house(town, number="5")
    opened = seen_in(client.get(path("house", house.public_id)))

    answer = client.post(
        path("house", house.public_id), {**opened, "street": "Westernstraße", "number": "6"}
    )

    assert answer.status_code == 422
    assert "Dieses Haus steht schon auf der Straßenliste." in text(answer)


def test_a_house_with_a_card_stays(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)
    assert unit.house is not None

    answer = client.post(path("house_removed", unit.house.public_id), follow=True)

    assert "In diesem Haus gibt es Räume." in text(answer)
    assert House.objects.count() == 1


@pytest.mark.parametrize("count", [1, 20])
def test_the_street_list_costs_the_same_whatever_its_length(
    client: Client, town: Town, lotse: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_house(town, number=str(number + 1))

    with django_assert_num_queries(10):
        client.get(path("houses"))
