"""Opening hours as values: what people write, and whether the door is open."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.towns.hours import (
    Door,
    HoursProblem,
    NotHours,
    Span,
    SpecialDay,
    door_at,
    spans_of,
    week_of,
)
from machbar.foundation.towns.hours_text import sign, times, times_in_words, week_in_words

TUESDAY = date(2026, 11, 24)
MORNING = Span(opens=time(10), closes=time(13))
EVENING = Span(opens=time(15, 30), closes=time(18))
WEEK = {1: (MORNING, EVENING), 5: (Span(opens=time(10), closes=time(12)),)}

spans = st.lists(st.integers(0, 24 * 60 - 1), min_size=2, max_size=8, unique=True).map(
    lambda minutes: tuple(
        Span(opens=_time(opens), closes=_time(closes))
        for opens, closes in zip(*[iter(sorted(minutes))] * 2, strict=False)
    )
)


def _time(minutes: int) -> time:
    return time(*divmod(minutes, 60))


def at(hour: int, minute: int = 0, *, day: date = TUESDAY) -> datetime:
    return datetime.combine(day, time(hour, minute))


@pytest.mark.parametrize(
    "text",
    [
        "10–13, 15:30–18",
        "15.30 bis 18 Uhr und 10-13 Uhr",
        "10 Uhr bis 13 Uhr; 15:30 - 18",
        "10:00-13:00+15:30-18:00",
    ],
)
def test_people_write_hours_in_many_ways(text: str) -> None:
    assert spans_of(text) == (MORNING, EVENING)


def test_an_empty_day_is_closed() -> None:
    assert spans_of("  ") == ()
    assert times_in_words(()) == ""


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("abends", HoursProblem.NOT_HOURS),
        ("10", HoursProblem.NOT_HOURS),
        ("10-25", HoursProblem.NOT_HOURS),
        ("13-10", HoursProblem.BACKWARDS),
        ("10-10", HoursProblem.BACKWARDS),
        ("10-13, 12-14", HoursProblem.OVERLAPPING),
        ("1-2, 3-4, 5-6, 7-8, 9-10", HoursProblem.TOO_MANY),
    ],
)
def test_what_are_no_hours_says_why(text: str, problem: HoursProblem) -> None:
    with pytest.raises(NotHours) as refused:
        spans_of(text)

    assert refused.value.problem is problem


@given(spans)
def test_hours_read_back_as_they_were_shown(day: tuple[Span, ...]) -> None:
    assert spans_of(times(day)) == day


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Di 10–13 Uhr, Do 15–18 Uhr, Sa 10–12 Uhr", "Di 10–13 Uhr, Do 15–18 Uhr, Sa 10–12 Uhr"),
        ("Mo bis Fr 9-12 und 14-16 Uhr", "Mo–Fr 9–12 und 14–16 Uhr"),
        ("Mo, Mi: 9-12; Di 9-12", "Mo–Mi 9–12 Uhr"),
        ("Sa–Mo 10-11", "Mo 10–11 Uhr, Sa, So 10–11 Uhr"),
        ("Di 10-13, Di 15-18", "Di 10–13 und 15–18 Uhr"),
    ],
)
def test_a_line_of_hours_becomes_a_week_and_a_line_again(text: str, words: str) -> None:
    week = week_of(text)

    assert week is not None
    assert week_in_words(week) == words


@pytest.mark.parametrize(
    "text",
    ["", "nie", "Di 10 Uhr", "Di 10-13 oder nach Absprache", "Di 13-10", "Di 10-13, Di 12-14"],
)
def test_a_line_that_says_anything_else_is_no_week(text: str) -> None:
    assert week_of(text) is None


def test_the_door_is_open_until_it_closes_and_then_says_when_next() -> None:
    assert door_at(WEEK, [], at(10)).closes == time(13)
    assert not door_at(WEEK, [], at(13)).is_open
    assert door_at(WEEK, [], at(13)) == Door(
        is_open=False,
        day=TUESDAY,
        today=(MORNING, EVENING),
        next_day=TUESDAY,
        next_span=EVENING,
    )
    assert door_at(WEEK, [], at(18)).next_day == date(2026, 11, 28)


def test_a_holiday_closes_the_door_and_a_fair_opens_it() -> None:
    holiday = SpecialDay(day=TUESDAY, note="Feiertag")
    fair = SpecialDay(day=date(2026, 11, 25), spans=(EVENING,), note="Markt")

    closed = door_at(WEEK, [holiday, fair], at(11))
    fair_day = door_at(WEEK, [holiday, fair], at(16, day=date(2026, 11, 25)))

    assert (closed.is_open, closed.today, closed.note) == (False, (), "Feiertag")
    assert (closed.next_day, closed.next_span) == (date(2026, 11, 25), EVENING)
    assert (fair_day.is_open, fair_day.closes) == (True, time(18))


def test_a_house_without_hours_never_opens() -> None:
    door = door_at({}, [SpecialDay(day=TUESDAY)], at(11))

    assert (door.is_open, door.next_day, door.next_span) == (False, None, None)


@pytest.mark.parametrize(
    ("moment", "lines"),
    [
        (at(9), ("Heute offen", "10–13 Uhr")),
        (at(12, 59), ("Jetzt offen", "bis 13 Uhr")),
        (at(14), ("Heute offen", "15:30–18 Uhr")),
        (at(17), ("Jetzt offen", "bis 18 Uhr")),
        (at(19), ("Jetzt geschlossen", "wieder Samstag, 10–12 Uhr")),
        (at(9, day=date(2026, 11, 27)), ("Heute geschlossen", "wieder morgen, 10–12 Uhr")),
        (at(9, day=date(2026, 11, 29)), ("Heute geschlossen", "wieder Dienstag, 10–13 Uhr")),
    ],
)
def test_the_sign_says_whether_and_when(moment: datetime, lines: tuple[str, str]) -> None:
    assert sign(door_at(WEEK, [], moment)) == lines


def test_a_sign_far_ahead_names_the_date_and_one_without_hours_says_closed() -> None:
    away = [SpecialDay(day=TUESDAY + timedelta(days=day)) for day in range(10)]

    assert (
        sign(door_at({1: (MORNING,)}, away, at(9)))[1] == "wieder Dienstag, 8. Dezember, 10–13 Uhr"
    )
    assert sign(door_at({}, [], at(9))) == ("Geschlossen", "")


@given(spans, st.integers(0, 24 * 60 - 1))
def test_an_open_door_closes_later_and_a_closed_one_opens_later(
    day: tuple[Span, ...], minute: int
) -> None:
    now = datetime.combine(TUESDAY, _time(minute))

    door = door_at({1: day}, [], now)

    assert door.is_open == any(span.opens <= now.time() < span.closes for span in day)
    assert door.next_day is not None
    assert door.next_span is not None
    assert datetime.combine(door.next_day, door.next_span.opens) > now
