"""Texts like a text: counted and found in two queries, by rare words only."""

import pytest
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.search.findable import Audience
from machbar.foundation.search.likeness import (
    Counts,
    Scope,
    count_terms,
    objects_with,
    rare_terms,
)
from machbar.foundation.search.tests.builders import index, make_text
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town

pytestmark = pytest.mark.django_db


def scope(town: Town, *without: str, kind: str = "dinge") -> Scope:
    return Scope(town=town, kind=kind, audience=Audience.PUBLIC, without=without)


def test_terms_are_counted_by_group_in_one_town_and_for_one_audience(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town, other = make_town(), make_town()
    index(
        make_text(town, 1, "Bank am Bach"),
        make_text(town, 2, "Bank und Orgel"),
        make_text(town, 3, "Bank", facets=("stand_gone",)),
        make_text(town, 4, "Bank", audience=Audience.INTERNAL),
        make_text(other, 5, "Bank"),
    )

    with django_assert_num_queries(1):
        counts = count_terms(
            scope(town, "stand_gone"),
            {"bank": ("bank",), "familie": ("bach", "orgel"), "fremd": ("xyz",), "leer": ()},
        )

    assert counts == Counts(size=2, holding={"bank": 2, "familie": 2, "fremd": 0})


def test_the_rarest_groups_are_asked_for_as_long_as_there_is_room() -> None:
    groups = {"a": ("a",), "b": ("b", "c"), "d": ("d",), "e": ("e",)}
    counts = Counts(size=100, holding={"a": 90, "b": 3, "d": 0, "e": 5})

    assert rare_terms(counts, groups, most=50) == ("b", "c", "e")
    assert rare_terms(counts, groups, most=2) == ()
    assert rare_terms(counts, groups, most=100) == ("b", "c", "e", "a")


def test_who_shares_a_term_is_found_newest_first_for_each_kind_in_one_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    index(*(make_text(town, number, "Bank") for number in (1, 2, 3)))
    index(make_text(town, 7, "Orgel"), kind="andere", number=61)
    scopes = [scope(town), scope(town, kind="andere")]

    with django_assert_num_queries(1):
        found = objects_with(scopes, ["bank", "orgel"], most=2)

    assert found == {"dinge": (3, 2), "andere": (7,)}


def test_without_terms_nothing_is_asked(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()

    with django_assert_num_queries(0):
        assert objects_with([scope(town)], []) == {"dinge": ()}
