"""Slices of time: what touches shares one, what does not shares none, also where the clock is changed."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.slices import (
    QUARTER,
    NoSuchTime,
    Span,
    days_in,
    gaps,
    hours_of_day,
    next_quarter,
    on_the_clock,
    quarters_in,
    whole_days,
)

BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2027, 3, 28), date(2026, 10, 25)
BEGIN = datetime(2027, 3, 27, 20, tzinfo=UTC)  # the night in which an hour is left out


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc,arg-type]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begin = draw(st.integers(0, 90))
    length = draw(st.integers(1, 20))
    return Span(starts_at=BEGIN + begin * QUARTER, ends_at=BEGIN + (begin + length) * QUARTER)


def overlap(one: Span, other: Span) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at


def test_an_hour_has_four_quarters() -> None:
    span = hours_of_day(date(2026, 12, 3), time(18), time(19), BERLIN)

    assert quarters_in(span) == (
        utc(2026, 12, 3, 17, 0),
        utc(2026, 12, 3, 17, 15),
        utc(2026, 12, 3, 17, 30),
        utc(2026, 12, 3, 17, 45),
    )


def test_a_span_takes_the_quarters_that_it_only_touches() -> None:
    span = Span(starts_at=utc(2026, 12, 3, 17, 10), ends_at=utc(2026, 12, 3, 17, 31))

    assert quarters_in(span) == (
        utc(2026, 12, 3, 17, 0),
        utc(2026, 12, 3, 17, 15),
        utc(2026, 12, 3, 17, 30),
    )


@pytest.mark.parametrize(("day", "quarters"), [(SPRING, 8), (AUTUMN, 16), (date(2026, 12, 3), 12)])
def test_from_one_to_four_lasts_as_long_as_the_clock_makes_it(day: date, quarters: int) -> None:
    assert len(quarters_in(hours_of_day(day, time(1), time(4), BERLIN))) == quarters


def test_the_hour_that_is_left_out_cannot_be_named() -> None:
    with pytest.raises(NoSuchTime):
        on_the_clock(SPRING, time(2, 30), BERLIN)


def test_of_the_hour_that_comes_twice_the_first_is_meant() -> None:
    assert on_the_clock(AUTUMN, time(2, 30), BERLIN) == utc(2026, 10, 25, 0, 30)


def test_midnight_ends_the_day() -> None:
    span = hours_of_day(date(2026, 12, 3), time(22), time(0), BERLIN)

    assert span == Span(starts_at=utc(2026, 12, 3, 21), ends_at=utc(2026, 12, 3, 23))


def test_days_are_those_on_the_wall_and_the_last_belongs_to_them() -> None:
    span = whole_days(date(2027, 3, 27), date(2027, 3, 29), BERLIN)

    assert span.ends_at - span.starts_at == timedelta(hours=71)
    assert days_in(span, BERLIN) == (
        utc(2027, 3, 26, 23),
        utc(2027, 3, 27, 23),
        utc(2027, 3, 28, 22),
    )


def test_a_part_of_a_day_takes_the_day() -> None:
    span = Span(starts_at=utc(2026, 12, 3, 17), ends_at=utc(2026, 12, 4, 8))

    assert days_in(span, BERLIN) == (utc(2026, 12, 2, 23), utc(2026, 12, 3, 23))


def test_what_is_free_begins_at_a_full_quarter() -> None:
    assert next_quarter(utc(2026, 12, 3, 17, 15)) == utc(2026, 12, 3, 17, 15)
    assert next_quarter(utc(2026, 12, 3, 17, 16)) == utc(2026, 12, 3, 17, 30)


@given(one=spans(), other=spans())
def test_two_spans_share_a_quarter_exactly_where_they_overlap(one: Span, other: Span) -> None:
    shared = set(quarters_in(one)) & set(quarters_in(other))

    assert bool(shared) == overlap(one, other)


@given(span=spans())
def test_the_quarters_of_a_span_are_as_long_as_the_span(span: Span) -> None:
    assert len(quarters_in(span)) * QUARTER == span.ends_at - span.starts_at


@given(
    first=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    length=st.integers(0, 40),
)
def test_whole_days_have_one_slice_a_day(first: date, length: int) -> None:
    found = days_in(whole_days(first, first + timedelta(days=length), BERLIN), BERLIN)

    assert [each.astimezone(BERLIN).date() for each in found] == [
        first + timedelta(days=number) for number in range(length + 1)
    ]
    assert {each.astimezone(BERLIN).time() for each in found} == {time(0)}


@given(within=spans(), taken=st.lists(spans(), max_size=6))
def test_gaps_are_exactly_the_quarters_that_nobody_has(within: Span, taken: list[Span]) -> None:
    free = set(quarters_in(within)) - {each for span in taken for each in quarters_in(span)}

    found = gaps(within, taken)

    assert [each for gap in found for each in quarters_in(gap)] == sorted(free)
    assert all(gap.starts_at < gap.ends_at for gap in found)
