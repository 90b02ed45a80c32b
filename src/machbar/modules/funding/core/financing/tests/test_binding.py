"""What keeps a programme out, one obstacle a case (amounts in euros)."""

import pytest

from machbar.modules.funding.core.financing import Kind, solve
from machbar.modules.funding.core.financing.tests.builders import Rules, make_case, make_programme


@pytest.mark.parametrize(
    ("rules", "binding"),
    [
        pytest.param(Rules(rate="1/2", min=600), ("min:P", "rate:P"), id="least grant"),
        pytest.param(Rules(rate="1/2", minbase=2000), ("minbase:P",), id="least base"),
        pytest.param(Rules(minbase=500, maxbase=400), ("maxbase:P", "minbase:P"), id="no base"),
        pytest.param(
            Rules(kind=Kind.FIXED, amount=400, rate="1/5"), ("amount:P", "rate:P"), id="fixed"
        ),
        pytest.param(Rules(cofin="1/4"), ("cofin:P",), id="co-financing"),
        pytest.param(Rules(de_minimis=True), ("de_minimis",), id="no room for aid"),
        pytest.param(Rules(own_share="1/2", min=800), ("min:P", "own_share:P"), id="own share"),
        pytest.param(
            Rules(public=True, public_cap="1/2", min=800),
            ("min:P", "public_cap:P"),
            id="public ceiling",
        ),
        pytest.param(Rules(kind=Kind.FIXED, amount=300), ("amount:P",), id="fixed and used"),
        pytest.param(Rules(rate="0"), ("rate:P",), id="rate of nothing"),
        pytest.param(Rules(kind=Kind.FIXED, amount=0), (), id="a grant of nothing cannot help"),
    ],
)
def test_the_obstacle_of_one_programme_is_named(rules: Rules, binding: tuple[str, ...]) -> None:
    programme = make_programme("P", "A", **rules)
    case = make_case(programme, costs={"A": 1000}, de_minimis_left=0)

    assert solve(case).binding == binding


def test_a_conflict_over_the_same_cost_keeps_a_programme_out() -> None:
    case = make_case(
        make_programme("P", "A", rate="1/2"),
        make_programme("Q", "A", rate="2/5", minbase=1000),
        costs={"A": 1000},
        same_cost_conflicts=(("P", "Q"),),
    )

    answer = solve(case)

    assert (answer.plan.programmes, answer.plan.own_cash) == (("P",), 500_00)
    assert answer.binding == ("rate:P", "same_cost_conflict:P+Q")


def test_what_a_required_programme_forbids_is_named() -> None:
    case = make_case(
        make_programme("P", "A", max=300),
        make_programme("TOP", "A", max=200, requires=("MAIN",)),
        make_programme("MAIN", "A", max=50),
        costs={"A": 1000},
        project_conflicts=(("MAIN", "P"),),
    )

    assert solve(case).binding == ("max:P", "project_conflict:MAIN+P")


def test_two_ceilings_at_the_same_height_do_not_hide_each_other() -> None:
    case = make_case(
        make_programme("P", "A", rate="3/10", max=300), costs={"A": 1000}, donations=100
    )

    assert solve(case).binding == ("donations", "max:P", "rate:P")


def test_nothing_binds_where_nothing_is_missing() -> None:
    case = make_case(make_programme("P", "A", max=1000), costs={"A": 1000})

    assert solve(case).binding == ()
