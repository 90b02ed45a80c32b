"""Money, numbers, dates and waiting times as people read them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.formats import (
    days_ago,
    days_waiting,
    euros,
    in_words,
    long_date,
    moment,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cents", "sentence", "table"),
    [
        (0, "0\u00a0€", "0,00\u00a0€"),
        (1, "0,01\u00a0€", "0,01\u00a0€"),
        (5890, "58,90\u00a0€", "58,90\u00a0€"),
        (4_000_000, "40.000\u00a0€", "40.000,00\u00a0€"),
        (-3_600_000, "−36.000\u00a0€", "−36.000,00\u00a0€"),
        (-7, "−0,07\u00a0€", "−0,07\u00a0€"),
        (123_456_789_012, "1.234.567.890,12\u00a0€", "1.234.567.890,12\u00a0€"),
    ],
)
def test_amounts_are_short_in_sentences_and_exact_in_tables(
    cents: int, sentence: str, table: str
) -> None:
    assert euros(cents) == sentence
    assert euros(cents, exact=True) == table


@given(st.integers(-(10**15), 10**15))
def test_no_cent_is_lost_in_an_amount(cents: int) -> None:
    digits = euros(cents, exact=True).removesuffix("\u00a0€").replace(".", "").replace(",", "")

    assert int(digits.replace("−", "-")) == cents


@pytest.mark.parametrize(
    ("number", "words"),
    [(-1, "-1"), (0, "keine"), (1, "eine"), (2, "zwei"), (12, "zwölf"), (13, "13")],
)
def test_small_numbers_are_words_and_the_others_digits(number: int, words: str) -> None:
    assert in_words(number) == words


def test_a_moment_is_told_in_local_time() -> None:
    assert (
        moment(datetime(2026, 9, 24, 14, 42, tzinfo=UTC))
        == "Donnerstag, 24. September 2026, 16:42\u00a0Uhr"
    )


def test_a_moment_shortly_before_midnight_in_utc_belongs_to_the_next_german_day() -> None:
    late = datetime(2027, 3, 31, 22, 30, tzinfo=UTC)

    assert long_date(late) == "Donnerstag, 1. April 2027"
    assert long_date(date(2027, 3, 31)) == "Mittwoch, 31. März 2027"
    assert long_date(datetime(2027, 3, 31, 22, 30)) == "Mittwoch, 31. März 2027"  # noqa: DTZ001 - on purpose


@pytest.mark.parametrize(
    ("day", "ago", "waiting"),
    [
        (date(2026, 12, 3), "in 9 Tagen", "in 9 Tagen"),
        (date(2026, 11, 25), "morgen", "morgen"),
        (date(2026, 11, 24), "heute", "heute"),
        (date(2026, 11, 23), "gestern", "gestern"),
        (date(2026, 11, 22), "vor 2 Tagen", "2 Tage"),
        (date(2026, 9, 26), "vor 59 Tagen", "59 Tage"),
        (date(2026, 9, 25), "vor 2 Monaten", "60 Tage"),
        (date(2025, 11, 24), "vor 12 Monaten", "365 Tage"),
    ],
)
def test_distances_in_time_are_told_like_a_neighbour_would(
    day: date, ago: str, waiting: str
) -> None:
    assert days_ago(day, TODAY) == ago
    assert days_waiting(day, TODAY) == waiting
