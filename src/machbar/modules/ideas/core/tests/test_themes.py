"""What a text is about and where it plays: suggestions with the words that made them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.ideas.core.themes import (
    Sorted,
    Suggestion,
    suggest_district,
    suggest_themes,
)

CULTURE = Sorted(code="kultur", label="Kultur und Feste", speaks_for=("kino", "musik"))
BIKES = Sorted(code="rad", label="Rad und Bus", speaks_for=("rad", "oepnv"))
OWN = Sorted(code="bienen", label="Bienen")
ENTRIES = (CULTURE, BIKES, OWN)


def test_words_of_the_thesaurus_speak_for_an_entry_and_are_named() -> None:
    found = suggest_themes("Kino an der Hauswand", ENTRIES)

    assert found == (Suggestion(code="kultur", label="Kultur und Feste", words=("Kino",)),)


def test_an_entry_of_the_town_is_found_by_its_own_name_in_any_form() -> None:
    assert suggest_themes("Ein Hotel für die Biene am Wall", ENTRIES) == (
        Suggestion(code="bienen", label="Bienen", words=("Biene",)),
    )


def test_the_entry_with_more_words_comes_first_and_ties_keep_the_order_of_the_list() -> None:
    both = suggest_themes("Kino und Radweg", ENTRIES)
    more = suggest_themes("Kino, Radweg und Bus", ENTRIES)

    assert [each.code for each in both] == ["kultur", "rad"]
    assert [each.code for each in more] == ["rad", "kultur"]
    assert suggest_themes("Kino, Radweg, Bienen", ENTRIES, most=1) == both[:1]


def test_a_text_that_speaks_of_nothing_has_no_suggestion() -> None:
    assert suggest_themes("Hm.", ENTRIES) == ()
    assert suggest_themes("", ENTRIES) == ()


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        (("Klein Steimke", ""), "klein-steimke"),
        (("am Dorfplatz", "Eine Bank in klein steimke!"), "klein-steimke"),
        (("Steimke", ""), "steimke"),
        (("Kleinsteimke", ""), None),
        (("", ""), None),
        (("Steimke", "Klein Steimke"), "steimke"),
    ],
)
def test_the_whole_name_decides_where_it_plays_and_the_place_counts_before_the_text(
    texts: tuple[str, str], code: str | None
) -> None:
    entries = (
        Sorted(code="steimke", label="Steimke"),
        Sorted(code="klein-steimke", label="Klein Steimke"),
        Sorted(code="leer", label="…"),
    )

    found = suggest_district(texts, entries)

    assert (found.code if found else None) == code


@given(st.text(max_size=80))
def test_every_word_of_a_suggestion_stands_in_the_text(text: str) -> None:
    for suggestion in suggest_themes(text, ENTRIES):
        assert suggestion.words
        assert all(word in text for word in suggestion.words)
