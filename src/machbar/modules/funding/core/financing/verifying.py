"""Checks a plan in whole cents against every rule, without the search's model: no plan is shown that fails here.

Rule numbers are those of docs/financing.md. Grants, ceilings, Bagatellgrenzen, bills and choices of
programmes must hold exactly. What rounding can touch may be missed by at most one cent per item of the case.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction

from machbar.modules.funding.core.financing.model import Case, Kind, Plan, Programme
from machbar.modules.funding.core.financing.rows import Rule


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a plan breaks, with the programmes (or the item) it concerns, and by how many cents."""

    rule: Rule
    concerns: tuple[str, ...]
    by: Fraction


def violations(case: Case, plan: Plan, *, rounding: int = 1) -> tuple[Violation, ...]:
    """Every rule the plan breaks; empty for a plan that may be shown.

    ``rounding`` are the cents per item by which what rounding can touch may be missed.
    """
    return tuple(_Check(case, plan, rounding).all())


class _Check:
    def __init__(self, case: Case, plan: Plan, rounding: int) -> None:
        self.case = case
        self.plan = plan
        self.used = [case.by_id[name] for name in plan.programmes]
        self.rounding = rounding
        self.tolerance = rounding * len(case.items)

    def all(self) -> Iterator[Violation]:
        yield from self.bills()
        yield from self.sources()
        yield from self.conflicts()
        yield from self.same_cost()
        yield from self.de_minimis()
        rules: tuple[Callable[[Programme], Iterator[Violation]], ...] = (
            self.eligibility,
            self.grant,
            self.base_bounds,
            self.own_share,
            self.public_cap,
            self.cofinancing,
            self.requirements,
        )
        for programme in self.used:
            for rule in rules:
                yield from rule(programme)

    # Sums

    def paid(self, payers: Iterable[Programme], items: Iterable[str]) -> int:
        names, places = {p.id for p in payers}, set(items)
        return sum(
            amount
            for (payer, item), amount in self.plan.flows.items()
            if payer in names and item in places
        )

    def base(self, programme: Programme) -> Fraction:
        parts = (self.part(programme, item) for item in programme.eligible)
        return sum(parts, Fraction(programme.inkind_recognised))

    def part(self, programme: Programme, item: str) -> Fraction:
        return self.plan.bases.get((programme.id, item), Fraction(0))

    # Rules

    def bills(self) -> Iterator[Violation]:
        """Rule 1: every bill is paid once and in full; no amount is negative."""
        for item in self.case.items:
            paid = sum(self.plan.flows.get((p.id, item.id), 0) for p in self.used)
            paid += self.plan.own.get(item.id, 0)
            paid += self.plan.donations.get(item.id, 0)
            yield from _equal(Rule.BILL, (item.id,), paid, item.cost)
        amounts = [*self.plan.flows.values()]
        amounts += [*self.plan.own.values(), *self.plan.donations.values()]
        yield from _at_most(Rule.BILL, (), -min(amounts, default=0), 0)

    def sources(self) -> Iterator[Violation]:
        """Rule 1: no more donations than there are; money comes from used programmes only."""
        yield from _at_most(Rule.DONATIONS, (), self.plan.donations_used, self.case.donations)
        for (payer, _item), amount in self.plan.flows.items():
            if payer not in self.plan.programmes:
                yield Violation(rule=Rule.ELIGIBLE, concerns=(payer,), by=Fraction(amount))

    def eligibility(self, programme: Programme) -> Iterator[Violation]:
        """Rule 2: money only for eligible items, and for the part of them in the base."""
        for item in self.case.items:
            paid = self.plan.flows.get((programme.id, item.id), 0)
            part = self.part(programme, item.id)
            concerns = (programme.id, item.id)
            most = Fraction(item.cost) if item.id in programme.eligible else Fraction(0)
            yield from _at_most(Rule.ELIGIBLE, concerns, part, most)
            yield from _at_most(Rule.ELIGIBLE, concerns, -part, 0)
            rounding = self.rounding if item.id in programme.eligible else 0
            yield from _at_most(Rule.ELIGIBLE, concerns, paid, part, rounding)

    def grant(self, programme: Programme) -> Iterator[Violation]:
        """Rule 3: rate, fixed amount, Bagatellgrenze and one cent, ceiling."""
        grant, name = self.plan.grant(programme.id), (programme.id,)
        if programme.bounding_rate is not None:
            most = programme.bounding_rate * self.base(programme)
            yield from _at_most(Rule.RATE, name, grant, most)
        if programme.kind is Kind.FIXED:
            yield from _equal(Rule.AMOUNT, name, grant, programme.amount or 0)
        yield from _at_most(Rule.MIN, name, max(programme.min, 1), grant)
        if programme.max is not None:
            yield from _at_most(Rule.MAX, name, grant, programme.max)

    def base_bounds(self, programme: Programme) -> Iterator[Violation]:
        """Rule 3: bounds of the base."""
        base, name = self.base(programme), (programme.id,)
        yield from _at_most(Rule.MINBASE, name, programme.minbase, base)
        if programme.maxbase is not None:
            yield from _at_most(Rule.MAXBASE, name, base, programme.maxbase)

    def own_share(self, programme: Programme) -> Iterator[Violation]:
        """Rule 4: the own contribution on its items, wherever in the items it lies."""
        own = programme.inkind_recognised
        for item in programme.eligible:
            own += self.plan.own.get(item, 0)
            if programme.donations_count:
                own += self.plan.donations.get(item, 0)
        least = programme.own_share * self.base(programme)
        yield from _at_most(Rule.OWN_SHARE, (programme.id,), least, own, self.tolerance)

    def public_cap(self, programme: Programme) -> Iterator[Violation]:
        """Rule 5: all public money on its items."""
        if programme.public_cap is not None:
            public = self.paid((p for p in self.used if p.public), programme.eligible)
            most = programme.public_cap * self.base(programme)
            yield from _at_most(Rule.PUBLIC_CAP, (programme.id,), public, most, self.tolerance)

    def cofinancing(self, programme: Programme) -> Iterator[Violation]:
        """Rule 6: the national public money of others on its items."""
        others = (p for p in self.used if p.national_public and p.id != programme.id)
        national = self.paid(others, programme.eligible)
        least = programme.cofin * self.plan.grant(programme.id)
        yield from _at_most(Rule.COFIN, (programme.id,), least, national, self.tolerance)

    def requirements(self, programme: Programme) -> Iterator[Violation]:
        """Rule 7: required programmes are used."""
        for other in sorted(set(programme.requires).difference(self.plan.programmes)):
            yield Violation(rule=Rule.REQUIRES, concerns=(programme.id, other), by=Fraction(1))

    def conflicts(self) -> Iterator[Violation]:
        """Rules 3 and 7: project conflicts, and a full financing stands alone."""
        for a, b in self.case.project_conflicts:
            if a in self.plan.programmes and b in self.plan.programmes:
                yield Violation(rule=Rule.PROJECT_CONFLICT, concerns=(a, b), by=Fraction(1))
        if len(self.used) > 1:
            for programme in self.used:
                if programme.kind is Kind.FULL:
                    yield Violation(rule=Rule.FULL, concerns=(programme.id,), by=Fraction(1))

    def same_cost(self) -> Iterator[Violation]:
        """Rule 7: the bases of both do not overlap in any item."""
        for a, b in self.case.same_cost_conflicts:
            if not {a, b} <= set(self.plan.programmes):
                continue
            for item in self.case.items:
                parts = (self.plan.bases.get((p, item.id), Fraction(0)) for p in (a, b))
                concerns = (a, b, item.id)
                yield from _at_most(Rule.SAME_COST_CONFLICT, concerns, sum(parts), item.cost)

    def de_minimis(self) -> Iterator[Violation]:
        """Rule 8: room for de-minimis aid."""
        if self.case.de_minimis_left is not None:
            granted = sum(self.plan.grant(p.id) for p in self.used if p.de_minimis)
            yield from _at_most(Rule.DE_MINIMIS, (), granted, self.case.de_minimis_left)


def _at_most(
    rule: Rule,
    concerns: tuple[str, ...],
    value: Fraction | int,
    most: Fraction | int,
    rounding: int = 0,
) -> Iterator[Violation]:
    if value > most + rounding:
        yield Violation(rule=rule, concerns=concerns, by=Fraction(value - most))


def _equal(rule: Rule, concerns: tuple[str, ...], value: int, wanted: int) -> Iterator[Violation]:
    if value != wanted:
        yield Violation(rule=rule, concerns=concerns, by=Fraction(abs(value - wanted)))
