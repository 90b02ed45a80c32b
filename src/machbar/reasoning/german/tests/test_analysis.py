import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.german import analyse, fold, stem, terms_of_word, words
from machbar.reasoning.german.analysis import abbreviations, function_words
from machbar.reasoning.german.compounds import parts


@pytest.mark.parametrize(
    ("word", "folded"),
    [
        ("Straße", "strasse"),
        ("STRASSE", "strasse"),
        ("Büchereien", "buechereien"),
        ("Bu\u0308cher", "buecher"),
        ("Café", "cafe"),
        ("ẞ", "ss"),
        ("Ωmega", "mega"),
        ("!", ""),
    ],
)
def test_words_are_folded_to_plain_letters(word: str, folded: str) -> None:
    assert fold(word) == folded


def test_words_are_cut_at_everything_else() -> None:
    assert words("Pop-up-Laden, 3 Räume_im Hof: Fahr\u00adrad!") == (
        "Pop",
        "up",
        "Laden",
        "3",
        "Räume",
        "im",
        "Hof",
        "Fahrrad",
    )


def test_singular_and_plural_have_one_stem() -> None:
    assert stem("Häuser") == stem("Haus") == "haus"
    assert stem("Vereine") == stem("Verein") == "verein"


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("Bürger", "Burg"),
        ("Bürgerbus", "Burg"),
        ("hört", "Hort"),
        ("Müll", "Mulle"),
        ("kühl", "Kuhle"),
    ],
)
def test_words_that_an_umlaut_sets_apart_have_stems_of_their_own(word: str, other: str) -> None:
    assert stem(word) != stem(other)


def test_compounds_are_split_into_their_parts() -> None:
    assert parts("dorfgemeinschaftshaus") == ("dorf", "gemeinschaft", "haus")


@pytest.mark.parametrize("word", ["haus", "laterne", "12345678", "innenstadt"])
def test_what_is_no_compound_has_no_parts(word: str) -> None:
    assert parts(word) == ()


def test_a_text_is_analysed_into_stems_and_parts() -> None:
    assert analyse("Die Vereine bauen ein Dorfgemeinschaftshaus.") == (
        "verein",
        "bau",
        "dorfgemeinschaftshaus",
        "dorf",
        "gemeinschaft",
        "haus",
    )


def test_function_words_say_nothing() -> None:
    assert analyse("Und wir wollen das auch.") == ()
    assert terms_of_word("Und") == ()
    assert len(function_words()) > 150


def test_abbreviations_are_small_words_without_a_full_stop() -> None:
    assert {"ca", "nr", "str", "usw"} <= abbreviations()
    assert all(word.isalpha() and word == word.lower() for word in abbreviations())


@given(st.text(max_size=60))
def test_terms_hold_plain_letters_and_digits_only(text: str) -> None:
    assert all(re.fullmatch("[a-z0-9]+", term) for term in analyse(text))


@given(st.lists(st.sampled_from(["Laden", "leer", "und", "Straßenlaterne", "Café", "Bücherei"])))
def test_a_text_is_analysed_word_by_word(chosen: list[str]) -> None:
    expected = tuple(term for word in chosen for term in analyse(word))

    assert analyse(" ".join(chosen)) == expected
