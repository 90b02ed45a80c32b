"""Questions for the room that nobody answers: their time is kept as promised, given free, and the guest is told."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from machbar.foundation.post.models import Letter
from machbar.foundation.surfaces.module import DayItem
from machbar.foundation.testing import make_town
from machbar.foundation.ui.formats import long_date
from machbar.modules.premises.core.slices import hours_of_day
from machbar.modules.premises.exceptions import AlreadyDecided
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.selectors.rooms import coming_room_bookings
from machbar.modules.premises.services.room_lapsing import give_unanswered_free
from machbar.modules.premises.services.rooms import confirm_room
from machbar.modules.premises.surfaces.rooms import room_day_part
from machbar.modules.premises.tests.builders.rooms import (
    SIX,
    lotse_of,
    make_room,
    make_room_booked,
    make_room_booking,
)
from machbar.modules.premises.words.times import kept

pytestmark = pytest.mark.django_db
FAR = hours_of_day(date(2027, 1, 14), time(18), time(20), BERLIN)
OVER = datetime(2026, 12, 10, 23, 0, tzinfo=UTC)  # midnight after the fourteenth day


def test_a_time_is_kept_two_weeks_and_then_given_free_once_with_one_mail() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room, span=FAR, is_public=True)

    early = give_unanswered_free(town=room.town, at=OVER - timedelta(seconds=1))
    found = [give_unanswered_free(town=room.town, at=OVER) for _ in range(2)]

    booking.refresh_from_db()
    assert (early, found) == (0, [1, 0])
    assert (booking.state, booking.is_public, booking.needs_call) == ("lapsed", False, False)
    asked, lapsed = Letter.objects.order_by("pk")
    assert "längstens bis Donnerstag, 10. Dezember 2026." in asked.body
    assert "Wir haben nicht rechtzeitig geantwortet." in lapsed.body
    assert lapsed.recipient == "anna@example.invalid"
    make_room_booking(room, span=FAR, contact="b@example.invalid")


def test_the_town_says_how_soon_it_answers_and_a_promise_given_stays() -> None:
    town = make_town(answer_days=3)
    booking = make_room_booking(make_room(town), span=FAR)
    town.answer_days = 1
    town.save(update_fields=["answer_days"])

    booking.refresh_from_db()
    assert booking.last_day_kept == date(2026, 12, 2)


def test_no_time_is_kept_past_its_beginning() -> None:
    room = make_room(make_town())
    booking = make_room_booking(room)

    assert kept(booking).endswith("längstens bis zum Beginn.")
    assert give_unanswered_free(town=room.town, at=SIX.starts_at - timedelta(seconds=1)) == 0
    assert give_unanswered_free(town=room.town, at=SIX.starts_at) == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomBooking.objects.update(state="asked", kept_until=SIX.ends_at)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoomBooking.objects.update(state="asked", kept_until=None)


def test_whoever_has_no_mail_is_called_and_spam_hears_nothing() -> None:
    room = make_room(make_town())
    called = make_room_booking(room, span=FAR, contact="05353 12345")
    make_room_booking(room, is_suspicious=True)

    assert give_unanswered_free(town=room.town, at=OVER) == 2

    assert list(RoomBooking.objects.filter(needs_call=True)) == [called]
    assert Letter.objects.count() == 0


def test_our_yes_counts_until_the_clock_strikes_and_never_after_the_end() -> None:
    room = make_room(make_town())
    booking, late = make_room_booking(room, span=FAR), make_room_booking(room)

    confirm_room(booking=booking, by=lotse_of(room), at=OVER)
    with pytest.raises(AlreadyDecided):
        confirm_room(booking=late, by=lotse_of(room), at=SIX.ends_at)

    assert give_unanswered_free(town=room.town, at=OVER + timedelta(days=1)) == 1
    booking.refresh_from_db()
    assert booking.state == "booked"
    with pytest.raises(AlreadyDecided):
        confirm_room(booking=late, by=lotse_of(room), at=SIX.starts_at)


def test_what_the_team_books_lapses_never() -> None:
    room = make_room(make_town())
    make_room_booking(room, by=lotse_of(room))

    assert give_unanswered_free(town=room.town, at=OVER) == 0


def test_the_day_page_says_how_long_a_time_is_kept_and_warns_in_the_last_days() -> None:
    room = make_room(make_town())
    make_room_booking(room, span=FAR, title="Lesung")
    by = lotse_of(room)

    def item(day: date) -> DayItem:
        part = room_day_part(by, day)
        assert part is not None
        [found] = part.items
        return found

    early, late = item(date(2026, 12, 7)), item(date(2026, 12, 8))
    assert early.detail == "Lesung; ohne unsere Antwort nur bis 10. Dezember freigehalten"
    assert (early.is_late, late.is_late) == (False, True)
    give_unanswered_free(town=room.town, at=OVER)
    assert room_day_part(by, date(2026, 12, 11)) is None
    assert coming_room_bookings(by, OVER).count() == 1


def test_the_guests_page_says_what_holds_before_and_after(client: Client) -> None:
    room = make_room(make_town())
    now = datetime.now(UTC)
    day = now.astimezone(BERLIN).date()
    span = hours_of_day(day + timedelta(days=60), time(18), time(20), BERLIN)
    booked = make_room_booked(room, span=span, at=now)
    page, last = f"/raumbuchung/{booked.token}/", long_date(day + timedelta(days=14))

    assert f"längstens bis {last}." in client.get(page).content.decode()
    give_unanswered_free(town=room.town, at=now + timedelta(days=16))
    after = client.get(page).content.decode()

    assert "Wir haben nicht rechtzeitig geantwortet." in after
    assert last not in after
