"""Quarter hours, the course of milestones, and the axis they lie on."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.coordination.core import (
    Course,
    NotQuarterHours,
    Standing,
    axis_over,
    hours_text,
    quarters_of,
    standing_of,
)
from machbar.modules.coordination.labels import moved_words, standing_words

DAY = date(2026, 11, 26)
days = st.dates(min_value=date(2020, 1, 1), max_value=date(2040, 12, 31))


@pytest.mark.parametrize(
    ("text", "quarters"),
    [("2", 8), ("1,5", 6), ("0.25", 1), ("1:45", 7), (" 24 ", 96), ("0", 0), ("1,50", 6)],
)
def test_hours_are_read_as_people_write_them(text: str, quarters: int) -> None:
    assert quarters_of(text) == quarters


@pytest.mark.parametrize(
    "text", ["", "viel", "1,3", "24,25", "25", "-1", "1:20", "1,333", "9999", "1e1"]
)
def test_what_is_no_quarter_hour_is_refused(text: str) -> None:
    with pytest.raises(NotQuarterHours):
        quarters_of(text)


@given(st.integers(0, 96))
def test_every_number_of_quarters_is_written_so_that_it_is_read_again(quarters: int) -> None:
    assert quarters_of(hours_text(quarters)) == quarters


@pytest.mark.parametrize(
    ("first", "now", "done", "standing", "words", "moved"),
    [
        (0, 0, 0, Standing(course=Course.AS_PLANNED, days=0, moved_days=0), "wie geplant", ""),
        (
            -20, 5, -8, Standing(course=Course.LATER, days=12, moved_days=25),
            "12 Tage später als geplant", "um 25 Tage verschoben",
        ),
        (
            -3, -4, -4, Standing(course=Course.EARLIER, days=1, moved_days=-1),
            "1 Tag früher als geplant", "um 1 Tag vorgezogen",
        ),
        (9, 9, None, Standing(course=Course.AHEAD, days=9, moved_days=0), "in 9 Tagen", ""),
        (0, 0, None, Standing(course=Course.TODAY, days=0, moved_days=0), "heute", ""),
        (
            -5, -5, None, Standing(course=Course.OVERDUE, days=5, moved_days=0),
            "seit 5 Tagen überfällig", "",
        ),
    ],
)  # fmt: skip
def test_the_course_of_a_milestone_in_words(
    first: int, now: int, done: int | None, standing: Standing, words: str, moved: str
) -> None:
    found = standing_of(
        first_planned_on=DAY + timedelta(days=first),
        planned_on=DAY + timedelta(days=now),
        done_on=None if done is None else DAY + timedelta(days=done),
        today=DAY,
    )

    assert (found, standing_words(found), moved_words(found)) == (standing, words, moved)


@given(st.lists(days, min_size=1, max_size=12), st.integers(1, 8))
def test_the_axis_holds_every_day_in_whole_months_and_few_names(
    found: list[date], most: int
) -> None:
    axis = axis_over(found, most_ticks=most)

    assert all(0 <= axis.at(day) < 1 for day in found)
    assert {axis.start.day, axis.end.day, *(tick.day for tick in axis.ticks)} == {1}
    assert 1 <= len(axis.ticks) <= most
    assert axis.ticks[0] == axis.start
