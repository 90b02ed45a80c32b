"""Ready-made reasons, and addresses typed into one field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.ideas.core import fill, unknown_placeholders
from machbar.reasoning.postal import MOST_LINES, address_lines

VALUES = {"nummer": "K-2026-0001", "titel": "{ort}", "ort": "Lutterstadt", "haus": "MachBar"}


def test_placeholders_are_filled_once_and_other_braces_stay() -> None:
    text = "„{titel}“ ({nummer}) in {ort}, {haus}; {name} {} {a\nb}"

    assert fill(text, VALUES) == "„{ort}“ (K-2026-0001) in Lutterstadt, MachBar; {name} {} {a\nb}"
    assert unknown_placeholders(text) == ("name", "")


@given(st.text())
def test_a_text_without_braces_stays_as_it_is(text: str) -> None:
    plain = text.replace("{", "").replace("}", "")

    assert fill(plain, VALUES) == plain
    assert unknown_placeholders(plain) == ()


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Anna Muster, Weg 1, 38154 Ort", ("Anna Muster", "Weg 1", "38154 Ort")),
        ("Weg 1 38154 Königslutter am Elm", ("Weg 1", "38154 Königslutter am Elm")),
        ("Weg 1;\n 38154   Ort,", ("Weg 1", "38154 Ort")),
        ("kommt donnerstags vorbei", ("kommt donnerstags vorbei",)),
        ("Haus 123456 hinten", ("Haus 123456 hinten",)),
        (" , ", ()),
        ("a,b,c,d,e,f,g", ("a", "b", "c", "d", "e", "f, g")),
    ],
)
def test_an_address_becomes_lines(typed: str, lines: tuple[str, ...]) -> None:
    assert address_lines(typed) == lines


@given(st.text())
def test_no_letter_of_an_address_is_lost(typed: str) -> None:
    lines = address_lines(typed)

    assert len(lines) <= MOST_LINES
    kept = "".join("".join(lines).replace(",", "").split())
    assert kept == "".join(typed.replace(",", "").replace(";", "").split())
