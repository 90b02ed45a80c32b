"""Days and slots: every rhythm by example, and what always holds, in the weeks of the changing clocks too."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.meetings.core import (
    Rhythm,
    Series,
    Slot,
    days_between,
    overlaps,
    public_holidays,
    slots_on,
)
from machbar.modules.meetings.core.holidays import easter_sunday, repentance_day

BERLIN = ZoneInfo("Europe/Berlin")
FIRST = date(2026, 11, 26)  # the fourth Thursday of November
days = st.dates(date(2000, 1, 1), date(2060, 12, 31))


def between(rhythm: Rhythm, start: date, end: date, **fields: date) -> tuple[date, ...]:
    return days_between(Series(rhythm=rhythm, first_day=FIRST, **fields), start, end)


def test_every_rhythm_has_its_days() -> None:
    until = date(2027, 1, 31)

    assert between(Rhythm.ONCE, FIRST, until) == (FIRST,)
    assert between(Rhythm.WEEKLY, FIRST, date(2026, 12, 11)) == (
        FIRST,
        date(2026, 12, 3),
        date(2026, 12, 10),
    )
    assert between(Rhythm.FORTNIGHTLY, date(2026, 12, 1), until) == (
        date(2026, 12, 10),
        date(2026, 12, 24),
        date(2027, 1, 7),
        date(2027, 1, 21),
    )
    assert between(Rhythm.MONTHLY, FIRST, until) == (
        FIRST,
        date(2026, 12, 24),
        date(2027, 1, 28),
    )


def test_a_fifth_week_means_the_last_one() -> None:
    series = Series(rhythm=Rhythm.MONTHLY, first_day=date(2026, 10, 29))

    assert days_between(series, date(2026, 10, 1), date(2026, 12, 31)) == (
        date(2026, 10, 29),
        date(2026, 11, 26),
        date(2026, 12, 31),
    )


def test_nothing_lies_before_the_first_day_after_the_last_one_or_on_a_day_off() -> None:
    series = Series(rhythm=Rhythm.WEEKLY, first_day=FIRST, last_day=date(2026, 12, 10))

    found = days_between(series, date(2026, 1, 1), date(2027, 1, 1), but_not=[date(2026, 12, 3)])

    assert found == (FIRST, date(2026, 12, 10))


@given(rhythm=st.sampled_from(Rhythm), first=days, start=days, length=st.integers(0, 200))
def test_days_are_in_order_inside_and_on_the_weekday(
    rhythm: Rhythm, first: date, start: date, length: int
) -> None:
    end = start + timedelta(days=length)

    found = days_between(Series(rhythm=rhythm, first_day=first), start, end)

    assert list(found) == sorted(set(found))
    assert all(max(start, first) <= day <= end for day in found)
    assert {day.weekday() for day in found} <= {first.weekday()}


@given(first=days, start=days, length=st.integers(0, 60), cut=st.integers(0, 60))
def test_asking_in_two_parts_gives_the_same_days(
    first: date, start: date, length: int, cut: int
) -> None:
    series = Series(rhythm=Rhythm.FORTNIGHTLY, first_day=first)
    end, middle = start + timedelta(days=length), start + timedelta(days=min(cut, length))

    whole = days_between(series, start, end)

    parts = (
        days_between(series, start, middle),
        days_between(series, middle + timedelta(days=1), end),
    )
    assert whole == parts[0] + parts[1]


def test_four_slots_of_half_an_hour_fit_into_two_hours() -> None:
    found = slots_on(FIRST, starts=time(16), ends=time(18), minutes=30, zone=BERLIN)

    assert [f"{slot.starts_at:%H:%M}-{slot.ends_at:%H:%M}" for slot in found] == [
        "16:00-16:30",
        "16:30-17:00",
        "17:00-17:30",
        "17:30-18:00",
    ]


@pytest.mark.parametrize(
    ("day", "utc"), [(date(2027, 3, 25), 15), (date(2027, 4, 1), 14), (date(2027, 10, 28), 14)]
)
def test_four_o_clock_stays_four_o_clock_when_the_clocks_change(day: date, utc: int) -> None:
    [slot] = slots_on(day, starts=time(16), ends=time(17), minutes=60, zone=BERLIN)

    assert slot.starts_at.hour == 16
    assert slot.starts_at.astimezone(UTC).hour == utc


@pytest.mark.parametrize(("day", "hours"), [(date(2027, 3, 28), 3), (date(2027, 10, 31), 5)])
def test_the_night_of_the_change_is_an_hour_shorter_or_longer(day: date, hours: int) -> None:
    assert len(slots_on(day, starts=time(0), ends=time(4), minutes=60, zone=BERLIN)) == hours


@given(
    day=days,
    starts=st.times(),
    ends=st.times(),
    minutes=st.integers(5, 240),
)
def test_slots_follow_each_other_keep_their_length_and_stay_inside(
    day: date, starts: time, ends: time, minutes: int
) -> None:
    found = slots_on(day, starts=starts, ends=ends, minutes=minutes, zone=BERLIN)

    length = timedelta(minutes=minutes)
    close = datetime.combine(day, ends, BERLIN).astimezone(UTC)
    real = [(slot.starts_at.astimezone(UTC), slot.ends_at.astimezone(UTC)) for slot in found]
    assert all(end - start == length for start, end in real)
    assert all(one[1] == two[0] for one, two in pairwise(real))
    assert all(end <= close for _start, end in real)
    assert not any(overlaps(a, b.starts_at, b.ends_at) for a in found for b in found if a != b)


def test_touching_spans_do_not_overlap() -> None:
    def at(hour: int) -> datetime:
        return datetime(2026, 12, 3, hour, tzinfo=BERLIN)

    slot = Slot(starts_at=at(16), ends_at=at(17))

    assert not overlaps(slot, at(17), at(18))
    assert not overlaps(slot, at(15), at(16))
    assert overlaps(slot, at(15), at(18))


def test_holidays_of_2026_in_lower_saxony() -> None:
    assert sorted(public_holidays(2026, "Niedersachsen")) == [
        date(2026, 1, 1),
        date(2026, 4, 3),
        date(2026, 4, 6),
        date(2026, 5, 1),
        date(2026, 5, 14),
        date(2026, 5, 25),
        date(2026, 10, 3),
        date(2026, 10, 31),
        date(2026, 12, 25),
        date(2026, 12, 26),
    ]


def test_other_states_have_others() -> None:
    lower_saxony = public_holidays(2026, "Niedersachsen")

    assert public_holidays(2026, "Bayern") - lower_saxony == {
        date(2026, 1, 6),
        date(2026, 6, 4),
        date(2026, 11, 1),
    }
    assert public_holidays(2026, "Sachsen") - lower_saxony == {date(2026, 11, 18)}


@pytest.mark.parametrize(
    "easter",
    [date(2000, 4, 23), date(2008, 3, 23), date(2011, 4, 24), date(2026, 4, 5), date(2038, 4, 25)],
)
def test_easter(easter: date) -> None:
    assert easter_sunday(easter.year) == easter


@given(year=st.integers(1990, 2099))
def test_easter_is_a_sunday_in_spring_and_repentance_a_wednesday(year: int) -> None:
    easter = easter_sunday(year)

    assert easter.weekday() == 6
    assert date(year, 3, 22) <= easter <= date(year, 4, 25)
    assert repentance_day(year).weekday() == 2
    assert date(year, 11, 16) <= repentance_day(year) <= date(year, 11, 22)
