"""How many shops of a street stand empty: counted from what walkers saw, never guessed.

The rate is empty / (in use + empty + partly empty). Houses without a ground-floor shop and houses at which nothing
could be seen count neither above nor below the line; both are named beside it, so that a rate over few houses is seen
as one. A partly empty house counts below the line only.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction


class Look(StrEnum):
    """What was seen at one house."""

    USED = "used"
    EMPTY = "empty"
    PARTLY = "partly"
    NO_SHOP = "no_shop"
    UNCLEAR = "unclear"


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many houses of a street, or of all, were seen how; ``houses`` are those on the list."""

    houses: int = 0
    seen: Mapping[Look, int] = field(default_factory=dict)

    def of(self, look: Look) -> int:
        """How many were seen so."""
        return self.seen.get(look, 0)

    @property
    def counted(self) -> int:
        """Below the line: houses with a shop of which somebody saw whether it is used."""
        return self.of(Look.USED) + self.of(Look.EMPTY) + self.of(Look.PARTLY)

    @property
    def looked_at(self) -> int:
        """Houses at which somebody has looked, whatever was seen there."""
        return sum(self.seen.values())

    @property
    def open(self) -> int:
        """Houses on the list that nobody has looked at."""
        return self.houses - self.looked_at

    @property
    def share(self) -> Fraction | None:
        """The vacancy rate exactly; None where nothing can be counted."""
        return Fraction(self.of(Look.EMPTY), self.counted) if self.counted else None

    @property
    def rate(self) -> int | None:
        """The vacancy rate in hundredths of a percent, half rounded up; None where nothing can be counted."""
        if not self.counted:
            return None
        return (20_000 * self.of(Look.EMPTY) + self.counted) // (2 * self.counted)


@dataclass(frozen=True, kw_only=True)
class Round:
    """One walk-round: its day, and what was seen street by street."""

    key: str
    on: date
    streets: Mapping[str, Counts]

    @property
    def total(self) -> Counts:
        """All its streets together."""
        seen: Counter[Look] = Counter()
        for counts in self.streets.values():
            seen.update(counts.seen)
        return Counts(
            houses=sum(counts.houses for counts in self.streets.values()), seen=dict(seen)
        )


@dataclass(frozen=True, kw_only=True)
class Change:
    """A street in two rounds, and by how much its vacancy rose."""

    street: str
    before: Counts
    now: Counts

    @property
    def is_whole(self) -> bool:
        """Whether every house was looked at both times; else a difference says nothing about the street."""
        return not self.before.open and not self.now.open

    @property
    def by(self) -> Fraction | None:
        """The exact difference of both rates, positive where more stands empty; None where it says nothing."""
        before, now = self.before.share, self.now.share
        if before is None or now is None or not self.is_whole:
            return None
        return now - before


def count_round(
    key: str, on: date, houses: Mapping[str, int], ticks: Iterable[tuple[str, Look]]
) -> Round:
    """A round from the number of houses by street and its ticks (street, look)."""
    seen: dict[str, Counter[Look]] = {street: Counter() for street in houses}
    for street, look in ticks:
        seen.setdefault(street, Counter())[look] += 1
    return Round(
        key=key,
        on=on,
        streets={
            street: Counts(houses=max(houses.get(street, 0), counter.total()), seen=dict(counter))
            for street, counter in sorted(seen.items())
        },
    )


def compare(before: Round, now: Round) -> Sequence[Change]:
    """The streets that both rounds have walked, in their order."""
    return [
        Change(street=street, before=before.streets[street], now=counts)
        for street, counts in now.streets.items()
        if street in before.streets
    ]


def compare_total(before: Round, now: Round) -> Change | None:
    """All streets together in two rounds; None where they have not walked the same streets: what differs is then the
    town and not its vacancy."""
    if before.streets.keys() != now.streets.keys():
        return None
    return Change(street="", before=before.total, now=now.total)
