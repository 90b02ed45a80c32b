"""The answers: the best plan with its alternatives, the trade-off of own cash against effort, and the fallback."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from math import ceil, floor

from machbar.modules.funding.core.financing.binding import Binding, find_binding
from machbar.modules.funding.core.financing.evaluation import Evaluation
from machbar.modules.funding.core.financing.model import Answer, Case, Plan, Status, without
from machbar.modules.funding.core.financing.rounding import round_to_cents
from machbar.modules.funding.core.financing.rows import Rule, Rulebook
from machbar.modules.funding.core.financing.search import HALF_A_CENT, Search
from machbar.modules.funding.core.financing.verifying import Violation, violations

ALTERNATIVES = 5
MOST_ROWS = 12


class NotVerified(Exception):
    """A rounded plan broke a rule: it is not shown. This is an error in the software, not in the case."""

    def __init__(self, case: Case, found: tuple[Violation, ...]) -> None:
        super().__init__(f"{case.id}: {found}")
        self.found = found


def solve(case: Case, *, alternatives: int = ALTERNATIVES, most_nodes: int | None = None) -> Answer:
    """The best plan of a case, proven, with the next best sets of programmes.

    Without ``most_nodes`` the search goes on until everything is proven. With it, each search ends after so many nodes
    of its tree, and the answer says so (`bounded` with its gap).
    """
    rulebook = Rulebook(case)
    search = Search(rulebook, most_nodes=most_nodes)
    ranked = search.best_first(case.own_cash_available)
    best = next(ranked, None)
    is_affordable = best is not None
    if best is None:
        best, ranked = next(search.best_first()), iter(())
    is_proven = search.is_complete
    return Answer(
        case=case,
        status=_status(is_proven=is_proven, is_affordable=is_affordable),
        plan=verified_plan(case, best),
        missing=max(0, ceil(search.least_own_cash - case.own_cash_available)),
        gap=_gap(search, best),
        binding=_binding(rulebook, best, is_affordable=is_affordable),
        alternatives=tuple(verified_plan(case, e) for e in islice(ranked, alternatives)),
        alternatives_are_proven=search.is_complete,
    )


def _binding(rulebook: Rulebook, best: Evaluation, *, is_affordable: bool) -> tuple[str, ...]:
    lack = () if is_affordable else (Binding(rule=Rule.OWN_CASH),)
    return tuple(binding.code for binding in (*lack, *find_binding(rulebook, best)))


def verified_plan(case: Case, evaluation: Evaluation) -> Plan:
    """The plan in whole cents, checked against every rule. Raises `NotVerified`."""
    plan = round_to_cents(case, evaluation)
    found = violations(case, plan)
    if found:
        raise NotVerified(case, found)
    return plan


def trade_off(
    case: Case, *, most: int = MOST_ROWS, most_nodes: int | None = None
) -> tuple[Plan, ...]:
    """Own cash against effort: from the least own cash down to the least effort that the own cash allows.

    Each plan has the least own cash among all that need less effort than the one before it; at most ``most`` of them.
    Empty where the project cannot be paid. With ``most_nodes`` the front is as good as the searches got.
    """
    front = islice(_front(case, most_nodes), most)
    return tuple(verified_plan(case, evaluation) for evaluation in front)


def _front(case: Case, most_nodes: int | None) -> Iterator[Evaluation]:
    rulebook = Rulebook(case)
    most_admin: Fraction | None = None
    while True:
        search = Search(rulebook, most_admin=most_admin, most_nodes=most_nodes)
        best = next(search.best_first(case.own_cash_available), None)
        if best is None:
            return
        yield best
        effort = case.admin_of(best.programmes)
        if not effort:
            return
        most_admin = effort - Fraction(1, search.scale)


@dataclass(frozen=True, kw_only=True)
class Fallback:
    """What remains if the grant of one programme does not come."""

    failed: str
    answer: Answer


def fallback(
    case: Case, plan: Plan, *, uncertain: Collection[str], alternatives: int = 0
) -> Fallback | None:
    """The best plan without the largest uncertain grant of ``plan``; None where no grant of it is uncertain."""
    at_risk = [name for name in plan.programmes if name in uncertain]
    if not at_risk:
        return None
    failed = max(at_risk, key=plan.grant)
    return Fallback(failed=failed, answer=solve(without(case, failed), alternatives=alternatives))


def _status(*, is_proven: bool, is_affordable: bool) -> Status:
    if not is_proven:
        return Status.BOUNDED
    return Status.OPTIMAL if is_affordable else Status.INFEASIBLE


def _gap(search: Search, best: Evaluation) -> int:
    if search.is_complete:
        return 0
    bound = max(Fraction(0), Fraction(floor(max(search.bound, 0.0))))
    return max(0, ceil(best.own_cash - HALF_A_CENT - bound))
