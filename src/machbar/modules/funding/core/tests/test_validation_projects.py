import json

import pytest

from benchmarks.matching_signals import TODAY, macro_recall
from benchmarks.matching_validation import HALVES, OURS, Run, own_cases
from machbar.modules.funding.catalogue import CATALOGUE
from machbar.modules.funding.core import Programme, read_programmes
from machbar.modules.funding.core.eligibility import is_excluded
from machbar.reasoning.ranking import sentence_encoder
from machbar.reasoning.reading import read_records


@pytest.fixture(scope="module")
def programmes() -> tuple[Programme, ...]:
    return read_programmes(read_records(CATALOGUE))


@pytest.mark.parametrize("half", HALVES)
def test_four_of_five_expected_programmes_are_among_the_first_five(
    half: str, programmes: tuple[Programme, ...]
) -> None:
    cases = own_cases(half, "funded_by", programmes)

    assert macro_recall(Run(cases=cases, encode=sentence_encoder).outcome()) >= 0.8


@pytest.mark.parametrize("half", HALVES)
def test_no_expected_programme_is_closed_to_its_project(
    half: str, programmes: tuple[Programme, ...]
) -> None:
    by_key = {programme.key: programme for programme in programmes}
    cases = own_cases(half, "funded_by", programmes)

    closed = [
        (project.key, key)
        for project, paid in zip(cases.projects, cases.paid, strict=True)
        for key in paid
        if is_excluded(project, by_key[key], today=TODAY)
    ]

    assert closed == []


def test_the_halves_were_split_by_number() -> None:
    rows = [json.loads(line) for line in OURS.read_text(encoding="utf-8").splitlines()]

    assert [row["half"] for row in rows] == ["tune", "hold"] * 40
    assert [row["id"] for row in rows] == [f"v{number:02d}" for number in range(1, 81)]
