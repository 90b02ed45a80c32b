"""Names, postponing, urgency and weeks, without Django."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.coordination.core import (
    EFFORTS,
    LONGEST_EFFORT,
    Due,
    Postponing,
    first_name_of,
    is_due_soon,
    postponing,
    urgency_of,
    week_begins,
    week_of,
)

TODAY = date(2026, 11, 26)
days = st.dates(date(2020, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("name", "first"),
    [("Anna Muster", "Anna"), ("  Bernd ", "Bernd"), ("", ""), ("A.-B. C", "A.-B.")],
)
def test_the_group_reads_the_first_word_of_a_name(name: str, first: str) -> None:
    assert first_name_of(name) == first


def test_nothing_is_longer_than_two_hours() -> None:
    assert (EFFORTS, LONGEST_EFFORT) == ((30, 60, 120), 120)


@pytest.mark.parametrize(
    ("old", "new", "counts"),
    [
        (None, TODAY, False),
        (TODAY, TODAY, False),
        (TODAY, TODAY + timedelta(days=1), True),
        (TODAY, TODAY - timedelta(days=1), False),
    ],
)
def test_only_a_later_day_is_a_carry_over(old: date | None, new: date, counts: bool) -> None:
    assert postponing(old, new) == Postponing(due_on=new, counts=counts)


@pytest.mark.parametrize(
    ("days_ahead", "due", "soon"),
    [
        (-1, Due.LATE, False),
        (0, Due.TODAY, True),
        (1, Due.SOON, True),
        (2, Due.SOON, False),
        (7, Due.SOON, False),
        (8, Due.LATER, False),
    ],
)
def test_how_pressing_a_task_is(days_ahead: int, due: Due, soon: bool) -> None:
    day = TODAY + timedelta(days=days_ahead)

    assert (urgency_of(day, TODAY), is_due_soon(day, TODAY)) == (due, soon)


def test_without_a_date_nothing_presses() -> None:
    assert (urgency_of(None, TODAY), is_due_soon(None, TODAY)) == (Due.ANY_TIME, False)


def test_the_turn_of_the_year_belongs_to_one_week() -> None:
    assert [week_of(date(2026, 12, 28)), week_of(date(2027, 1, 3)), week_of(date(2027, 1, 4))] == [
        "2026-W53",
        "2026-W53",
        "2027-W01",
    ]


@given(day=days)
def test_all_days_of_a_week_have_the_same_name_and_monday(day: date) -> None:
    monday = week_begins(day)

    assert monday.weekday() == 0
    assert 0 <= (day - monday).days <= 6
    assert {week_of(monday + timedelta(days=each)) for each in range(7)} == {week_of(day)}
    assert week_of(monday + timedelta(days=7)) != week_of(day)
