"""From a team's money to a financing case."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.funding.core.financing import Item, Kind, solve
from machbar.modules.funding.core.planning import (
    Choice,
    Cost,
    Purse,
    case_of_plan,
    dearer,
    grants_of,
    kind_of,
)
from machbar.modules.funding.core.tests.test_record import entry

COSTS = (
    Cost(id="1", label="Entwurf", cents=2_400_000),
    Cost(id="2", label="Beteiligung", cents=1_000_000),
    Cost(id="3", label="Vermessung", cents=600_000),
)


def choice(key: str = "probe", **fields: object) -> Choice:
    values: dict[str, object] = {
        "entry": entry(id=key),
        "kind": Kind.SHARE,
        "rate": 9_000,
        "amount": None,
        "most": None,
        "least": 0,
        "own_share": 0,
        "effort": 2,
    }
    return Choice(**{**values, **fields})  # type: ignore[arg-type]


def test_ninety_percent_of_forty_thousand_leave_four_thousand() -> None:
    answer = solve(case_of_plan(COSTS, [choice()], Purse(own_cash=400_000)), alternatives=0)

    assert grants_of(answer.plan) == {"probe": 3_600_000}
    assert (answer.plan.own_cash, answer.missing) == (400_000, 0)


def test_two_thousand_more_leave_two_hundred_with_a_share_and_all_of_it_with_a_fixed_sum() -> None:
    more = (Cost(id="1", label="Entwurf", cents=2_600_000), *COSTS[1:])
    fixed = choice(kind=Kind.FIXED, amount=3_600_000, rate=None)

    share = solve(case_of_plan(more, [choice()], Purse(own_cash=400_000)), alternatives=0)
    sum_fixed = solve(case_of_plan(more, [fixed], Purse(own_cash=400_000)), alternatives=0)

    assert (share.missing, sum_fixed.missing) == (20_000, 200_000)


def test_an_award_counts_whatever_rate_was_planned() -> None:
    awarded = choice(awarded=1_234_567, rate=100, most=1)

    answer = solve(case_of_plan(COSTS, [awarded], Purse()), alternatives=0)

    assert grants_of(answer.plan) == {"probe": 1_234_567}


def test_a_programme_without_any_number_is_not_planned_with() -> None:
    unknown = choice(rate=None)

    assert not unknown.can_be_planned
    assert case_of_plan(COSTS, [unknown], Purse()).programmes == ()


def test_which_numbers_are_enough_depends_on_the_kind_of_grant() -> None:
    assert not choice(rate=None, most=250_000).can_be_planned
    assert choice(kind=Kind.GAP, rate=None, most=250_000).can_be_planned
    assert choice(rate=None, awarded=250_000).can_be_planned
    assert choice(kind=Kind.FULL, rate=None).can_be_planned
    assert not choice(kind=Kind.FIXED, rate=5_000).can_be_planned


def test_costs_that_a_programme_does_not_pay_stay_outside() -> None:
    case = case_of_plan(COSTS, [choice(not_for=frozenset({"2"}))], Purse())

    assert case.items == tuple(Item(id=cost.id, cost=cost.cents) for cost in COSTS)
    assert case.programmes[0].eligible == {"1", "3"}
    assert case.programmes[0].rate == Fraction(9, 10)


def test_programmes_that_ban_each_other_are_conflicts_whoever_says_so() -> None:
    first = choice("a", entry=entry(id="a", level="EU", excludes_tags=[]))
    second = choice("b", entry=entry(id="b", excludes_tags=["EU"]))

    assert case_of_plan(COSTS, [first, second], Purse()).project_conflicts == (("a", "b"),)


def test_a_fixed_sum_that_nobody_knows_is_planned_as_a_share() -> None:
    kinds = [
        kind_of(entry(financing_type=kind, max_eur=most))
        for kind, most in [
            ("festbetrag", 500),
            ("festbetrag", None),
            ("fehlbedarf", None),
            ("voll", None),
        ]
    ]

    assert kinds == [Kind.FIXED, Kind.SHARE, Kind.GAP, Kind.FULL]


@given(cents=st.integers(1, 10**9))
def test_dearer_is_never_more_than_half_a_cent_off(cents: int) -> None:
    (more,) = dearer([Cost(id="1", label="x", cents=cents)], 10)

    assert abs(more.cents * 10 - cents * 11) <= 5
