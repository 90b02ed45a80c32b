"""A financing case and its answer. Money is whole cents; shares are exact fractions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction


class Kind(StrEnum):
    """How a grant is measured (Finanzierungsart, VV to § 44 LHO; funding-rules 2.1)."""

    SHARE = "share"
    FIXED = "fixed"
    FULL = "full"
    GAP = "gap"


class Status(StrEnum):
    """Whether the plan can be paid; ``bounded`` means a limit ended the search before the proof."""

    OPTIMAL = "optimal"
    INFEASIBLE = "infeasible"
    BOUNDED = "bounded"


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing to be paid; ``cost`` in cents."""

    id: str
    cost: int


@dataclass(frozen=True, kw_only=True)
class Programme:
    """One programme with the parameters of financing.md, section 2; amounts in cents, None means no such bound."""

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
        """The rate that bounds the grant: none for a fixed grant without a rate, 1 for full and where none is given."""
        if self.kind is Kind.FULL:
            return Fraction(1)
        if self.kind is Kind.FIXED:
            return self.rate
        return Fraction(1) if self.rate is None else self.rate


@dataclass(frozen=True, kw_only=True)
class Case:
    """One financing problem; amounts in cents."""

    id: str
    items: tuple[Item, ...]
    programmes: tuple[Programme, ...]
    own_cash_available: int
    donations: int = 0
    de_minimis_left: int | None = None
    project_conflicts: tuple[tuple[str, str], ...] = ()
    same_cost_conflicts: tuple[tuple[str, str], ...] = ()

    @property
    def cost(self) -> int:
        """What everything costs together, in cents."""
        return sum(item.cost for item in self.items)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """Who pays what, in cents. ``bases`` is the part of an item's cost that counts for a programme's grant."""

    programmes: tuple[str, ...]
    flows: Mapping[tuple[str, str], int] = field(default_factory=dict)
    bases: Mapping[tuple[str, str], int] = field(default_factory=dict)
    own: Mapping[str, int] = field(default_factory=dict)
    donations: Mapping[str, int] = field(default_factory=dict)
    admin: Fraction = Fraction(0)

    @property
    def own_cash(self) -> int:
        """All own money, in cents."""
        return sum(self.own.values())

    @property
    def donations_used(self) -> int:
        """All donations that are used, in cents."""
        return sum(self.donations.values())

    def grant(self, programme: str) -> int:
        """The grant of one programme, in cents."""
        return sum(amount for (payer, _item), amount in self.flows.items() if payer == programme)


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The best plan, how far it is proven, what binds it, and the next best sets of programmes."""

    case: Case
    status: Status
    plan: Plan
    missing: int = 0
    gap: int = 0
    binding: tuple[str, ...] = ()
    alternatives: tuple[Plan, ...] = ()
