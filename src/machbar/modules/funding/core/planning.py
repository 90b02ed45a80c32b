"""From what a team knows about its money to a financing case: pure values, no tables.

A programme that pays a share which nobody knows cannot be planned with: up to its highest sum it would count as full
financing, and a plan that adds up on that ground tells people something that nobody promised. It is left out and
named, so that somebody looks the share up in the guideline.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from machbar.modules.funding.core.financing import Case, Item, Kind, Plan, Programme
from machbar.modules.funding.core.record import CatalogueEntry

HUNDREDTHS = 10_000


@dataclass(frozen=True, kw_only=True)
class Cost:
    """One thing to be paid; ``cents`` without cents' fractions."""

    id: str
    label: str
    cents: int


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A programme taken into a plan, with the numbers of this project. Shares are hundredths of a percent.

    ``awarded`` is the sum of the award notice in cents; from then on it counts, whatever rate was planned.
    ``not_for`` are the ids of costs that the programme does not pay.
    """

    entry: CatalogueEntry
    kind: Kind
    rate: int | None
    amount: int | None
    most: int | None
    least: int
    own_share: int
    effort: int
    awarded: int | None = None
    not_for: frozenset[str] = frozenset()

    @property
    def can_be_planned(self) -> bool:
        """Whether we know by what the grant is measured."""
        if self.awarded is not None or self.kind is Kind.FULL:
            return True
        if self.kind is Kind.FIXED:
            return self.amount is not None
        if self.kind is Kind.GAP:
            return self.rate is not None or self.most is not None
        return self.rate is not None


@dataclass(frozen=True, kw_only=True)
class Purse:
    """Own money, donations and the room for de-minimis aid, in cents (None: nobody has said how much is left)."""

    own_cash: int = 0
    donations: int = 0
    de_minimis_left: int | None = None


def kind_of(entry: CatalogueEntry) -> Kind:
    """How a programme of the catalogue measures its grant; a fixed sum that nobody knows is planned as a share."""
    if entry.financing_type == "festbetrag" and entry.most is not None:
        return Kind.FIXED
    return {"fehlbedarf": Kind.GAP, "voll": Kind.FULL}.get(entry.financing_type, Kind.SHARE)


def case_of_plan(costs: Sequence[Cost], choices: Sequence[Choice], purse: Purse) -> Case:
    """The financing case of a project; programmes that cannot be planned with stay outside."""
    planned = [choice for choice in choices if choice.can_be_planned]
    ids = [cost.id for cost in costs]
    return Case(
        id="plan",
        items=tuple(Item(id=cost.id, cost=cost.cents) for cost in costs),
        programmes=tuple(_programme(choice, ids) for choice in planned),
        own_cash_available=purse.own_cash,
        donations=purse.donations,
        de_minimis_left=purse.de_minimis_left,
        project_conflicts=conflicts([choice.entry for choice in planned]),
    )


def conflicts(entries: Sequence[CatalogueEntry]) -> tuple[tuple[str, str], ...]:
    """Pairs of programmes of which one bans the other in the same project (cumulation rules of the guidelines)."""
    return tuple(
        (first.key, second.key)
        for at, first in enumerate(entries)
        for second in entries[at + 1 :]
        if first.excludes(second) or second.excludes(first)
    )


def dearer(costs: Iterable[Cost], percent: int) -> tuple[Cost, ...]:
    """The same things, each that much dearer, rounded to the cent (half a cent up)."""
    return tuple(
        Cost(id=cost.id, label=cost.label, cents=(cost.cents * (100 + percent) + 50) // 100)
        for cost in costs
    )


def grants_of(plan: Plan) -> Mapping[str, int]:
    """What each used programme pays, in cents."""
    return {key: plan.grant(key) for key in plan.programmes}


def _programme(choice: Choice, costs: Sequence[str]) -> Programme:
    entry = choice.entry
    is_awarded = choice.awarded is not None
    kind = Kind.FIXED if is_awarded else choice.kind
    return Programme(
        id=entry.key,
        eligible=frozenset(costs) - choice.not_for,
        kind=kind,
        rate=None if is_awarded or choice.rate is None else Fraction(choice.rate, HUNDREDTHS),
        amount=(choice.awarded if is_awarded else choice.amount) if kind is Kind.FIXED else None,
        max=None if is_awarded else choice.most,
        min=0 if is_awarded else choice.least,
        minbase=entry.least_cost or 0,
        maxbase=entry.most_cost,
        public=entry.is_public,
        national_public=entry.is_national_public,
        public_cap=None if entry.public_cap is None else Fraction(entry.public_cap, HUNDREDTHS),
        own_share=Fraction(choice.own_share, HUNDREDTHS),
        de_minimis=bool(entry.de_minimis),
        admin=Fraction(choice.effort),
    )
