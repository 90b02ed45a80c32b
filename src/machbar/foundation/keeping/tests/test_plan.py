"""Which backups stay, and when one is due: a clock that jumps makes no second one, and stops none for good."""

from datetime import datetime, timedelta

import pytest

from machbar.foundation.keeping.choices import keep_of
from machbar.foundation.keeping.plan import Keep, is_due, next_slot, superfluous

KEEP = Keep(daily=7, weekly=5, monthly=12)
NIGHT = datetime(2031, 3, 30, 3, 0, 5)  # noqa: DTZ001 - the town's own time


def nights(count: int) -> dict[str, datetime]:
    """One backup each night, the newest of all at `NIGHT`."""
    return {str(n): NIGHT - timedelta(days=n) for n in range(count)}


def test_after_two_years_of_nights_days_weeks_and_months_have_one_each() -> None:
    made = nights(730)

    left = [made[name].date() for name in made if name not in set(superfluous(made, KEEP))]

    # A Sunday: the newest of its week is that day itself. Each night before, the same had been cleared away.
    assert [str(day) for day in left] == [
        *("2031-03-30", "2031-03-29", "2031-03-28", "2031-03-27", "2031-03-26", "2031-03-25"),
        *("2031-03-24", "2031-03-23", "2031-03-16", "2031-03-09", "2031-03-02", "2031-02-28"),
        *("2031-01-31", "2030-12-31", "2030-11-30", "2030-10-31", "2030-09-30", "2030-08-31"),
        *("2030-07-31", "2030-06-30", "2030-05-31", "2030-04-30"),
    ]


def test_clearing_night_by_night_leaves_weeks_and_months_and_always_the_newest() -> None:
    made: dict[str, datetime] = {}
    for name, at in reversed(nights(400).items()):
        made[name] = at
        for gone in superfluous(made, KEEP):
            del made[gone]
        assert name in made

    assert len(made) == 22
    assert superfluous({"only": NIGHT}, Keep(daily=1, weekly=0, monthly=0)) == []


def test_what_is_made_by_hand_after_a_mishap_takes_no_good_one_away() -> None:
    """Neither at once nor the night after: the backups of three days all stay."""
    good, by_hand = NIGHT, NIGHT + timedelta(hours=9)
    made = {**nights(60), "by hand": by_hand}
    assert {"0", "1", "2"}.isdisjoint(superfluous(made, KEEP))

    made |= {f"later {n}": good + timedelta(days=n) for n in (1, 2, 3)}
    gone = set(superfluous(made, KEEP))
    assert "0" in gone
    assert "by hand" not in gone


@pytest.mark.parametrize(
    ("newest", "now", "due"),
    [
        (None, NIGHT, True),
        (NIGHT - timedelta(days=1), NIGHT, True),
        (NIGHT, NIGHT, False),
        (NIGHT, NIGHT + timedelta(hours=23), False),
        (NIGHT, NIGHT - timedelta(hours=1), False),  # the clock was put back
        (NIGHT, NIGHT - timedelta(days=1), False),
        (NIGHT + timedelta(days=400), NIGHT, True),  # it had run wrong for a while
        (NIGHT, NIGHT + timedelta(days=400), True),
    ],
)
def test_a_backup_is_due_once_a_night(newest: datetime | None, now: datetime, due: bool) -> None:
    assert is_due([newest] if newest else [], now, 3) == due


def test_the_next_one_comes_when_the_clock_strikes() -> None:
    assert next_slot(NIGHT, 3) == datetime(2031, 3, 31, 3)  # noqa: DTZ001
    assert next_slot(NIGHT, 4) == datetime(2031, 3, 30, 4)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "keep"),
    [
        ("7,5,12", KEEP),
        ("1, 0, 0", Keep(daily=1, weekly=0, monthly=0)),
        ("0,5,12", None),
        ("7,5", None),
        ("7,5,x", None),
        ("7,5,999", None),
    ],
)
def test_three_numbers_say_how_many_stay(text: str, keep: Keep | None) -> None:
    assert keep_of(text) == keep
