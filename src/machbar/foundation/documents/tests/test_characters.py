"""Any text becomes one that every paper can hold; what our fonts do not have is marked and named."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.documents.characters import (
    LOST,
    PICTURES,
    clean,
    lost_characters,
    paragraphs,
    printable,
)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("u\u0308ber", "über"),
        ("a\x00b\x07c\ufffed\ud800e\x7ff", "abcdef"),
        ("a\tb", "a\tb"),
        ("😀 你好", "😀 你好"),
    ],
)
def test_line_ends_are_one_and_forbidden_characters_are_gone(typed: str, kept: str) -> None:
    assert clean(typed) == kept


def test_an_empty_line_ends_a_paragraph() -> None:
    assert paragraphs("\n eins\nzwei\r\n \r\n\n drei\n\n") == (("eins", "zwei"), ("drei",))
    assert paragraphs(" \n ") == ()


@pytest.mark.parametrize(
    ("typed", "shown", "lost"),
    [
        ("Größe ẞ ł 12 € „so“ – #*$\\<b>", "Größe ẞ ł 12 € „so“ – #*$\\<b>", ()),
        ("A → B ≥ 3 ✓ ☐ ●", "A -> B >= 3 [x] [ ] •", ()),
        ("ﬁn", "fin", ()),
        ("a\u200db\ufe0fc\ufeff", "abc", ()),
        ("Donau\u00addampf", "Donau\u00addampf", ()),
        ("gut 😀😃 so", "gut so", ("😀", "😃")),
        ("مر 你", f"{LOST} {LOST}", ("ر", "م", "你")),
    ],
)
def test_a_pdf_shows_signs_in_words_and_marks_what_it_cannot_show(
    typed: str, shown: str, lost: tuple[str, ...]
) -> None:
    result = printable(typed)

    assert result.text == shown
    assert tuple(sorted(result.lost)) == lost


def test_lost_characters_of_many_texts_are_named_once() -> None:
    assert lost_characters(["a😀", "b", "😀你"]) == ("你", "😀")


@given(st.text())
def test_cleaning_and_printing_twice_change_nothing_more(text: str) -> None:
    once, shown = clean(text), printable(text).text

    assert clean(once) == once
    assert printable(shown).text == shown


@given(st.text().filter(lambda text: "[" not in text and "☐" not in text))
def test_a_mark_stands_exactly_where_something_is_lost(text: str) -> None:
    result = printable(text)

    marked = {each for each in result.lost if unicodedata.category(each) not in PICTURES}
    assert (LOST in result.text) == bool(marked)
    assert result.lost <= set(clean(text))


def test_letters_of_the_neighbours_are_printed_as_they_are() -> None:
    letters = "ÄÖÜäöüßẞéèêëàâçñæœøåłńśżčšžřěůőűşğıțț"

    assert printable(letters).text == letters
