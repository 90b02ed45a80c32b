"""Dates of the catalogue."""

from datetime import date

import pytest

from machbar.modules.funding.core.deadlines import (
    is_deadline,
    last_day_of,
    must_be_verified,
    next_deadline,
)


@pytest.mark.parametrize(
    ("period", "day"),
    [
        ("2025", date(2025, 12, 31)),
        ("2024-02", date(2024, 2, 29)),
        ("2025-09-24", date(2025, 9, 24)),
    ],
)
def test_a_record_speaks_until_the_last_day_of_its_period(period: str, day: date) -> None:
    assert last_day_of(period) == day


@pytest.mark.parametrize("period", ["", "25", "2025-13", "2025-9", "2025/09", "abcd", "2025-xx"])
def test_a_period_that_is_none_is_refused(period: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        last_day_of(period)


def test_a_record_is_good_for_twelve_months_and_not_a_day_longer() -> None:
    as_of = date(2025, 9, 24)

    assert not must_be_verified(as_of, date(2026, 9, 24))
    assert must_be_verified(as_of, date(2026, 9, 25))


def test_a_record_of_a_leap_day_is_good_until_the_end_of_february() -> None:
    assert not must_be_verified(date(2024, 2, 29), date(2025, 2, 28))
    assert must_be_verified(date(2024, 2, 29), date(2025, 3, 1))


def test_yearly_dates_come_again_and_calls_do_not() -> None:
    today = date(2026, 10, 16)

    assert next_deadline(["10-15", "04-30"], today) == date(2027, 4, 30)
    assert next_deadline(["10-16"], today) == today
    assert next_deadline(["2026-10-15"], today) is None
    assert next_deadline([], today) is None


def test_the_leap_day_falls_on_the_28th_in_other_years() -> None:
    assert next_deadline(["02-29"], date(2026, 1, 1)) == date(2026, 2, 28)
    assert next_deadline(["02-29"], date(2028, 1, 1)) == date(2028, 2, 29)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [("10-15", True), ("2026-10-15", True), ("15.10.", False), ("13-01", False), ("x", False)],
)
def test_only_dates_of_the_catalogue_are_dates(text: str, *, is_one: bool) -> None:
    assert is_deadline(text) is is_one
