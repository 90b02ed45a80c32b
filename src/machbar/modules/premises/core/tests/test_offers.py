"""What fits the settings of a room or a window, and why the rest does not."""

from dataclasses import replace
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from machbar.modules.premises.core.offers import (
    Offer,
    Refusal,
    Rhythm,
    last_day_of,
    open_span,
    refusal,
    slices_of,
)
from machbar.modules.premises.core.slices import Span, hours_of_day, whole_days

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 11, 26, 9, 7, tzinfo=UTC)
TODAY, NEXT = date(2026, 11, 26), date(2026, 12, 3)
ROOM = Offer(rhythm=Rhythm.HOURS, opens=time(8), closes=time(22), weeks_ahead=4)
WINDOW = Offer(rhythm=Rhythm.DAYS, weeks_ahead=8)


def of_room(day: date, starts: int, ends: int, **settings: object) -> Refusal | None:
    span = hours_of_day(day, time(starts), time(ends), BERLIN)
    return refusal(replace(ROOM, **settings), span, now=NOW, zone=BERLIN)  # type: ignore[arg-type]


def of_window(first: date, last: date) -> Refusal | None:
    return refusal(WINDOW, whole_days(first, last, BERLIN), now=NOW, zone=BERLIN)


def test_within_its_hours_a_room_can_be_booked() -> None:
    assert of_room(NEXT, 8, 22) is None
    assert of_room(NEXT, 0, 0, opens=None, closes=None) is None


@pytest.mark.parametrize(
    ("day", "starts", "ends", "why"),
    [
        (TODAY, 10, 12, Refusal.OVER),
        (NEXT, 7, 9, Refusal.TOO_EARLY),
        (NEXT, 21, 23, Refusal.TOO_LATE),
        (NEXT, 21, 0, Refusal.TOO_LATE),
        (date(2026, 12, 25), 9, 10, Refusal.TOO_FAR),
    ],
)
def test_a_room_says_why_not(day: date, starts: int, ends: int, why: Refusal) -> None:
    assert of_room(day, starts, ends) is why


def test_the_last_day_can_still_be_booked() -> None:
    assert last_day_of(ROOM, TODAY) == date(2026, 12, 24)
    assert of_room(date(2026, 12, 24), 9, 10) is None


def test_a_room_is_booked_within_one_day() -> None:
    span = Span(
        starts_at=hours_of_day(NEXT, time(20), time(22), BERLIN).starts_at,
        ends_at=hours_of_day(date(2026, 12, 4), time(8), time(9), BERLIN).ends_at,
    )

    assert refusal(ROOM, span, now=NOW, zone=BERLIN) is Refusal.TOO_LONG


def test_what_is_not_offered_cannot_be_booked() -> None:
    assert of_room(NEXT, 9, 10, is_offered=False) is Refusal.NOT_OFFERED


def test_a_window_can_be_booked_from_today_on_for_a_month() -> None:
    assert of_window(TODAY, TODAY) is None
    assert of_window(NEXT, date(2027, 1, 2)) is None
    assert of_window(NEXT, date(2027, 1, 3)) is Refusal.TOO_LONG
    assert of_window(date(2026, 11, 25), TODAY) is Refusal.OVER


def test_slices_follow_the_rhythm() -> None:
    span = whole_days(NEXT, NEXT, BERLIN)

    assert slices_of(WINDOW, span, BERLIN) == (span.starts_at,)
    assert len(slices_of(ROOM, span, BERLIN)) == 96


def test_the_open_span_of_a_day_is_its_hours_or_all_of_it() -> None:
    assert open_span(ROOM, NEXT, BERLIN) == hours_of_day(NEXT, time(8), time(22), BERLIN)
    assert open_span(WINDOW, NEXT, BERLIN) == whole_days(NEXT, NEXT, BERLIN)
