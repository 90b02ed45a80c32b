"""Money, numbers, dates and waiting times as people read them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.formats import (
    days_ago,
    days_waiting,
    euro_signs,
    euros,
    in_words,
    kept_together,
    long_date,
    moment,
    partial_date,
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


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2024", "2024"),
        ("2024-07", "Juli 2024"),
        ("2026-02-01", "1. Februar 2026"),
        ("Mitte 2024", "Mitte 2024"),
        ("", ""),
    ],
)
def test_as_much_of_a_date_as_is_known_is_written_in_german(text: str, shown: str) -> None:
    assert partial_date(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "Di 10–13 Uhr, Do 15–18 Uhr",
            "Di\u00a010\u2060–\u206013\u00a0Uhr, Do\u00a015\u2060–\u206018\u00a0Uhr",
        ),
        ("Westernstraße 12, neben der Apotheke", "Westernstraße\u00a012, neben der Apotheke"),
        ("Markt 3 a", "Markt\u00a03 a"),
        ("Immer offen", "Immer offen"),
        ("", ""),
    ],
)
def test_hours_and_house_numbers_do_not_part_at_the_end_of_a_line(text: str, shown: str) -> None:
    assert kept_together(text) == shown


@given(st.text(alphabet="Di Uhr0123456789–-,.aß "))
def test_keeping_together_changes_no_word(text: str) -> None:
    plain = kept_together(text).replace("\u00a0", " ").replace("\u2060", "")

    assert plain == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("bis 40.000 EUR", "bis 40.000\u00a0€"),
        ("EUR 40.000,50 im Jahr", "40.000,50\u00a0€ im Jahr"),
        ("2 Mio. Euro, dann 3 €", "2 Mio.\u00a0€, dann 3\u00a0€"),
        ("5 EUR/m²", "5\u00a0€/m²"),
        ("EURATOM, Europa und 3 Eurostücke", "EURATOM, Europa und 3 Eurostücke"),
    ],
)
def test_amounts_from_elsewhere_are_written_one_way(text: str, shown: str) -> None:
    assert euro_signs(text) == shown
