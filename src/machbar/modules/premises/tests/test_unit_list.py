"""The team's list of units, what of it waits on the day page, and the way to a card by its number."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.modules.premises.tests.builders.inside import (
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import long_ago, path, text

pytestmark = pytest.mark.django_db


def test_the_list_begins_with_what_stands_empty_longest(
    client: Client, town: Town, lotse: Person
) -> None:
    make_unit(town, number="1", state="used", use_now="Bäckerei")
    make_unit(town, number="2", empty_since=long_ago(3))
    make_unit(town, number="3", empty_since=long_ago(19), state="mediation")
    make_unit(town, number="4", state="announced", empty_from=date(2099, 3, 1))
    make_unit(town, number="5")

    page = text(client.get(path("units")))

    order = re.findall(r"Westernstraße ⁠?(\d)", page.partition("5 Karten")[2])
    assert order[:5] == ["3", "2", "5", "4", "1"]
    assert "leer seit 19 Monaten" in page
    assert "leer seit 3 Monaten" in page
    assert "leer ab 1. März 2099" in page
    assert "leer, niemand weiß seit wann" in page


def test_the_list_is_narrowed_down_by_use_kind_and_street(
    client: Client, town: Town, lotse: Person
) -> None:
    make_unit(town, street="Markt", number="1", kind="garden", label="Stadtgarten")
    make_unit(town, number="2", state="used", use_now="Bäckerei")

    def shown(**query: str) -> list[bool]:
        page = text(client.get(path("units"), query)).partition("Karte")[2]
        return ["Stadtgarten" in page, "Bäckerei" in page]

    assert shown(stand="frei") == [True, False]
    assert shown(stand="used") == [False, True]
    assert shown(art="garden") == [True, False]
    assert shown(strasse="Westernstraße") == [False, True]
    assert shown(stand="interim") == [False, False]
    assert shown(stand="unsinn") == [True, True]


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_whatever_its_length(
    client: Client, town: Town, lotse: Person, count: int, django_assert_num_queries: Any
) -> None:
    for number in range(count):
        make_unit(town, number=str(number + 1), empty_since=long_ago(number))

    with django_assert_num_queries(12):
        client.get(path("units"))


def test_an_empty_register_invites(client: Client, lotse: Person) -> None:
    assert "Die Liste ist noch leer." in text(client.get(path("units")))


def test_on_the_day_page_a_vacancy_waits_until_somebody_has_dealt_with_it(
    client: Client, town: Town, lotse: Person
) -> None:
    unit = make_unit(town, empty_since=long_ago(19))
    make_unit(town, number="6", empty_since=long_ago(17))
    yesterday = timezone.localdate() - timedelta(days=1)
    make_unit(town, number="7", state="announced", use_now="Blumen", empty_from=yesterday)
    make_unit(town, number="8", state="announced", use_now="Blumen", empty_from=date(2099, 1, 1))

    page = text(client.get(reverse("day_page")))
    assert "Laden, Westernstraße 5: leer seit 19 Monaten" in page
    assert f"Laden, Westernstraße 7: sollte am {yesterday:%d.%m.%Y} leer werden" in page
    assert "Westernstraße 6" not in page
    assert "Westernstraße 8" not in page

    client.post(path("unit_hint", unit.public_id))
    assert "Westernstraße 5" not in text(client.get(reverse("day_page")))


def test_the_number_leads_to_the_card(client: Client, town: Town, lotse: Person) -> None:
    unit = make_unit(town)

    answer = client.get(reverse("search"), {"suche": "r 2026-1"})

    assert answer.status_code == 302
    assert answer["Location"] == path("unit", unit.public_id)
