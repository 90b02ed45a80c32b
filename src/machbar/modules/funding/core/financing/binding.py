"""What would have to change for the project to need less own cash: the rules that hold the best plan back.

Two questions, both answered by recomputing. Inside the chosen programmes: all rules the plan just meets give way by one
cent, except one; if that one alone keeps own cash up, it binds. (Asked one at a time, two ceilings at the same
height would hide each other.) Outside: which programme would lower own cash if one of its rules did not stand?
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from math import inf

from machbar.modules.funding.core.financing import highs
from machbar.modules.funding.core.financing.evaluation import Evaluation, model_of
from machbar.modules.funding.core.financing.fixed import FixedProblem, fix_programmes
from machbar.modules.funding.core.financing.model import Case, Kind
from machbar.modules.funding.core.financing.rows import Row, Rule, Rulebook

NOTICEABLE = 0.01
"""Cents: a smaller change of own cash is noise of the computation."""
HALF_A_CENT = 0.5

KEEPING_OUT = (
    Rule.MIN,
    Rule.AMOUNT,
    Rule.MINBASE,
    Rule.MAXBASE,
    Rule.RATE,
    Rule.OWN_SHARE,
    Rule.PUBLIC_CAP,
    Rule.COFIN,
    Rule.SAME_COST_CONFLICT,
    Rule.DE_MINIMIS,
)
"""Rules that can keep a programme out altogether."""


@dataclass(frozen=True, order=True, kw_only=True)
class Binding:
    """A rule that holds own cash up, and the programmes it belongs to (none: a figure of the case itself)."""

    rule: Rule
    programmes: tuple[str, ...] = ()

    @property
    def code(self) -> str:
        """`public_cap:LEADER`, `donations`, `project_conflict:AM+LSS`: what would have to change."""
        return ":".join(filter(None, (self.rule.value, "+".join(self.programmes))))


def find_binding(rulebook: Rulebook, best: Evaluation) -> tuple[Binding, ...]:
    """The binding rules of the best set, sorted; none where it needs no own cash."""
    problem = fix_programmes(rulebook, best.programmes)
    if best.own_cash <= 0 or problem is None:
        return ()
    inside = _binding_inside(rulebook, problem, best)
    outside = _keeping_out(rulebook, best)
    return tuple(sorted({*inside, *outside}))


# Inside the chosen programmes


def _binding_inside(
    rulebook: Rulebook, problem: FixedProblem, best: Evaluation
) -> Iterator[Binding]:
    groups = _just_met(rulebook.case, problem, best)
    every = {at for limits in groups.values() for at in limits}
    model = model_of(rulebook.case, problem)
    unit = highs.unit_for(rulebook.case.cost)
    relaxed = _most_paid(problem, model, every, unit)
    for binding, limits in groups.items():
        if _most_paid(problem, model, every - limits, unit) < relaxed - NOTICEABLE:
            yield binding


def _just_met(case: Case, problem: FixedProblem, best: Evaluation) -> dict[Binding, set[int]]:
    """The rules without any room in the plan, each with its limits (one an item for same-cost conflicts)."""
    values = [best.payments[column] for column in problem.columns]
    groups: dict[Binding, set[int]] = {}
    silent = {Rule.BILL, Rule.ELIGIBLE} | (set() if case.donations else {Rule.DONATIONS})
    for at, limit in enumerate(problem.limits):
        if limit.row.rule in silent or _is_lower_half(limit.row):
            continue
        total = sum((factor * values[c] for c, factor in limit.terms.items()), Fraction(0))
        if total == limit.most:
            binding = Binding(rule=limit.row.rule, programmes=limit.row.programmes)
            groups.setdefault(binding, set()).add(at)
    return groups


def _is_lower_half(row: Row) -> bool:
    """The row that keeps a fixed grant from being smaller (its twin keeps it from being larger)."""
    return row.rule is Rule.AMOUNT and any(
        column.sort == "money" and factor < 0 for column, factor in row.terms.items()
    )


def _most_paid(problem: FixedProblem, model: highs.Model, relaxed: set[int], unit: int) -> float:
    """The most that can be paid, in cents, when some limits give way by one cent."""
    rows = [
        (terms, most + 1 / unit if at in relaxed else most)
        for at, (terms, most) in enumerate(model.rows)
    ]
    return _paid(problem, replace(model, rows=rows), unit)


def _paid(problem: FixedProblem, model: highs.Model, unit: int) -> float:
    found = highs.solve(model, highs.Task(costs=dict.fromkeys(problem.paying, -1.0)))
    return -found.value * unit


# Programmes that are not chosen


def _keeping_out(rulebook: Rulebook, best: Evaluation) -> Iterator[Binding]:
    for name in rulebook.case.by_id:
        if name not in best.programmes:
            together = _with_required(rulebook, name) | best.programmes
            yield from _obstacles(rulebook, name, together, best)


def _with_required(rulebook: Rulebook, name: str) -> frozenset[str]:
    found, waiting = {name}, [name]
    while waiting:
        fresh = set(rulebook.case.by_id[waiting.pop()].requires) - found
        found |= fresh
        waiting.extend(sorted(fresh))
    return frozenset(found)


def _obstacles(
    rulebook: Rulebook, name: str, together: frozenset[str], best: Evaluation
) -> Iterator[Binding]:
    conflicts = [
        row
        for row in rulebook.rows
        if row.rule is Rule.PROJECT_CONFLICT and together.issuperset(row.programmes)
    ]
    if conflicts:
        if _would_help(rulebook, together, conflicts, best):
            yield from (_conflict(rulebook, row) for row in conflicts)
        return
    if _own_cash(rulebook, together, ()) < inf:
        return
    for rule in KEEPING_OUT:
        rows = [row for row in rulebook.rows if row.rule is rule and _concerns(row, name)]
        if rows and _would_help(rulebook, together, rows, best):
            programmes = () if rule is Rule.DE_MINIMIS else (name,)
            if rule is Rule.SAME_COST_CONFLICT:
                yield from {Binding(rule=rule, programmes=row.programmes) for row in rows}
            else:
                yield Binding(rule=rule, programmes=programmes)


def _concerns(row: Row, name: str) -> bool:
    """Whether leaving the row out would let the programme in (a fixed grant may then be smaller, never larger)."""
    if row.rule is Rule.AMOUNT:
        return name in row.programmes and _is_lower_half(row)
    return name in row.programmes or row.rule is Rule.DE_MINIMIS


def _conflict(rulebook: Rulebook, row: Row) -> Binding:
    full = [p for p in row.programmes if rulebook.case.by_id[p].kind is Kind.FULL]
    if full and row.programmes not in _stated(rulebook):
        return Binding(rule=Rule.FULL, programmes=(full[0],))
    return Binding(rule=row.rule, programmes=row.programmes)


def _stated(rulebook: Rulebook) -> set[tuple[str, ...]]:
    return {tuple(sorted(pair)) for pair in rulebook.case.project_conflicts}


def _would_help(
    rulebook: Rulebook, together: frozenset[str], without: list[Row], best: Evaluation
) -> bool:
    return _own_cash(rulebook, together, without) < float(best.own_cash) - HALF_A_CENT


def _own_cash(rulebook: Rulebook, programmes: frozenset[str], without: Iterable[Row]) -> float:
    problem = fix_programmes(rulebook, programmes, without=without)
    if problem is None:
        return inf
    model = model_of(rulebook.case, problem)
    return rulebook.case.cost - _paid(problem, model, highs.unit_for(rulebook.case.cost))
