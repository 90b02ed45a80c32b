"""Checks a plan against every rule in whole cents. Written independently of the solver, one function a rule.

Rounding may miss a rule by at most one cent per item (financing.md, section 2, rounding); bills are always exact.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from machbar.modules.funding.core.financing.model import Case, Kind, Plan, Programme


@dataclass(frozen=True, kw_only=True)
class Violation:
    """A rule that a plan breaks, for which programme or item, and by how many cents."""

    rule: str
    subject: str
    by: Fraction


def violations(case: Case, plan: Plan) -> tuple[Violation, ...]:
    """Every rule that the plan breaks beyond the rounding allowance."""
    allowance = len(case.items)
    used = [programme for programme in case.programmes if programme.id in plan.programmes]
    found = [*_bills(case, plan), *_conflicts(case, plan), *_purses(case, plan)]
    for programme in used:
        found += _flows_of(case, plan, programme)
        found += _grant(plan, programme)
        found += _own_contribution(plan, programme)
        found += _public_money(case, plan, programme)
    return tuple(each for each in found if each.rule == "bill" or each.by > allowance)


def _too_much(
    rule: str, subject: str, amount: Fraction | int, most: Fraction | int
) -> Iterator[Violation]:
    if amount > most:
        yield Violation(rule=rule, subject=subject, by=Fraction(amount) - Fraction(most))


def _bills(case: Case, plan: Plan) -> Iterator[Violation]:
    """Rule 1: every bill is paid exactly once, and nobody pays a negative amount."""
    for item in case.items:
        paid = plan.own.get(item.id, 0) + plan.donations.get(item.id, 0)
        paid += sum(amount for (_payer, what), amount in plan.flows.items() if what == item.id)
        if paid != item.cost:
            yield Violation(rule="bill", subject=item.id, by=Fraction(abs(paid - item.cost)))
    for amounts in (plan.own, plan.donations, plan.flows):
        if any(amount < 0 for amount in amounts.values()):
            yield Violation(rule="bill", subject="negative", by=Fraction(1))


def _purses(case: Case, plan: Plan) -> Iterator[Violation]:
    """Rules 1 and 8: no more donations than there are, no more de-minimis aid than is left."""
    yield from _too_much("donations", "", plan.donations_used, case.donations)
    if case.de_minimis_left is not None:
        aid = sum(plan.grant(each.id) for each in case.programmes if each.de_minimis)
        yield from _too_much("de_minimis", "", aid, case.de_minimis_left)


def _flows_of(case: Case, plan: Plan, programme: Programme) -> Iterator[Violation]:
    """Rule 2: money only for eligible items, at most for the part that counts, and that part within the bill."""
    costs = {item.id: item.cost for item in case.items}
    for (payer, item), amount in plan.flows.items():
        if payer != programme.id:
            continue
        if item not in programme.eligible and amount:
            yield Violation(rule="eligible", subject=payer, by=Fraction(amount) + len(case.items))
        yield from _too_much("flow", payer, amount, plan.bases.get((payer, item), 0))
    for (payer, item), base in plan.bases.items():
        if payer == programme.id:
            yield from _too_much("base", payer, base, costs[item])


def base_of(plan: Plan, programme: Programme) -> int:
    """The base of a programme's grant in cents: what counts of the items, and recognised volunteer work."""
    counted = sum(base for (payer, _item), base in plan.bases.items() if payer == programme.id)
    return counted + programme.inkind_recognised


def _grant(plan: Plan, programme: Programme) -> Iterator[Violation]:
    """Rule 3: rate, fixed sum, ceiling, least grant, bounds of the base, and full financing alone."""
    grant, base, key = plan.grant(programme.id), base_of(plan, programme), programme.id
    rate = programme.bounding_rate
    if rate is not None:
        yield from _too_much("rate", key, grant, rate * base)
    if programme.kind is Kind.FIXED and programme.amount is not None:
        yield from _too_much("amount", key, abs(grant - programme.amount), 0)
    if programme.kind is Kind.FULL and len(plan.programmes) > 1:
        yield Violation(rule="full", subject=key, by=Fraction(10**9))
    if programme.max is not None:
        yield from _too_much("max", key, grant, programme.max)
    yield from _too_much("min", key, max(programme.min, 1), grant)
    yield from _too_much("minbase", key, programme.minbase, base)
    if programme.maxbase is not None:
        yield from _too_much("maxbase", key, base, programme.maxbase)


def _own_contribution(plan: Plan, programme: Programme) -> Iterator[Violation]:
    """Rule 4: the least own contribution: own money, donations where they count, recognised volunteer work."""
    own = sum(amount for item, amount in plan.own.items() if item in programme.eligible)
    if programme.donations_count:
        own += sum(amount for item, amount in plan.donations.items() if item in programme.eligible)
    needed = programme.own_share * base_of(plan, programme)
    yield from _too_much("own_share", programme.id, needed, own + programme.inkind_recognised)


def _public_money(case: Case, plan: Plan, programme: Programme) -> Iterator[Violation]:
    """Rules 5 and 6: the ceiling of all public money, and the national co-financing that EU money asks for."""
    if programme.public_cap is not None:
        public = {each.id for each in case.programmes if each.public}
        most = programme.public_cap * base_of(plan, programme)
        yield from _too_much("public_cap", programme.id, _money_of(plan, programme, public), most)
    national = {each.id for each in case.programmes if each.national_public} - {programme.id}
    needed = programme.cofin * plan.grant(programme.id)
    yield from _too_much("cofin", programme.id, needed, _money_of(plan, programme, national))


def _money_of(plan: Plan, programme: Programme, payers: set[str]) -> int:
    return sum(
        amount
        for (payer, item), amount in plan.flows.items()
        if payer in payers and item in programme.eligible
    )


def _conflicts(case: Case, plan: Plan) -> Iterator[Violation]:
    """Rule 7: who may not stand together, who may not count the same cost, who needs whom."""
    used = set(plan.programmes)
    for first, second in case.project_conflicts:
        if {first, second} <= used:
            yield Violation(
                rule="project_conflict", subject=f"{first}+{second}", by=Fraction(10**9)
            )
    for first, second in case.same_cost_conflicts:
        for item in case.items:
            both = plan.bases.get((first, item.id), 0) + plan.bases.get((second, item.id), 0)
            yield from _too_much("same_cost_conflict", f"{first}+{second}", both, item.cost)
    for programme in case.programmes:
        if programme.id in used and not set(programme.requires) <= used:
            yield Violation(rule="requires", subject=programme.id, by=Fraction(10**9))
