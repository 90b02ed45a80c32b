"""A financing case and its answer.

Amounts are whole cents, shares are exact fractions. The rules stand in docs/financing.md; every field of a case carries
the name that it has in the file (`contract.py`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil
from typing import TypeAlias

Pair: TypeAlias = tuple[str, str]
"""Two programme ids."""


class Kind(StrEnum):
    """How a grant is measured (Finanzierungsart)."""

    SHARE = "share"
    FIXED = "fixed"
    FULL = "full"
    GAP = "gap"


class Status(StrEnum):
    """Whether the project can be paid; ``bounded`` means a limit ended the search before the proof."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    BOUNDED = "bounded"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One position of the expenditure plan; ``cost`` in cents."""

    id: str
    cost: int


@dataclass(frozen=True, kw_only=True)
class Programme:
    """What a programme pays and what it asks for.

    ``rate`` None means "not given": 1, and no bound at all for a fixed grant. ``admin`` are effort points.
    """

    id: str
    eligible: frozenset[str]
    kind: Kind = Kind.SHARE
    rate: Fraction | None = None
    amount: int | None = None
    max: int | None = None
    min: int = 0
    minbase: int = 0
    maxbase: int | None = None
    public: bool = False
    national_public: bool = False
    public_cap: Fraction | None = None
    cofin: Fraction = Fraction(0)
    own_share: Fraction = Fraction(0)
    donations_count: bool = True
    inkind_recognised: int = 0
    de_minimis: bool = False
    requires: tuple[str, ...] = ()
    admin: Fraction = Fraction(1)

    @property
    def bounding_rate(self) -> Fraction | None:
        """The share of the base that bounds the grant; None for a fixed grant without a rate."""
        if self.kind is Kind.FULL:
            return Fraction(1)
        if self.rate is None:
            return None if self.kind is Kind.FIXED else Fraction(1)
        return self.rate

    @property
    def fixed_amount(self) -> int | None:
        """The grant of a fixed programme in cents, None for every other kind."""
        return (self.amount or 0) if self.kind is Kind.FIXED else None

    @property
    def least_grant(self) -> int:
        """A used programme pays at least its Bagatellgrenze, and never less than one cent."""
        return max(self.min, 1)


@dataclass(frozen=True, kw_only=True)
class Case:
    """One problem: pay for every item with the least own cash."""

    id: str
    items: tuple[Item, ...]
    programmes: tuple[Programme, ...] = ()
    own_cash_available: int
    donations: int = 0
    de_minimis_left: int | None = None
    project_conflicts: tuple[Pair, ...] = ()
    same_cost_conflicts: tuple[Pair, ...] = ()

    @cached_property
    def cost_of(self) -> dict[str, int]:
        """The cost of each item by its id."""
        return {item.id: item.cost for item in self.items}

    @cached_property
    def by_id(self) -> dict[str, Programme]:
        """The programmes by their ids, in alphabetical order."""
        return {p.id: p for p in sorted(self.programmes, key=lambda programme: programme.id)}

    @cached_property
    def cost(self) -> int:
        """The cost of the whole project."""
        return sum(self.cost_of.values())

    @cached_property
    def exclusive_pairs(self) -> frozenset[Pair]:
        """Programmes that cannot both be used: project conflicts, and everything beside a full financing.

        A programme in conflict with itself stands here as a pair with itself: it can never be used.
        """
        pairs = {_ordered(a, b) for a, b in self.project_conflicts}
        for full in self.programmes:
            if full.kind is Kind.FULL:
                pairs |= {_ordered(full.id, p.id) for p in self.programmes if p.id != full.id}
        return frozenset(pairs)

    @cached_property
    def same_cost_pairs(self) -> tuple[Pair, ...]:
        """The same-cost conflicts, each once, in alphabetical order."""
        return tuple(sorted({_ordered(a, b) for a, b in self.same_cost_conflicts}))

    def eligible_items(self, programme: Programme) -> tuple[str, ...]:
        """The items a programme may pay for, in the order of the case."""
        return tuple(item.id for item in self.items if item.id in programme.eligible)

    def admin_of(self, programmes: Iterable[str]) -> Fraction:
        """The effort points of a set of programmes."""
        return sum((self.by_id[p].admin for p in programmes), Fraction(0))


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who pays what, in cents: ``flows`` by (programme, item), ``own`` and ``donations`` by item.

    ``bases`` holds, by (programme, item), how much of the item's cost stands in the programme's base, exactly: the
    rules about bases are verified against it.
    """

    programmes: tuple[str, ...]
    admin: Fraction = Fraction(0)
    flows: Mapping[Pair, int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)
    donations: Mapping[str, int] = field(default_factory=dict)
    bases: Mapping[Pair, Fraction] = field(default_factory=dict)

    @property
    def own_cash(self) -> int:
        """All own money."""
        return sum(self.own.values())

    @property
    def donations_used(self) -> int:
        """All donations that are used."""
        return sum(self.donations.values())

    def grant(self, programme: str) -> int:
        """The grant of one programme."""
        return sum(amount for (payer, _item), amount in self.flows.items() if payer == programme)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """``plan`` is the best plan; where own cash does not reach, the best if own cash had no end.

    ``missing`` are the cents by which the least own cash exceeds what is available (0 where it does not). ``gap`` is
    by how many cents own cash might be lower where a limit ended the search (0 where the plan is proven). ``binding``
    holds codes of what would have to change (`binding.py`). ``alternatives_are_proven`` is False where such a limit
    ended the search for the next best sets.
    """

    case: Case
    status: Status
    plan: Plan
    missing: int = 0
    gap: int = 0
    binding: tuple[str, ...] = ()
    alternatives: tuple[Plan, ...] = ()
    alternatives_are_proven: bool = True


def _ordered(a: str, b: str) -> Pair:
    return (a, b) if a <= b else (b, a)


def dearer(case: Case, rise: Fraction) -> Case:
    """The case with every item dearer by the share ``rise`` (0.1 = 10 %), rounded up to the cent."""
    items = tuple(replace(item, cost=ceil(item.cost * (1 + rise))) for item in case.items)
    return replace(case, items=items)


def without(case: Case, programme: str) -> Case:
    """The case as it stands when ``programme`` says no; those that require it can no longer be used either."""
    gone = {programme}
    while True:
        more = {p.id for p in case.programmes if gone.intersection(p.requires)} - gone
        if not more:
            break
        gone |= more
    return replace(
        case,
        programmes=tuple(p for p in case.programmes if p.id not in gone),
        project_conflicts=_among(case.project_conflicts, gone),
        same_cost_conflicts=_among(case.same_cost_conflicts, gone),
    )


def _among(pairs: tuple[Pair, ...], gone: set[str]) -> tuple[Pair, ...]:
    return tuple(pair for pair in pairs if not gone & set(pair))
