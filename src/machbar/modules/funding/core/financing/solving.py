"""Finding the best plan: least own cash, then least effort, then fewest programmes, then the alphabet.

Each step is a search over the model with the steps before it fixed. A set that the search proposes is measured
with its binaries fixed; where the search was too optimistic (floating point), the set is set aside and the search
goes on, so that the order never rests on a leak of the relaxation.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import lcm

from machbar.modules.funding.core.financing.milp import (
    CENT,
    Measured,
    Model,
    build,
    forbid,
    lift_bans,
    measure,
    own_expression,
    search,
    weighted,
)
from machbar.modules.funding.core.financing.model import Answer, Case, Plan, Programme, Status
from machbar.modules.funding.core.financing.rounding import plan_of
from machbar.modules.funding.core.financing.verifying import violations

HALF_CENT = CENT / 2
SLACK = 1e-6
MOST_ALTERNATIVES = 4
MOST_ROWS = 6
CHUNK = 16
MOST_FOR_WHAT_IF = 20


class NotVerified(Exception):
    """A plan broke a rule when it was checked in whole cents: a mistake of ours, never shown to anybody."""


def solve(case: Case, *, alternatives: int = MOST_ALTERNATIVES) -> Answer:
    """The best plan of a case, with what binds it and the next best sets of programmes."""
    seen: list[frozenset[str]] = []
    found: list[tuple[Measured, Plan]] = []
    is_proven = True
    for _round in range(1 + alternatives):
        best, proven = _best(case, seen)
        if best is None:
            break
        is_proven &= proven or bool(found)
        seen.append(frozenset(best.programmes))
        found.append((best, _verified(case, best)))
    (measured, plan), *others = found
    missing = max(0, plan.own_cash - case.own_cash_available)
    if missing <= len(case.items) and measured.own * 100 <= case.own_cash_available + SLACK:
        missing = 0
    return Answer(
        case=case,
        status=_status(missing, is_proven=is_proven),
        plan=plan,
        missing=missing,
        binding=_binding(case, measured),
        alternatives=tuple(plan for _measured, plan in others),
    )


def trade_off(case: Case, *, most: int = MOST_ROWS) -> tuple[Plan, ...]:
    """Own cash against effort: the best plan, then the best with less effort, and so on down to no effort at all."""
    rows: list[Plan] = []
    ceiling: Fraction | None = None
    while len(rows) < most:
        best, _proven = _best(case, [], below=ceiling)
        if best is None:
            break
        plan = _verified(case, best)
        rows.append(plan)
        ceiling = plan.admin
        if not plan.programmes:
            break
    return tuple(rows)


def _status(missing: int, *, is_proven: bool) -> Status:
    if missing:
        return Status.INFEASIBLE
    return Status.OPTIMAL if is_proven else Status.BOUNDED


def _verified(case: Case, measured: Measured) -> Plan:
    plan = plan_of(case, measured)
    broken = violations(case, plan)
    if broken:
        raise NotVerified(f"{case.id}: {broken}")
    return plan


def _best(
    case: Case, excluded: list[frozenset[str]], *, below: Fraction | None = None
) -> tuple[Measured | None, bool]:
    """The best set that is not excluded (and needs less effort than ``below``), and whether that is proven."""
    model = build(case)
    for programmes in excluded:
        forbid(model, programmes)
    points = _points(case.programmes)
    if below is not None:
        most = _scaled(below, case.programmes) - 1
        model.add("effort", "", weighted(model, list(points.items())) <= most)
    best = _least_own(case, model)
    if best is None:
        return None, model.is_proven
    model.add("own", "", own_expression(model) <= best.own + HALF_CENT)
    best = _least_effort(case, model, points, best)
    return _first_in_alphabet(case, model, best), model.is_proven


def _least_own(case: Case, model: Model) -> Measured | None:
    """Step 1. Sets that were measured worse than promised are kept, set aside, and beaten or confirmed."""
    best: Measured | None = None
    aside: list[frozenset[str]] = []
    while (proposed := search(model, own_expression(model))) is not None:
        promised = model.solver.getObjectiveValue()
        if best is not None and promised >= best.own - SLACK:
            break
        measured = measure(case, proposed)
        if measured is not None and (best is None or measured.own < best.own):
            best = measured
        if best is not None and promised >= best.own - SLACK:
            break
        aside.append(proposed)
        forbid(model, proposed)
    lift_bans(model, len(aside))
    return best


def _least_effort(case: Case, model: Model, points: dict[str, int], best: Measured) -> Measured:
    """Steps 2 and 3 in one search: effort points weigh more than all programmes together, then the number of them."""
    factor = len(points) + 1
    weights = [(key, factor * point + 1) for key, point in points.items()]
    allowed = best.own + HALF_CENT
    while (proposed := search(model, weighted(model, weights))) is not None:
        measured = measure(case, proposed)
        if measured is not None and measured.own <= allowed + SLACK:
            most = sum(factor * points[key] + 1 for key in proposed)
            model.add("effort", "", weighted(model, weights) <= most)
            return measured
        forbid(model, proposed)
    return best


def _first_in_alphabet(case: Case, model: Model, best: Measured) -> Measured:
    """Step 4: of equally many programmes the list that comes first; ids are settled in chunks of exact weights."""
    allowed = best.own + HALF_CENT
    ids = sorted(model.used)
    for start in range(0, len(ids), CHUNK):
        chunk = ids[start : start + CHUNK]
        weights = [(key, 2 ** (len(chunk) - at - 1)) for at, key in enumerate(chunk)]
        chosen = _settle(case, model, weights, allowed)
        if chosen is None:
            continue
        best = chosen
        for key in chunk:
            value = 1.0 if key in best.programmes else 0.0
            model.solver.changeColBounds(model.used[key].index, value, value)
    return best


def _settle(
    case: Case, model: Model, weights: list[tuple[str, int]], allowed: float
) -> Measured | None:
    while (proposed := search(model, weighted(model, weights), maximise=True)) is not None:
        measured = measure(case, proposed)
        if measured is not None and measured.own <= allowed + SLACK:
            return measured
        forbid(model, proposed)
    return None


def _points(programmes: tuple[Programme, ...]) -> dict[str, int]:
    """Effort as whole numbers, in their exact proportion."""
    return {each.id: _scaled(each.admin, programmes) for each in programmes}


def _scaled(points: Fraction, programmes: tuple[Programme, ...]) -> int:
    scale = lcm(*(each.admin.denominator for each in programmes)) if programmes else 1
    return int(points * scale)


def _binding(case: Case, measured: Measured) -> tuple[str, ...]:
    """What would have to change, as ``rule:programme``: rules whose loosening by one euro would save own cash
    (dearest first), then single rules of which the search shows that without them own cash would fall."""
    named = {
        "rate",
        "max",
        "public_cap",
        "own_share",
        "cofin",
        "maxbase",
        "same_cost_conflict",
        "amount",
    }
    named |= {"de_minimis", "donations"} if case.donations else {"de_minimis"}
    prices = {key: price for key, price in measured.prices.items() if key[0] in named}
    order = sorted(prices, key=lambda key: (-round(prices[key], 6), key))
    dear = [f"{rule}:{subject}" if subject else rule for rule, subject in order]
    return tuple(
        dear + [name for name, looser in _looser(case, measured) if _saves(looser, measured)]
    )


def _looser(case: Case, measured: Measured) -> Iterator[tuple[str, Case]]:
    """The case without one conflict that keeps a programme out, or without the least sums of an unused programme."""
    if len(case.programmes) > MOST_FOR_WHAT_IF:
        return
    for pair in case.project_conflicts:
        if len(set(pair) & set(measured.programmes)) == 1:
            rest = tuple(each for each in case.project_conflicts if each != pair)
            yield f"project_conflict:{'+'.join(pair)}", replace(case, project_conflicts=rest)
    for programme in case.programmes:
        if programme.id not in measured.programmes and (programme.min or programme.minbase):
            free = replace(programme, min=0, minbase=0)
            others = tuple(free if each is programme else each for each in case.programmes)
            yield f"min:{programme.id}", replace(case, programmes=others)


def _saves(looser: Case, measured: Measured) -> bool:
    best = _least_own(looser, build(looser))
    return best is not None and best.own < measured.own - HALF_CENT
