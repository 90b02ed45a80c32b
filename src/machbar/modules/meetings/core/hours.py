"""Hours of talks, counted in quarters: never a float. A table of projects and months with its sums."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

MONTHS = 12
Key = TypeVar("Key")


@dataclass(frozen=True, kw_only=True)
class HoursRow(Generic[Key]):
    """The quarters of an hour in each of the twelve months for one key."""

    key: Key
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """The year."""
        return sum(self.months)


@dataclass(frozen=True, kw_only=True)
class HoursTable(Generic[Key]):
    """All rows, the most hours first, and the sum of each month."""

    rows: tuple[HoursRow[Key], ...]
    months: tuple[int, ...]

    @property
    def total(self) -> int:
        """Everything in the table."""
        return sum(self.months)


def hours_table(entries: Iterable[tuple[Key, int, int]]) -> HoursTable[Key]:
    """Add up entries of (key, month from 1 to 12, quarters); rows with equal sums keep the order of the entries."""
    found: dict[Key, list[int]] = defaultdict(lambda: [0] * MONTHS)
    for key, month, quarters in entries:
        found[key][month - 1] += quarters
    rows = [HoursRow(key=key, months=tuple(months)) for key, months in found.items()]
    rows.sort(key=lambda row: -row.total)
    sums = [sum(row.months[month] for row in rows) for month in range(MONTHS)]
    return HoursTable(rows=tuple(rows), months=tuple(sums))


def in_hours(quarters: int) -> str:
    """Quarters as hours with a decimal comma: 5 is `1,25`, 4 is `1`."""
    whole, rest = divmod(quarters, 4)
    decimals = ("", "25", "5", "75")[rest]
    return f"{whole},{decimals}" if decimals else str(whole)
