"""Every kind of rule with a case small enough to compute by hand (amounts in euros)."""

from fractions import Fraction

import pytest

from machbar.modules.funding.core.financing import Case, Item, Kind, Programme, Status, solve
from machbar.modules.funding.core.financing.tests.builders import Rules, make_case, make_programme


def outcome(case: Case) -> tuple[dict[str, float], float]:
    """The grants and the own cash of the best plan, in euros."""
    plan = solve(case).plan
    return {key: plan.grant(key) / 100 for key in plan.programmes}, plan.own_cash / 100


@pytest.mark.parametrize(
    ("rules", "grants", "own"),
    [
        pytest.param(Rules(rate="3/10"), {"P": 300}, 700, id="share of the cost"),
        pytest.param(Rules(), {"P": 1000}, 0, id="share without a rate pays all"),
        pytest.param(Rules(kind=Kind.GAP, rate="2/5"), {"P": 400}, 600, id="gap plans as a share"),
        pytest.param(Rules(kind=Kind.FIXED, amount=250), {"P": 250}, 750, id="fixed without rate"),
        pytest.param(
            Rules(kind=Kind.FIXED, amount=250, rate="1/5"), {}, 1000, id="fixed above its rate"
        ),
        pytest.param(
            Rules(kind=Kind.FIXED, amount=250, rate="1/4"), {"P": 250}, 750, id="fixed at its rate"
        ),
        pytest.param(Rules(kind=Kind.FIXED, amount=1001), {}, 1000, id="fixed above the cost"),
        pytest.param(Rules(kind=Kind.FIXED, amount=0), {}, 1000, id="fixed of nothing"),
        pytest.param(Rules(kind=Kind.FULL, rate="1/2"), {"P": 1000}, 0, id="full has rate 1"),
        pytest.param(Rules(max=120), {"P": 120}, 880, id="ceiling"),
        pytest.param(Rules(max=0), {}, 1000, id="ceiling of nothing"),
        pytest.param(Rules(rate="3/10", min=300), {"P": 300}, 700, id="least grant just reached"),
        pytest.param(Rules(rate="3/10", min=301), {}, 1000, id="least grant missed"),
        pytest.param(Rules(min=500, max=500), {"P": 500}, 500, id="least grant equals ceiling"),
        pytest.param(Rules(rate="1/2", minbase=1000), {"P": 500}, 500, id="least base reached"),
        pytest.param(Rules(rate="1/2", minbase=1001), {}, 1000, id="least base missed"),
        pytest.param(Rules(rate="1/2", maxbase=600), {"P": 300}, 700, id="highest base"),
        pytest.param(Rules(minbase=500, maxbase=400), {}, 1000, id="no base fits"),
        pytest.param(Rules(public=True, public_cap="2/5"), {"P": 400}, 600, id="public ceiling"),
        pytest.param(Rules(public_cap="2/5"), {"P": 1000}, 0, id="public ceiling, private money"),
        pytest.param(Rules(cofin="1/4"), {}, 1000, id="co-financing that nobody gives"),
        pytest.param(
            Rules(own_share="1/10"), {"P": 909.09}, 90.91, id="own share of a smaller base"
        ),
        pytest.param(
            Rules(rate="7/10", inkind_recognised=100), {"P": 770}, 230, id="volunteer work counts"
        ),
        pytest.param(
            Rules(own_share="3/10", inkind_recognised=1000), {"P": 1000}, 0, id="work as own share"
        ),
        pytest.param(Rules(rate="0"), {}, 1000, id="rate of nothing"),
        pytest.param(Rules(requires=("P",)), {"P": 1000}, 0, id="requires itself"),
    ],
)
def test_one_programme_and_one_bill_of_a_thousand_euros(
    rules: Rules, grants: dict[str, float], own: float
) -> None:
    case = make_case(make_programme("P", "A", **rules), costs={"A": 1000})

    assert outcome(case) == (grants, own)


def test_a_programme_pays_for_its_items_only() -> None:
    case = make_case(make_programme("P", "A"), make_programme("Q", ""), costs={"A": 100, "B": 50})

    assert outcome(case) == ({"P": 100}, 50)


def test_full_financing_stands_alone() -> None:
    case = make_case(
        make_programme("FULL", "A", kind=Kind.FULL),
        make_programme("P", "B", max=50),
        costs={"A": 100, "B": 60},
    )

    answer = solve(case)

    assert (answer.plan.programmes, answer.plan.own_cash) == (("FULL",), 6000)
    assert answer.binding == ("full:FULL",)


def test_fixed_grants_bound_each_other_through_the_bill() -> None:
    case = make_case(
        make_programme("P", "A", kind=Kind.FIXED, amount=700),
        make_programme("Q", "A", kind=Kind.FIXED, amount=400),
        costs={"A": 1000},
    )

    assert outcome(case) == ({"P": 700}, 300)


def test_public_ceiling_counts_all_public_money_on_its_items() -> None:
    case = make_case(
        make_programme("LEADER", "AB", rate="3/5", public=True, public_cap="4/5"),
        make_programme("TOWN", "A", public=True),
        costs={"A": 500, "B": 500},
    )

    plan = solve(case).plan

    assert plan.own_cash == 200_00
    assert plan.grant("LEADER") + plan.grant("TOWN") == 800_00


def test_cofinancing_asks_for_national_money_of_others_on_the_same_items() -> None:
    leader = make_programme("LEADER", "A", rate="4/5", national_public=True, cofin="1/4")
    elsewhere = make_programme("B-ONLY", "B", national_public=True)
    region = make_programme("REGION", "A", max=100, national_public=True)

    without_region = make_case(leader, elsewhere, costs={"A": 1000, "B": 10})
    with_region = make_case(leader, elsewhere, region, costs={"A": 1000, "B": 10})

    assert outcome(without_region) == ({"B-ONLY": 10}, 1000)
    assert outcome(with_region) == ({"B-ONLY": 10, "LEADER": 400, "REGION": 100}, 500)


@pytest.mark.parametrize(("counts", "own"), [(True, 0), (False, 81.82)])
def test_donations_count_towards_the_own_share_or_not(counts: bool, own: float) -> None:
    programme = make_programme("P", "A", own_share="1/10", donations_count=counts)
    case = make_case(programme, costs={"A": 1000}, donations=100)

    assert outcome(case)[1] == own


def test_own_money_on_any_eligible_item_counts_also_outside_the_base() -> None:
    programme = make_programme("P", "AB", own_share="1/2", maxbase=100)
    case = make_case(programme, costs={"A": 100, "B": 50})

    assert outcome(case) == ({"P": 100}, 50)


def test_donations_pay_what_nobody_else_does() -> None:
    case = make_case(make_programme("P", "A", rate="1/2"), costs={"A": 100}, donations=30)

    plan = solve(case).plan

    assert (plan.grant("P"), plan.donations_used, plan.own_cash) == (50_00, 30_00, 20_00)


@pytest.mark.parametrize(
    ("left", "grants"), [(0, {}), (300, {"P": 300}), (5000, {"P": 600, "Q": 400}), (None, None)]
)
def test_de_minimis_grants_share_the_room_that_is_left(
    left: int | None, grants: dict[str, float] | None
) -> None:
    case = make_case(
        make_programme("P", "A", rate="3/5", de_minimis=True),
        make_programme("Q", "A", rate="2/5", de_minimis=True, admin=2),
        costs={"A": 1000},
        de_minimis_left=left,
    )

    assert outcome(case)[0] == (grants if grants is not None else {"P": 600, "Q": 400})


def test_a_programme_is_used_with_what_it_requires_and_not_without() -> None:
    top_up = make_programme("TOP", "A", max=200, requires=("MAIN",))
    main = make_programme("MAIN", "A", rate="1/10")
    out_of_reach = make_programme("MAIN", "A", min=2000)

    assert outcome(make_case(top_up, main, costs={"A": 1000}))[0] == {"MAIN": 100, "TOP": 200}
    assert outcome(make_case(top_up, out_of_reach, costs={"A": 1000}))[0] == {}


def test_programmes_that_require_each_other_come_together_or_not_at_all() -> None:
    first = make_programme("P", "A", max=10, requires=("Q",))
    second = make_programme("Q", "A", max=20, requires=("P",))
    barred = make_programme("Q", "", requires=("P",))

    assert outcome(make_case(first, second, costs={"A": 100}))[0] == {"P": 10, "Q": 20}
    assert outcome(make_case(first, barred, costs={"A": 100}))[0] == {}


def test_project_conflict_leaves_the_better_of_two() -> None:
    case = make_case(
        make_programme("P", "A", max=60),
        make_programme("Q", "B", max=50),
        costs={"A": 100, "B": 100},
        project_conflicts=(("Q", "P"),),
    )

    answer = solve(case)

    assert (answer.plan.programmes, answer.plan.own_cash) == (("P",), 140_00)
    assert answer.binding == ("max:P", "project_conflict:P+Q")


def test_same_cost_conflict_splits_an_item_between_two_bases() -> None:
    case = make_case(
        make_programme("P", "A", rate="9/10", maxbase=400),
        make_programme("Q", "A", rate="1/2"),
        costs={"A": 1000},
        same_cost_conflicts=(("P", "Q"),),
    )

    assert outcome(case) == ({"P": 360, "Q": 300}, 340)


def test_conflict_with_itself_is_taken_at_its_word() -> None:
    programme = make_programme("P", "A")

    never = make_case(programme, costs={"A": 1000}, project_conflicts=(("P", "P"),))
    half = make_case(programme, costs={"A": 1000}, same_cost_conflicts=(("P", "P"),))

    assert outcome(never) == ({}, 1000)
    assert outcome(half) == ({"P": 500}, 500)


def test_too_little_own_cash_says_how_much_is_missing_and_shows_the_nearest_plan() -> None:
    case = make_case(make_programme("P", "A", rate="1/2"), costs={"A": 1000}, own=450)

    answer = solve(case)

    assert (answer.status, answer.missing, answer.alternatives) == (Status.INFEASIBLE, 50_00, ())
    assert (answer.plan.programmes, answer.plan.own_cash) == (("P",), 500_00)
    assert answer.binding == ("own_cash", "rate:P")


def test_a_set_above_the_own_cash_is_no_alternative() -> None:
    case = make_case(make_programme("P", "A", rate="1/2"), costs={"A": 1000}, own=500)

    answer = solve(case)

    assert (answer.status, answer.alternatives) == (Status.OPTIMAL, ())


@pytest.mark.parametrize("costs", [{}, {"A": 0}, {"A": 0, "B": 0}])
def test_nothing_to_pay_needs_nobody(costs: dict[str, int]) -> None:
    case = make_case(
        make_programme("P", "A"), make_programme("F", "A", kind=Kind.FIXED, amount=5), costs=costs
    )

    answer = solve(case)

    assert (answer.plan.programmes, answer.plan.own_cash) == ((), 0)
    assert (answer.alternatives, answer.binding) == ((), ())


def test_no_programme_at_all_leaves_everything_to_own_cash() -> None:
    answer = solve(make_case(costs={"A": 1000}, donations=300))

    assert (answer.plan.programmes, answer.plan.own_cash) == ((), 700_00)
    assert (answer.plan.donations_used, answer.alternatives) == (300_00, ())


def test_equal_own_cash_falls_to_less_effort_then_fewer_then_the_alphabet() -> None:
    costs = {"A": 100}
    light, heavy = make_programme("Z", "A", admin=1), make_programme("A", "A", admin=2)
    halves = [make_programme(key, "A", max=50, admin=1) for key in ("H1", "H2", "H3")]
    one = make_programme("ONE", "A", admin=2)

    assert solve(make_case(light, heavy, costs=costs)).plan.programmes == ("Z",)
    assert solve(make_case(*halves, one, costs=costs)).plan.programmes == ("ONE",)
    answer = solve(make_case(*reversed(halves), costs=costs))
    assert [plan.programmes for plan in (answer.plan, *answer.alternatives)] == [
        ("H1", "H2"),
        ("H1", "H3"),
        ("H2", "H3"),
        ("H1", "H2", "H3"),
        ("H1",),
        ("H2",),
    ]


def test_many_equal_programmes_come_in_alphabetical_order_beyond_one_block_of_letters() -> None:
    names = [f"P{number:02d}" for number in range(20)]
    case = make_case(*(make_programme(n, "A", max=10) for n in names), costs={"A": 50})

    answer = solve(case)

    first = ("P00", "P01", "P02", "P03")
    assert [plan.programmes for plan in (answer.plan, *answer.alternatives)] == [
        (*first, f"P{last:02d}") for last in range(4, 10)
    ]


def cents_case(*rates: str) -> Case:
    """One bill of 1 euro, and a programme for each rate, less effort for each next one; only one may be used."""
    programmes = tuple(
        Programme(id=f"P{at}", eligible=frozenset("A"), rate=Fraction(rate), admin=Fraction(9 - at))
        for at, rate in enumerate(rates)
    )
    pairs = tuple((p.id, q.id) for p in programmes for q in programmes if p.id < q.id)
    return Case(
        id="cents",
        items=(Item(id="A", cost=100),),
        programmes=programmes,
        own_cash_available=100,
        project_conflicts=pairs,
    )


@pytest.mark.parametrize(
    ("rates", "chosen"),
    [
        (("0.500", "0.495"), "P1"),
        (("0.500", "0.494999999999"), "P0"),
        (("0.500", "0.495000000001"), "P1"),
        (("0.505", "0.500", "0.495"), "P1"),
    ],
)
def test_half_a_cent_is_equal_and_a_trillionth_more_is_not(
    rates: tuple[str, ...], chosen: str
) -> None:
    assert solve(cents_case(*rates)).plan.programmes == (chosen,)


def test_half_a_cent_does_not_reach_beyond_the_own_cash_available() -> None:
    case = make_case(costs={})
    case = Case(
        id="edge",
        items=(Item(id="A", cost=100),),
        programmes=(
            Programme(id="P", eligible=frozenset("A"), rate=Fraction("0.5"), admin=Fraction(5)),
            Programme(id="Q", eligible=frozenset("A"), rate=Fraction("0.497"), admin=Fraction(1)),
        ),
        own_cash_available=50,
        project_conflicts=(("P", "Q"),),
    )

    answer = solve(case)

    assert (answer.status, answer.plan.programmes) == (Status.OPTIMAL, ("P",))


def test_a_least_grant_missed_by_a_hundred_millionth_of_a_cent_is_missed() -> None:
    rate = Fraction("0.3333333333333")
    case = Case(
        id="edge",
        items=(Item(id="A", cost=30_000_00),),
        programmes=(Programme(id="P", eligible=frozenset("A"), rate=rate, min=10_000_00),),
        own_cash_available=30_000_00,
    )

    assert solve(case).plan.programmes == ()
