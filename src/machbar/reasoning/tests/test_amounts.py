"""Amounts as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.amounts import (
    MOST_CENTS,
    AmountProblem,
    NotAnAmount,
    cents_of,
    text_of,
)


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1.234,50", 123_450),
        ("1234,5 €", 123_450),
        ("1 234 Euro", 123_400),
        ("1.234", 123_400),
        ("500,-", 50_000),
        ("12.50", 1_250),
        ("0", 0),
        (" 7 EUR ", 700),
    ],
)
def test_amounts_are_read_to_the_cent(text: str, cents: int) -> None:
    assert cents_of(text) == cents


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", AmountProblem.EMPTY),
        (" € ", AmountProblem.EMPTY),
        ("viel", AmountProblem.NOT_AN_AMOUNT),
        ("1,234.50", AmountProblem.NOT_AN_AMOUNT),
        ("12,345", AmountProblem.NOT_AN_AMOUNT),
        ("1e9", AmountProblem.NOT_AN_AMOUNT),
        ("١٢", AmountProblem.NOT_AN_AMOUNT),
        ("-5", AmountProblem.NEGATIVE),
        ("−5,00", AmountProblem.NEGATIVE),
        ("99999999999999", AmountProblem.TOO_LARGE),
    ],
)
def test_nonsense_is_refused_with_its_reason(text: str, problem: AmountProblem) -> None:
    with pytest.raises(NotAnAmount) as refused:
        cents_of(text)

    assert refused.value.problem == problem


@given(st.integers(0, MOST_CENTS))
def test_what_is_shown_is_read_back(cents: int) -> None:
    assert cents_of(text_of(cents)) == cents
