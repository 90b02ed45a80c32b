"""Common words in a large town are looked for in its newest entries; nothing else is ever left out."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from machbar.foundation.search.bounds import Bounds
from machbar.foundation.search.findable import Audience, object_of
from machbar.foundation.search.selectors import Hits, find
from machbar.foundation.search.tests.builders import DAY, index, make_text
from machbar.foundation.testing import make_town
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import read_question

pytestmark = pytest.mark.django_db
WORDS = ["Rad", "Bank", "Fahrradwerkstatt", "Werkstatt", "Brunnen", "Markt"]
SENTENCE = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
TITLED = st.lists(st.tuples(SENTENCE, SENTENCE), max_size=12)
FOR_ALL = {"dinge": Audience.PUBLIC}
WIDE = Bounds(window=10_000, common=1)


def asked(
    town: Town, words: str, bounds: Bounds, facets: tuple[str, ...] = (), most: int = 200
) -> Hits:
    found = find(town, read_question(words), FOR_ALL, facets=facets, most=most, bounds=bounds)
    return found.get("dinge", Hits())


def fill(town: Town, written: list[tuple[str, str]]) -> None:
    """One object a day, the first one the oldest."""
    index(
        *(
            make_text(town, number, title, body, on=DAY + timedelta(days=number))
            for number, (title, body) in enumerate(written, start=1)
        )
    )


@given(TITLED, SENTENCE, st.integers(1, 4))
def test_in_a_town_within_the_window_the_same_is_found_however_common_the_words(
    written: list[tuple[str, str]], words: str, common: int
) -> None:
    with transaction.atomic():
        town = make_town()
        fill(town, written)

        bounded = asked(town, words, Bounds(window=max(len(written), 1), common=common))

        assert bounded == asked(town, words, WIDE)
        transaction.set_rollback(True)


@given(TITLED, SENTENCE, st.integers(1, 6))
def test_with_a_rare_word_the_same_is_found_in_a_town_of_any_size(
    written: list[tuple[str, str]], words: str, window: int
) -> None:
    with transaction.atomic():
        town = make_town()
        fill(town, written)

        bounded = asked(town, words, Bounds(window=window, common=len(written) + 1))

        assert bounded == asked(town, words, WIDE)
        transaction.set_rollback(True)


@given(TITLED, SENTENCE, st.integers(1, 6), st.integers(1, 4))
def test_whatever_is_left_out_is_older_than_the_window_and_is_told(
    written: list[tuple[str, str]], words: str, window: int, common: int
) -> None:
    with transaction.atomic():
        town = make_town()
        fill(town, written)

        every, bounded = (
            asked(town, words, WIDE),
            asked(town, words, Bounds(window=window, common=common)),
        )

        newest = len(written) - window
        kept = [key for key in every.every if key in bounded.every]
        assert list(bounded.every) == kept
        assert all(object_of(key) <= newest for key in every.every if key not in kept)
        assert bounded.is_recent or bounded == every
        transaction.set_rollback(True)


def test_two_common_words_are_looked_for_in_the_newest_entries() -> None:
    town = make_town()
    fill(town, [("Bank am Markt", "")] + [("Bank", ""), ("Markt", "")] * 3 + [("Markt", "Bank")])

    hits = asked(town, "Bank Markt", Bounds(window=4, common=4))

    assert (hits.objects, hits.is_recent, hits.is_cut) == ((8,), True, False)


def test_a_rare_word_beside_a_common_one_reaches_back_to_the_first_entry() -> None:
    town = make_town()
    fill(town, [("Bank am Brunnen", "")] + [("Bank", "")] * 6)

    hits = asked(town, "Bank Brunnen", Bounds(window=2, common=4))

    assert (hits.objects, hits.is_recent) == ((1,), False)


def test_one_word_alone_reaches_back_and_costs_no_further_query(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    town = make_town()
    fill(town, [("Bank", "")] * 6)

    with django_assert_num_queries(2):
        hits = asked(town, "Bank", Bounds(window=2, common=1))

    assert (hits.objects, hits.is_recent) == ((6, 5, 4, 3, 2, 1), False)


def test_an_exact_value_of_a_list_counts_as_a_word() -> None:
    town = make_town()
    index(*(make_text(town, number, "Bank", facets=("stand_new",)) for number in range(1, 7)))

    hits = asked(town, "Bank", Bounds(window=2, common=3), facets=("stand_new",))
    rare = asked(town, "Bank", Bounds(window=2, common=7), facets=("stand_new",))

    assert (hits.objects, hits.is_recent) == ((6, 5), True)
    assert (rare.objects, rare.is_recent) == ((6, 5, 4, 3, 2, 1), False)


def test_more_hits_than_are_shown_within_the_window_are_simply_cut() -> None:
    town = make_town()
    fill(town, [("Bank am Markt", "")] * 6)

    hits = asked(town, "Bank Markt", Bounds(window=5, common=3), most=3)

    assert (hits.objects, hits.is_recent, hits.is_cut) == ((6, 5, 4), False, True)


def test_a_compound_whose_last_part_is_common_is_still_found_exactly() -> None:
    town = make_town()
    fill(town, [("Fahrradwerkstatt am Markt", "")] + [("Werkstatt am Markt", "")] * 6)

    hits = asked(town, "Fahrradwerkstatt Markt", Bounds(window=2, common=4))

    assert [object_of(key) for key in hits.exact] == [1]
    assert [object_of(key) for key in hits.near] == [7, 6]
    assert hits.is_recent
