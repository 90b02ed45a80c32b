"""The file contract: a record becomes a case exactly, an answer a record; wrong fields are named."""

import json
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from machbar.modules.funding.core.financing import (
    Case,
    Item,
    Kind,
    Programme,
    answer_record,
    case_of,
    solve,
)
from machbar.modules.funding.core.financing.tests.builders import (
    make_case,
    make_programme,
    subset_sum,
)
from machbar.reasoning.reading import InputError, Problem, read_records

LEAN = {
    "id": "lean",
    "items": [{"id": "A", "cost": 10.05}],
    "own_cash_available": 5,
    "programmes": [{"id": "P", "eligible": ["A"]}],
}


def read(tmp_path: Path, case: object) -> Case:
    path = tmp_path / "cases.json"
    path.write_text(json.dumps(case, default=float), encoding="utf-8")
    return case_of(read_records(path)[0])


def test_missing_fields_have_their_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, LEAN) == Case(
        id="lean",
        items=(Item(id="A", cost=1005),),
        own_cash_available=500,
        programmes=(Programme(id="P", eligible=frozenset("A")),),
    )


OPTIONAL_FIELDS = (
    *("kind", "rate", "amount", "max", "min", "minbase", "maxbase", "public", "public_cap"),
    *("national_public", "cofin", "own_share", "donations_count", "inkind_recognised"),
    *("de_minimis", "requires", "admin"),
)


def test_null_is_the_same_as_missing(tmp_path: Path) -> None:
    nulls = dict.fromkeys(OPTIONAL_FIELDS)
    case = {**LEAN, "programmes": [{"id": "P", "eligible": ["A"], **nulls}]}
    case |= dict.fromkeys(
        ["donations", "de_minimis_left", "project_conflicts", "same_cost_conflicts", "note"]
    )

    assert read(tmp_path, case) == read(tmp_path, LEAN)


def test_every_field_is_read_exactly(tmp_path: Path) -> None:
    programme = {
        "id": "P",
        "eligible": ["A", "B"],
        "kind": "fixed",
        "rate": 0.1,
        "amount": 1.1,
        "max": 2.2,
        "min": 0.3,
        "minbase": 4,
        "maxbase": 5.55,
        "public": True,
        "national_public": True,
        "public_cap": 0.7,
        "cofin": 1.25,
        "own_share": 0.3,
        "donations_count": False,
        "inkind_recognised": 6,
        "de_minimis": True,
        "requires": ["Q"],
        "admin": 1.5,
    }
    case = {
        "id": "all",
        "items": [{"id": "A", "cost": 0}, {"id": "B", "cost": 999999.99}],
        "own_cash_available": 0,
        "donations": 7.77,
        "de_minimis_left": 8,
        "programmes": [programme, {"id": "Q", "eligible": []}],
        "project_conflicts": [["P", "Q"]],
        "same_cost_conflicts": [["Q", "P"]],
        "note": {"anything": 1},
        "expected": [1, 2],
    }

    assert read(tmp_path, case) == Case(
        id="all",
        items=(Item(id="A", cost=0), Item(id="B", cost=99_999_999)),
        own_cash_available=0,
        donations=777,
        de_minimis_left=800,
        programmes=(
            Programme(
                id="P",
                eligible=frozenset("AB"),
                kind=Kind.FIXED,
                rate=Fraction(1, 10),
                amount=110,
                max=220,
                min=30,
                minbase=400,
                maxbase=555,
                public=True,
                national_public=True,
                public_cap=Fraction(7, 10),
                cofin=Fraction(5, 4),
                own_share=Fraction(3, 10),
                donations_count=False,
                inkind_recognised=600,
                de_minimis=True,
                requires=("Q",),
                admin=Fraction(3, 2),
            ),
            Programme(id="Q", eligible=frozenset()),
        ),
        project_conflicts=(("P", "Q"),),
        same_cost_conflicts=(("Q", "P"),),
    )


PROGRAMME = "programmes[0]."


@pytest.mark.parametrize(
    ("change", "problem", "field"),
    [
        ({"id": None}, Problem.MISSING, "id"),
        ({"items": None}, Problem.MISSING, "items"),
        ({"programmes": None}, Problem.MISSING, "programmes"),
        ({"own_cash_available": None}, Problem.MISSING, "own_cash_available"),
        ({"own_cash_available": -1}, Problem.NEGATIVE, "own_cash_available"),
        ({"own_cash_available": "5"}, Problem.WRONG_TYPE, "own_cash_available"),
        ({"donations": 0.001}, Problem.TOO_MANY_DECIMALS, "donations"),
        ({"donation": 5}, Problem.UNKNOWN_FIELD, "donation"),
        ({"items": [{"id": "A"}]}, Problem.MISSING, "items[0].cost"),
        ({"items": [{"id": "A", "cost": 1, "x": 1}]}, Problem.UNKNOWN_FIELD, "items[0].x"),
        ({"items": [{"id": "A", "cost": 1}] * 2}, Problem.DUPLICATE_ID, "items[1].id"),
        ({"items": ["A"]}, Problem.NOT_AN_OBJECT, "items[0]"),
        (
            {"programmes": [{"id": "P", "eligible": []}] * 2},
            Problem.DUPLICATE_ID,
            "programmes[1].id",
        ),
        ({"programmes": [{"id": "P"}]}, Problem.MISSING, PROGRAMME + "eligible"),
        ({"project_conflicts": [["P"]]}, Problem.WRONG_TYPE, "project_conflicts[0]"),
        ({"project_conflicts": [["P", 1]]}, Problem.WRONG_TYPE, "project_conflicts[0]"),
        ({"project_conflicts": [["P", "X"]]}, Problem.UNKNOWN_ID, "project_conflicts[0]"),
        ({"same_cost_conflicts": [["X", "P"]]}, Problem.UNKNOWN_ID, "same_cost_conflicts[0]"),
    ],
)
def test_a_wrong_case_names_its_field(
    tmp_path: Path, change: dict[str, object], problem: Problem, field: str
) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, {**LEAN, **change})

    assert (caught.value.problem, caught.value.field) == (problem, field)


@pytest.mark.parametrize(
    ("change", "problem", "field"),
    [
        ({"rates": 1}, Problem.UNKNOWN_FIELD, "rates"),
        ({"rate": 1.01}, Problem.OUT_OF_RANGE, "rate"),
        ({"rate": -0.1}, Problem.NEGATIVE, "rate"),
        ({"rate": True}, Problem.WRONG_TYPE, "rate"),
        ({"rate": Decimal("1e-300")}, Problem.OUT_OF_RANGE, "rate"),
        ({"public_cap": 2}, Problem.OUT_OF_RANGE, "public_cap"),
        ({"own_share": 1.5}, Problem.OUT_OF_RANGE, "own_share"),
        ({"cofin": -1}, Problem.NEGATIVE, "cofin"),
        ({"max": -1}, Problem.NEGATIVE, "max"),
        ({"min": 1e13}, Problem.OUT_OF_RANGE, "min"),
        ({"kind": "loan"}, Problem.UNKNOWN_VALUE, "kind"),
        ({"kind": "fixed"}, Problem.MISSING, "amount"),
        ({"eligible": ["B"]}, Problem.UNKNOWN_ID, "eligible"),
        ({"eligible": "A"}, Problem.WRONG_TYPE, "eligible"),
        ({"requires": ["X"]}, Problem.UNKNOWN_ID, "requires"),
        ({"public": "yes"}, Problem.WRONG_TYPE, "public"),
        ({"admin": -1}, Problem.NEGATIVE, "admin"),
        ({"admin": 1.001}, Problem.TOO_MANY_DECIMALS, "admin"),
    ],
)
def test_a_wrong_programme_names_its_field(
    tmp_path: Path, change: dict[str, object], problem: Problem, field: str
) -> None:
    programme = {"id": "P", "eligible": ["A"], **change}

    with pytest.raises(InputError) as caught:
        read(tmp_path, {**LEAN, "programmes": [programme]})

    assert (caught.value.problem, caught.value.field) == (problem, PROGRAMME + field)
    assert caught.value.where.record == "lean"


def test_an_amount_of_another_kind_than_fixed_means_nothing(tmp_path: Path) -> None:
    programme = {"id": "P", "eligible": ["A"], "amount": 3}

    case = read(tmp_path, {**LEAN, "programmes": [programme]})

    assert solve(case).plan.own_cash == 0


def test_an_optimal_answer_has_every_field_of_the_contract() -> None:
    case = make_case(
        make_programme("P", "A", rate="1/3", admin=2), costs={"A": 100}, donations=10, own=60
    )

    assert answer_record(solve(case)) == {
        "id": "case",
        "status": "optimal",
        "own_cash": 56.67,
        "programmes": ["P"],
        "admin": 2,
        "donations_used": 10.0,
        "grants": {"P": 33.33},
        "flows": [{"programme": "P", "item": "A", "amount": 33.33}],
        "own_flows": [{"item": "A", "amount": 56.67}],
        "donation_flows": [{"item": "A", "amount": 10.0}],
        "binding": ["donations", "rate:P"],
        "alternatives": [],
    }


def test_an_infeasible_answer_says_what_is_missing() -> None:
    case = make_case(make_programme("P", "A", rate="1/3"), costs={"A": 100}, own=50)

    record = answer_record(solve(case))

    assert (record["status"], record["missing"], record["own_cash"]) == ("infeasible", 16.67, 66.67)


def test_half_effort_points_stay_halves() -> None:
    programme = Programme(id="P", eligible=frozenset("A"), admin=Fraction(1, 2))

    assert answer_record(solve(make_case(programme, costs={"A": 1})))["admin"] == 0.5


def test_a_bounded_answer_says_how_far_it_is_proven() -> None:
    record = answer_record(solve(subset_sum(), most_nodes=1))

    assert record["status"] == "bounded"
    assert isinstance(record["gap"], float)
    assert record["alternatives_proven"] is False
