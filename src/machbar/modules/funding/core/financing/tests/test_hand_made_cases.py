"""Small cases for each section of the model, with the optimum of another computation.

The expected values come from a program that knows only the text of the model: every set of programmes, each with an
exact simplex over fractions. It shares nothing with the search, nor with the enumeration beside it.
"""

from fractions import Fraction
from pathlib import Path

import pytest

from machbar.modules.funding.core.financing import case_of, solve
from machbar.reasoning.reading import Record, read_records

RECORDS = read_records(Path(__file__).with_name("hand_made_cases.json"))


def test_every_case_is_there_once() -> None:
    assert len(RECORDS) == 113
    assert len({record.where.record for record in RECORDS}) == 113


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: str(record.where.record))
def test_the_optimum_is_that_of_the_text(record: Record) -> None:
    expected = record.values["expected"]
    assert isinstance(expected, dict)

    answer = solve(case_of(record), alternatives=0)

    plan = answer.plan
    exact = Fraction(str(expected["own_cash"])) * 100
    found: dict[str, object] = {
        "status": answer.status.value,
        "programmes": list(plan.programmes),
        "admin": plan.admin,
    }
    assert found == {name: expected[name] for name in found}
    # Each grant is rounded down to the cent, and own cash takes the rest.
    assert -Fraction(1, 2) <= plan.own_cash - exact <= max(1, len(plan.programmes))
