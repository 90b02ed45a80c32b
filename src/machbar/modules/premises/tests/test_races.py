"""Several hands at once at one search or booking: one wins, nothing is told twice, what has ended stays ended."""

from pathlib import Path

import pytest

from tests.racing import race

pytestmark = pytest.mark.django_db(transaction=True)


def test_of_clicks_at_once_one_wins_and_a_withdrawn_search_stays_withdrawn(tmp_path: Path) -> None:
    assert race("searches", tmp_path) == {
        "published": 1,
        "published_events": 1,
        "withdrawn": 1,
        "state": "settled",
        "is_public": False,
        "steps_lost": 0,
        "asked": 1,
        "renewal_mails": 1,
        "expired": 1,
        "expired_events": 1,
    }


def test_of_sixty_six_tries_at_overlapping_times_one_wins(tmp_path: Path) -> None:
    assert race("rooms", tmp_path) == {"tries": 66, "booked": 1, "rows": 1, "slices": 8, "mails": 1}


def test_of_clicks_at_once_each_booking_is_ended_once_and_told_once(tmp_path: Path) -> None:
    assert race("room_deeds", tmp_path) == {
        "ended": 10,
        "confirmed_twice": False,
        "slices": 0,
        "living": 0,
        "entries_too_many": 0,
        "mails_too_many": 0,
    }
