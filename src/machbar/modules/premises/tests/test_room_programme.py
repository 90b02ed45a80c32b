"""What the bookings of the house show: the programme, calendars, free hours and days, the day page."""

from datetime import UTC, date, datetime, time

import pytest

from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor, make_town
from machbar.modules.premises.core.slices import Span, hours_of_day
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.selectors.rooms import (
    Stretch,
    programme,
    programme_with_gone,
    room_bookings_of_the_day,
    room_days,
    stretches,
)
from machbar.modules.premises.services.rooms import (
    call_off_room_as_house,
)
from machbar.modules.premises.tests.builders.rooms import (
    EIGHT,
    MORNING,
    SIX,
    THURSDAY,
    days_from,
    lotse_of,
    make_room,
    make_room_booking,
    make_window,
)

pytestmark = pytest.mark.django_db


def test_the_programme_has_what_is_public_and_confirmed() -> None:
    room = make_room(make_town())
    shown = make_room_booking(room, by=lotse_of(room), is_public=True)
    make_room_booking(room, span=EIGHT, is_public=True)  # only asked for
    make_room_booking(make_window(room.town), span=days_from(THURSDAY, 2), by=lotse_of(room))

    assert list(programme(room.town, MORNING)) == [shown]


def test_calendars_hear_of_what_is_called_off_but_never_of_what_was_only_asked_for() -> None:
    room = make_room(make_town())
    by = lotse_of(room)
    shown = make_room_booking(room, by=by, is_public=True)
    asked = make_room_booking(room, span=EIGHT, is_public=True)

    for booking in (shown, asked):
        call_off_room_as_house(booking=booking, by=by, at=MORNING, reason="Frost.")

    assert list(programme_with_gone(room.town, MORNING)) == [shown]


def test_a_day_shows_what_is_free_and_what_is_taken() -> None:
    room = make_room(make_town())
    make_room_booking(room)
    make_room_booking(room, span=EIGHT, by=lotse_of(room), is_public=True, title="Lesung")

    [day] = [each for each in room_days(room, THURSDAY, MORNING) if each.day == THURSDAY]

    assert day.free == (
        hours_of_day(THURSDAY, time(8), time(18), BERLIN),
        hours_of_day(THURSDAY, time(21), time(22), BERLIN),
    )
    assert [(each.span, each.title) for each in day.taken] == [(SIX, ""), (EIGHT, "Lesung")]


def test_today_what_is_over_is_not_free() -> None:
    room = make_room(make_town())
    now = datetime(2026, 11, 26, 20, 30, tzinfo=UTC)

    first, second = room_days(room, date(2026, 11, 26), now)[:2]

    assert first.free == (Span(starts_at=now, ends_at=datetime(2026, 11, 26, 21, tzinfo=UTC)),)
    assert len(second.free) == 1
    assert room_days(room, date(2028, 1, 1), now) == []


def test_a_window_is_free_in_stretches_of_days() -> None:
    window = make_window(make_town(), weeks_ahead=1)
    make_room_booking(window, span=days_from(date(2026, 11, 28), 2))

    assert stretches(window, MORNING) == [
        Stretch(first=date(2026, 11, 26), last=date(2026, 11, 27), is_free=True),
        Stretch(first=date(2026, 11, 28), last=date(2026, 11, 29), is_free=False),
        Stretch(first=date(2026, 11, 30), last=THURSDAY, is_free=True),
    ]


def test_the_day_page_reads_requests_calls_and_todays_bookings_of_this_town_alone() -> None:
    room = make_room(make_town())
    other = make_room(make_town(key="other", host="other.example.org"))
    asked = make_room_booking(room)
    today = make_room_booking(room, span=EIGHT, by=lotse_of(room))
    make_room_booking(other)

    def read(day: date) -> list[RoomBooking]:
        return list(room_bookings_of_the_day(lotse_of(room), day))

    assert read(date(2026, 11, 26)) == [asked]
    assert read(THURSDAY) == [asked, today]
    assert (
        list(room_bookings_of_the_day(make_actor(Role.TREASURER, town=room.town), THURSDAY)) == []
    )
