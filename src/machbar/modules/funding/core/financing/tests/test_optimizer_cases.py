"""The worked cases: their optimum, their second stage, and what they say about binding rules."""

from decimal import Decimal
from pathlib import Path

import pytest

from machbar.modules.funding.core.financing import Answer, case_of, solve, trade_off, violations
from machbar.reasoning.reading import Json, Record, read_records

RECORDS = {
    str(record.values["id"]): record
    for record in read_records(Path(__file__).parent / "optimizer_cases.json")
}
T1 = "T1-verein-werkstatt"


def expected_of(record: Record) -> dict[str, Json]:
    expected = record.values["expected"]
    assert isinstance(expected, dict)
    return expected


def cents(amount: Json) -> int:
    assert isinstance(amount, int | Decimal)
    return int(amount * 100)


def answer_to(key: str) -> Answer:
    return solve(case_of(RECORDS[key]))


@pytest.mark.parametrize("key", sorted(RECORDS))
def test_worked_case_has_its_optimum(key: str) -> None:
    expected = expected_of(RECORDS[key])
    programmes = expected["programmes"]
    assert isinstance(programmes, list)

    answer = answer_to(key)

    assert answer.plan.own_cash == cents(expected["min_own_cash"])
    assert list(answer.plan.programmes) == sorted(map(str, programmes))
    assert violations(answer.case, answer.plan) == ()


def test_the_first_case_has_its_grants_donations_and_alternatives() -> None:
    expected = expected_of(RECORDS[T1])
    grants = expected["grants"]
    assert isinstance(grants, dict)

    answer = answer_to(T1)

    plan = answer.plan
    assert {key: plan.grant(key) for key in plan.programmes} == {
        key: cents(amount) for key, amount in grants.items()
    }
    assert plan.donations_used == cents(expected["donations_used"])
    assert [(other.own_cash, int(other.admin)) for other in answer.alternatives] == [
        (12_488_89, 12),
        (12_600_00, 11),
        (14_600_00, 11),
        (15_100_00, 10),
        (16_489_02, 11),
    ]


def test_the_trade_off_of_the_first_case_holds_its_second_stage() -> None:
    second = expected_of(RECORDS[T1])["second_stage"]
    assert isinstance(second, dict)
    programmes = second["programmes"]
    assert isinstance(programmes, list)

    rows = trade_off(case_of(RECORDS[T1]))

    easiest = min((row for row in rows if row.own_cash <= 13_000_00), key=lambda row: row.admin)
    assert list(easiest.programmes) == sorted(map(str, programmes))
    assert easiest.own_cash == cents(second["own_cash"])
    assert easiest.admin == second["admin"]
    assert [(row.own_cash, int(row.admin)) for row in rows] == [
        (10_100_00, 12),
        (12_600_00, 11),
        (15_100_00, 10),
        (17_600_00, 9),
        (21_600_00, 8),
        (24_100_00, 7),
        (26_600_00, 6),
    ]


@pytest.mark.parametrize(
    ("key", "binding"),
    [
        (
            T1,
            (
                "donations",
                "max:AM",
                "max:DSEE",
                "project_conflict:AM+LSS",
                "public_cap:LEADER",
                "rate:KKE",
                "same_cost_conflict:KKE+LEADER",
            ),
        ),
        ("T2a-kommune-regelfall", ("rate:ZR",)),
        ("T2b-kommune-finanzschwach", ("max:ZR",)),
        ("T3-de-minimis-rest", ("de_minimis",)),
        ("T4a-bagatelle-verfehlt", ("min:NLD", "rate:NLD")),
        ("T4b-bagatelle-erreicht", ("rate:NLD",)),
        ("T5-ehrenamt-fiktive-ausgabe", ("own_share:LAND", "rate:LAND")),
        ("T6-gemeinsame-obergrenze", ("public_cap:BUND", "public_cap:LAND")),
        ("T7-eu-fonds-ausschluss", ("max:ELER", "max:STIFT", "project_conflict:EFRE+ELER")),
    ],
)
def test_what_binds_is_what_would_have_to_change(key: str, binding: tuple[str, ...]) -> None:
    assert answer_to(key).binding == binding
