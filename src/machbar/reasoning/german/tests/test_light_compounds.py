import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.german.light_compounds import (
    LONGEST_COMPOUND,
    light_parts,
    read_lexicon,
)

GERMAN = st.text(alphabet="abcdefghijklmnopqrstuvwxyzäöüß", max_size=50)


@pytest.mark.parametrize(
    ("word", "parts"),
    [
        ("Fahrradwerkstatt", ("fahr", "rad", "werkstatt")),
        ("Straßenlaternen", ("strass", "latern")),
        ("Dorfgemeinschaftshaus", ("dorf", "gemeinschaft", "haus")),
        ("Mehrgenerationenhaus", ("mehr", "generation", "haus")),
        ("Radwege", ("rad", "weg")),
        ("Trinkbrunnen", ("trink", "brunn")),
    ],
)
def test_a_compound_of_listed_words_is_split_into_them(word: str, parts: tuple[str, ...]) -> None:
    assert light_parts(word) == parts


def test_umlauts_may_be_written_in_three_ways() -> None:
    spellings = {light_parts(word) for word in ("Grünfläche", "Gruenflaeche", "Grunflache")}

    assert spellings == {("grun", "flach")}


def test_a_listed_word_may_follow_an_unknown_one() -> None:
    assert light_parts("Unverpacktladen") == ("unverpackt", "lad")
    assert light_parts("Lutterspring") == ("lutt", "spring")


@pytest.mark.parametrize(
    "word", ["Werkstatt", "Haus", "Transport", "Antwort", "Königslutter", "e-bike", "Haus2000", ""]
)
def test_what_is_no_compound_has_no_parts(word: str) -> None:
    assert light_parts(word) == ()


def test_a_list_says_what_may_end_a_compound_and_what_is_none() -> None:
    read = read_lexicon("# Wege\nWeg rad\n!hinweg\n")

    assert read.heads == {"weg"}
    assert read.parts == {"weg", "rad"}
    assert read.whole == {"weg", "hinweg"}


@given(GERMAN)
def test_parts_are_several_stems_or_none(word: str) -> None:
    parts = light_parts(word)

    assert len(parts) != 1
    assert all(part == "" or part.isascii() for part in parts)


@given(GERMAN)
def test_what_is_longer_than_any_word_is_not_looked_at(word: str) -> None:
    assert light_parts("a" * LONGEST_COMPOUND + word + "haus") == ()


def test_the_longest_word_is_split_in_little_time() -> None:
    begun = time.process_time()

    for letter in "abcdefghij":
        light_parts(letter + "eraradhausweghofparkgartenplatzbankort")

    assert time.process_time() - begun < 1
