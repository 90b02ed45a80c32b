"""When a backup is due, and which old ones may go: pure, over the moments at which backups were made.

Moments are in the town's time. A clock that jumps makes no second backup of a night, and never stops them for good.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

AHEAD = timedelta(hours=26)
"""A backup that lies further in the future was made by a clock that ran wrong, and counts for no night."""

RECENT = timedelta(days=3)
"""So long every backup stays: whoever makes one after a mishap must not lose the good one of the night before it."""


@dataclass(frozen=True, kw_only=True)
class Keep:
    """How many days, weeks and months keep their newest backup."""

    daily: int
    weekly: int
    monthly: int


def last_slot(now: datetime, hour: int) -> datetime:
    """The last time that the clock struck the hour."""
    slot = now.replace(hour=hour, minute=0, second=0, microsecond=0)
    return slot if slot <= now else slot - timedelta(days=1)


def next_slot(now: datetime, hour: int) -> datetime:
    """The next time that the clock strikes the hour."""
    return last_slot(now, hour) + timedelta(days=1)


def is_due(made: list[datetime], now: datetime, hour: int) -> bool:
    """Whether no backup was made since the hour struck."""
    slot = last_slot(now, hour)
    return not any(slot <= each <= now + AHEAD for each in made)


def superfluous(made: Mapping[str, datetime], keep: Keep) -> list[str]:
    """The names that neither a day nor a week nor a month needs; the newest and `RECENT` ones are never among them."""
    newest_first = sorted(made, key=lambda name: (made[name], name), reverse=True)
    kept = {name for name in newest_first if made[newest_first[0]] - made[name] < RECENT}
    kinds: list[tuple[int, Callable[[date], object]]] = [
        (keep.daily, lambda day: day),
        (keep.weekly, lambda day: day.isocalendar()[:2]),
        (keep.monthly, lambda day: (day.year, day.month)),
    ]
    for count, period_of in kinds:
        firsts: dict[object, str] = {}
        for name in newest_first:
            firsts.setdefault(period_of(made[name].date()), name)
        kept |= set(list(firsts.values())[:count])
    return [name for name in newest_first if name not in kept]
