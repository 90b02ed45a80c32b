"""What surrounds the best plan: limits on the search, fallback, dearer items, rounding."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from machbar.modules.funding.core.financing import (
    Case,
    Item,
    NotVerified,
    Plan,
    Programme,
    SolverFailed,
    Status,
    dearer,
    fallback,
    highs,
    solve,
    trade_off,
    without,
)
from machbar.modules.funding.core.financing.evaluation import Evaluation, evaluate
from machbar.modules.funding.core.financing.exact import Hint, maximise
from machbar.modules.funding.core.financing.rounding import make_whole, round_to_cents
from machbar.modules.funding.core.financing.rows import Rulebook, donation, money
from machbar.modules.funding.core.financing.search import Search
from machbar.modules.funding.core.financing.solving import verified_plan
from machbar.modules.funding.core.financing.tests.builders import (
    ample_case,
    make_case,
    make_programme,
    subset_sum,
)


def test_a_limit_on_nodes_is_admitted_with_the_gap() -> None:
    answer = solve(subset_sum(), most_nodes=1)

    assert answer.status is Status.BOUNDED
    assert 0 < answer.gap <= answer.plan.own_cash
    assert not answer.alternatives_are_proven


def test_the_largest_uncertain_grant_fails_and_what_requires_it_goes_too() -> None:
    case = make_case(
        make_programme("LEADER", "A", max=500),
        make_programme("TOP", "A", max=100, requires=("LEADER",)),
        make_programme("TOP2", "A", max=50, requires=("TOP",)),
        make_programme("OTHER", "A", max=200),
        costs={"A": 1000},
        project_conflicts=(("OTHER", "LEADER"),),
    )
    plan = solve(case).plan

    found = fallback(case, plan, uncertain={"LEADER", "TOP", "OTHER"})

    assert found is not None
    assert found.failed == "LEADER"
    assert (found.answer.plan.programmes, found.answer.plan.own_cash) == (("OTHER",), 800_00)
    assert fallback(case, plan, uncertain={"OTHER"}) is None


def test_a_programme_goes_with_its_conflicts() -> None:
    case = make_case(
        make_programme("P", "A"),
        make_programme("Q", "A"),
        make_programme("R", "A"),
        costs={"A": 1},
        project_conflicts=(("P", "Q"), ("Q", "R")),
        same_cost_conflicts=(("P", "R"),),
    )

    assert without(case, "P") == make_case(
        make_programme("Q", "A"),
        make_programme("R", "A"),
        costs={"A": 1},
        project_conflicts=(("Q", "R"),),
    )


def test_dearer_items_are_rounded_up_to_the_cent() -> None:
    case = make_case(costs={"A": 1, "B": 0})

    assert [item.cost for item in dearer(case, Fraction(1, 300)).items] == [101, 0]


def test_the_trade_off_ends_where_own_cash_does_and_is_as_short_as_asked() -> None:
    programmes = [make_programme(key, "A", max=100) for key in "PQR"]
    case = make_case(*programmes, costs={"A": 1000}, own=900)

    assert [(row.programmes, row.own_cash) for row in trade_off(case)] == [
        (("P", "Q", "R"), 700_00),
        (("P", "Q"), 800_00),
        (("P",), 900_00),
    ]
    assert len(trade_off(case, most=2)) == 2


def test_the_trade_off_ends_with_no_programme_at_all() -> None:
    case = make_case(make_programme("P", "A", max=100), costs={"A": 1000})

    assert [row.programmes for row in trade_off(case)] == [("P",), ()]


def test_full_cover_stays_full_when_thirds_of_cents_are_rounded() -> None:
    case = Case(
        id="thirds",
        items=(Item(id="A", cost=100), Item(id="B", cost=133)),
        programmes=(
            Programme(id="P", eligible=frozenset("A"), rate=Fraction(1, 3)),
            Programme(id="Q", eligible=frozenset("AB"), max=200),
        ),
        own_cash_available=0,
    )

    answer = solve(case)

    assert (answer.status, answer.plan.own_cash) == (Status.OPTIMAL, 0)


def test_single_cents_go_back_to_payers_that_have_room() -> None:
    case = Case(
        id="thirds",
        items=(Item(id="A", cost=100),),
        programmes=(
            Programme(id="P", eligible=frozenset("A"), rate=Fraction(1, 3)),
            Programme(id="Q", eligible=frozenset("A")),
        ),
        own_cash_available=0,
        donations=50,
    )
    third = Fraction(100, 3)
    exact = Evaluation(
        programmes=frozenset("PQ"),
        own_cash=Fraction(0),
        payments={
            money("P", "A"): third,
            money("Q", "A"): 1 + third,
            donation("A"): third - 1,
        },
    )

    assert round_to_cents(case, exact) == Plan(
        programmes=("P", "Q"),
        admin=Fraction(2),
        flows={("P", "A"): 33, ("Q", "A"): 35},
        donations={"A": 32},
        bases={("P", "A"): Fraction(100), ("Q", "A"): Fraction(100)},
    )


def test_a_plan_that_breaks_a_rule_is_never_shown() -> None:
    case = make_case(make_programme("P", "A", max=5), costs={"A": 10})
    wrong = Evaluation(
        programmes=frozenset("P"),
        own_cash=Fraction(0),
        payments={money("P", "A"): Fraction(1000)},
    )

    with pytest.raises(NotVerified, match="max"):
        verified_plan(case, wrong)


@settings(max_examples=100)
@given(
    cells=st.lists(
        st.lists(st.fractions(0, 5, max_denominator=12), min_size=3, max_size=3),
        min_size=1,
        max_size=4,
    )
)
def test_a_table_with_whole_sums_becomes_whole_and_keeps_its_sums(
    cells: list[list[Fraction]],
) -> None:
    table = {(f"r{r}", f"c{c}"): v for r, row in enumerate(cells) for c, v in enumerate(row)}
    for name in ("c0", "c1", "c2"):
        column = [value for (_, at), value in table.items() if at == name]
        table["rest", name] = -sum(column, Fraction(0)) % 1
    for name in sorted({row for row, _ in table}):
        table[name, "own"] = (
            -sum((v for (at, _), v in table.items() if at == name), Fraction(0)) % 1
        )
    before = dict(table)

    make_whole(table)

    assert all(value.denominator == 1 for value in table.values())
    assert all(abs(table[cell] - before[cell]) < 1 for cell in table)
    for axis in (0, 1):
        for name in {cell[axis] for cell in table}:
            cells_of = [cell for cell in table if cell[axis] == name]
            assert sum(table[c] for c in cells_of) == sum(before[c] for c in cells_of)


HALF = Fraction(1, 2)


@pytest.mark.parametrize(
    "hint", [None, Hint(columns=(0, 1), tight_rows={0, 1}), Hint(columns=(0,))]
)
def test_the_exact_simplex_ends_at_the_optimum_from_every_start(hint: Hint | None) -> None:
    rows = [
        ({0: Fraction(1), 1: Fraction(2)}, Fraction(4)),
        ({0: Fraction(3), 1: Fraction(1)}, Fraction(6)),
        ({0: Fraction(-1)}, -HALF),
    ]

    optimum = maximise({0: Fraction(1), 1: Fraction(1)}, rows, columns=2, hint=hint)

    assert optimum is not None
    assert (optimum.value, optimum.columns) == (Fraction(14, 5), (Fraction(8, 5), Fraction(6, 5)))


def test_the_exact_simplex_proves_that_no_point_keeps_every_row() -> None:
    rows = [
        ({0: Fraction(1)}, Fraction(1)),
        ({0: Fraction(-1)}, Fraction(-1) - Fraction(1, 10**30)),
    ]

    assert maximise({0: Fraction(1)}, rows, columns=1) is None


def test_the_exact_simplex_refuses_an_objective_without_bound() -> None:
    with pytest.raises(ValueError, match="no bound"):
        maximise({0: Fraction(1)}, [({0: Fraction(-1)}, Fraction(0))], columns=1)


def test_a_model_that_highs_cannot_read_is_an_error() -> None:
    broken = highs.Model(most=[1.0], rows=[({5: 1.0}, 1.0)])

    with pytest.raises(SolverFailed):
        highs.solve(broken, highs.Task(costs={0: 1.0}))


def test_a_programme_nobody_knows_has_no_grant() -> None:
    assert Plan(programmes=()).grant("P") == 0


def test_a_set_that_breaks_a_rule_by_itself_has_no_evaluation() -> None:
    programmes = (make_programme("P", "A", requires=("Q",)), make_programme("Q", "A"))
    case = make_case(*programmes, costs={"A": 10})

    assert evaluate(Rulebook(case), frozenset("P")) is None
    assert evaluate(Rulebook(case), frozenset("Q")) is not None


def test_a_donor_takes_back_a_cent_too() -> None:
    case = Case(id="cent", items=(Item(id="A", cost=100),), own_cash_available=0, donations=200)
    found = Evaluation(
        programmes=frozenset(), own_cash=Fraction(0), payments={donation("A"): Fraction(199, 2)}
    )

    assert round_to_cents(case, found).donations == {"A": 100}


def test_a_set_that_was_cut_off_and_comes_back_is_an_error() -> None:
    search = Search(Rulebook(make_case(make_programme("P", "A"), costs={"A": 10})))

    with pytest.raises(SolverFailed, match="cut off"):
        search._used((1.0,), {frozenset("P")})


def test_an_unknown_option_value_is_an_error() -> None:
    task = highs.Task(costs={}, most_nodes=-1)

    with pytest.raises(SolverFailed, match="mip_max_nodes"):
        highs.solve(highs.Model(most=[1.0], rows=[]), task)


def test_the_answer_does_not_hang_on_the_unit_of_the_model() -> None:
    """Cents are the worst unit: amounts of ten million and tolerances of a billionth."""
    case = ample_case()
    coarse, fine = Search(Rulebook(case)), Search(Rulebook(case))
    fine.unit = 1
    fine.model = fine._model(None)

    assert next(fine.best_first()).programmes == next(coarse.best_first()).programmes
