"""The solver against all sets of programmes in rational arithmetic, on random small cases of every kind of rule."""

from itertools import pairwise
from math import ceil

import pytest
from hypothesis import HealthCheck, given, settings

from machbar.modules.funding.core.financing import Answer, Case, Plan, Status, solve, trade_off
from machbar.modules.funding.core.financing import violations as violations_of
from machbar.modules.funding.core.financing.tests.exact import Exact, all_sets, in_order
from machbar.modules.funding.core.financing.tests.random_cases import cases

patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)


def assert_is_best(case: Case, answer: Answer) -> None:
    """Status, missing amount, best set and alternatives are those of the enumeration, in its order."""
    every = list(all_sets(case))
    affordable = [each for each in every if each.own <= case.own_cash_available]
    ordered = in_order(affordable or every)
    lack = ceil(min(each.own for each in every) - case.own_cash_available)
    shown = [answer.plan, *answer.alternatives]

    assert answer.status is (Status.OPTIMAL if affordable else Status.INFEASIBLE)
    assert answer.missing == max(0, lack)
    assert answer.gap == 0
    assert [plan.programmes for plan in shown] == [
        each.programmes for each in (ordered[:6] if affordable else ordered[:1])
    ]
    for plan, exact in zip(shown, ordered, strict=False):
        assert_is_that_plan(case, plan, exact)


def assert_is_that_plan(case: Case, plan: Plan, exact: Exact) -> None:
    """The plan keeps every rule and misses the exact own cash only by what rounding takes."""
    assert violations_of(case, plan) == ()
    assert plan.admin == exact.admin
    assert exact.own <= plan.own_cash <= ceil(exact.own) + len(plan.programmes) + 1


@settings(patient, max_examples=200)
@given(case=cases())
def test_best_plan_and_alternatives_are_those_of_full_enumeration(case: Case) -> None:
    assert_is_best(case, solve(case))


@pytest.mark.long
@settings(patient, max_examples=5000)
@given(case=cases())
def test_best_plan_and_alternatives_are_those_of_full_enumeration_at_length(case: Case) -> None:
    assert_is_best(case, solve(case))


@settings(patient, max_examples=60)
@given(case=cases())
def test_trade_off_is_the_front_of_own_cash_and_effort(case: Case) -> None:
    left = [each for each in all_sets(case) if each.own <= case.own_cash_available]
    front = []
    while left:
        front.append(in_order(left)[0])
        left = [each for each in left if each.admin < front[-1].admin]

    rows = trade_off(case)

    assert [row.programmes for row in rows] == [each.programmes for each in front]
    assert all(earlier.admin > later.admin for earlier, later in pairwise(rows))
    for row, exact in zip(rows, front, strict=True):
        assert_is_that_plan(case, row, exact)
