"""How long something stands empty, and from when on building law should be asked."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.vacancy import (
    BuildingLawHint,
    building_law_hint,
    latest_start_for_hint,
    months_after,
    months_empty,
    warning_day,
)

days = st.dates(date(1950, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("since", "today", "months"),
    [
        (date(2025, 4, 26), date(2026, 11, 26), 19),
        (date(2025, 4, 27), date(2026, 11, 26), 18),
        (date(2026, 1, 31), date(2026, 2, 28), 1),
        (date(2026, 1, 31), date(2026, 2, 27), 0),
        (date(2026, 11, 26), date(2026, 11, 26), 0),
        (date(2026, 12, 1), date(2026, 11, 26), 0),
    ],
)
def test_only_whole_months_count(since: date, today: date, months: int) -> None:
    assert months_empty(since, today) == months


@given(since=days, today=days)
def test_the_months_are_the_most_that_have_passed(since: date, today: date) -> None:
    months = months_empty(since, today)

    if today >= since:
        assert months_after(since, months) <= today < months_after(since, months + 1)
    else:
        assert months == 0


@pytest.mark.parametrize(
    ("since", "hint"),
    [
        (date(2025, 5, 27), None),
        (date(2025, 5, 26), BuildingLawHint(months=18, is_about_over=False)),
        (date(2024, 11, 27), BuildingLawHint(months=23, is_about_over=False)),
        (date(2024, 11, 26), BuildingLawHint(months=24, is_about_over=True)),
        (None, None),
    ],
)
def test_the_hint_comes_after_eighteen_months(
    since: date | None, hint: BuildingLawHint | None
) -> None:
    assert building_law_hint(since, date(2026, 11, 26)) == hint


@given(since=days, today=days)
def test_hint_warning_day_and_the_latest_start_say_the_same(since: date, today: date) -> None:
    is_due = building_law_hint(since, today) is not None

    assert is_due == (warning_day(since) <= today)
    assert is_due == (since <= latest_start_for_hint(today))


@given(today=days)
def test_the_day_after_the_latest_start_is_not_due_yet(today: date) -> None:
    latest = latest_start_for_hint(today)

    assert warning_day(latest) <= today < warning_day(latest + timedelta(days=1))
