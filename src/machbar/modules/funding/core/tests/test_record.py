"""Checking and reading one record of the catalogue."""

from datetime import date

import pytest

from machbar.modules.funding.core.record import CatalogueEntry, Rate, entry_of
from machbar.modules.funding.core.tests.samples import RECORD
from machbar.reasoning.reading import InputError, Problem, Record, Where


def entry(**fields: object) -> CatalogueEntry:
    values = {**RECORD, **fields}
    return entry_of(Record(where=Where(file="k.jsonl", line=3), values=values))  # type: ignore[arg-type]


def test_amounts_become_cents_and_rates_hundredths_of_a_percent() -> None:
    found = entry(max_eur=2500, rate_pct=90, rates=[{"applicant": "verein", "rate_pct": 64}])

    assert (found.most, found.rate) == (250_000, 9_000)
    assert found.rates == (Rate(applicant="verein", rate=6_400, condition=""),)
    assert found.rate_for("verein") == 6_400
    assert found.rate_for("kommune") == 9_000


def test_the_next_known_deadline_counts_beside_the_yearly_ones() -> None:
    found = entry(deadline_dates=["10-15"], next_known_deadline="2026-09-30")

    assert found.deadline(date(2026, 9, 24)) == date(2026, 9, 30)


@pytest.mark.parametrize(
    ("field", "value", "problem", "named"),
    [
        ("level", "DORF", Problem.UNKNOWN_VALUE, "level"),
        ("status", None, Problem.MISSING, "status"),
        ("instrument", "geschenk", Problem.UNKNOWN_VALUE, "instrument"),
        ("deadline_type", "oft", Problem.UNKNOWN_VALUE, "deadline_type"),
        ("eligible_applicants", ["verein", "katze"], Problem.UNKNOWN_VALUE, "eligible_applicants[1]"),
        ("rate_pct", 101, Problem.OUT_OF_RANGE, "rate_pct"),
        ("rates", [{"applicant": "alle", "rate_pct": -1}], Problem.OUT_OF_RANGE, "rates[0].rate_pct"),
        ("max_eur", -1, Problem.NEGATIVE, "max_eur"),
        ("deadline_dates", ["15.10."], Problem.UNKNOWN_VALUE, "deadline_dates[0]"),
        ("as_of", "gestern", Problem.UNKNOWN_VALUE, "as_of"),
        ("source_url", "example.org", Problem.UNKNOWN_VALUE, "source_url"),
        ("source_url", None, Problem.MISSING, "source_url"),
        ("relevance", 4, Problem.OUT_OF_RANGE, "relevance"),
        ("name", "x" * 301, Problem.OUT_OF_RANGE, "name"),
        ("ratte_pct", 50, Problem.UNKNOWN_FIELD, "ratte_pct"),
    ],
)  # fmt: skip
def test_a_mistake_names_line_and_field(
    field: str, value: object, problem: Problem, named: str
) -> None:
    with pytest.raises(InputError) as refused:
        entry(**{field: value})

    assert (refused.value.problem, refused.value.field, refused.value.where.line) == (
        problem,
        named,
        3,
    )


def test_a_tag_excludes_by_level_by_source_and_by_the_beginning_of_an_id() -> None:
    strict = entry(id="aktion-mensch-mikro", excludes_tags=["LOTTERIE", "KFW", "nds-stbauf"])

    assert strict.excludes(entry(id="bingo", level="LOTTERIE"))
    assert strict.excludes(entry(id="kfw-1", fund_sources=["KFW"]))
    assert strict.excludes(entry(id="nds-stbauf-zentren"))
    assert not strict.excludes(entry(id="nds-anders"))


def test_public_money_is_that_of_state_bodies() -> None:
    levels = ("EU", "LAND", "STIFTUNG")

    assert [entry(level=level).is_public for level in levels] == [True, True, False]
    assert [entry(level=level).is_national_public for level in levels] == [False, True, False]
