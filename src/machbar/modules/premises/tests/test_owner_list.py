"""The guide's list of owners: found by name, contact and street, at the same cost for one and for twenty."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.towns.models import Town
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    make_owner,
    make_unit,
)
from machbar.modules.premises.tests.builders.pages import path

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 20])
def test_the_list_costs_the_same_for_one_and_for_twenty(
    guide: Client, town: Town, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        make_unit(town=town, owner=make_owner(town=town), number=str(number))
    guide.get(path("owners"))

    with django_assert_num_queries(7):
        page = guide.get(path("owners"))

    assert page.content.decode().count("Erbengemeinschaft (fiktiv)") == count


def test_the_list_finds_by_name_contact_and_street_and_shows_who_was_not_told(
    guide: Client, town: Town
) -> None:
    told = make_owner(town=town, name="Anna (fiktiv)", informed_at=NOW, informed_by="mail")
    make_owner(town=town, name="Berta (fiktiv)", contact="05353 99")
    make_unit(town=town, owner=told, street="Westernstraße")

    found = {
        words: [name for name in ("Anna", "Berta") if f"{name} (fiktiv)" in page]
        for words, page in {
            query: guide.get(path("owners") + query).content.decode()
            for query in ("?suche=western", "?suche=5353", "?offen=on", "?suche=nichts")
        }.items()
    }

    assert found == {
        "?suche=western": ["Anna"],
        "?suche=5353": ["Berta"],
        "?offen=on": ["Berta"],
        "?suche=nichts": [],
    }
