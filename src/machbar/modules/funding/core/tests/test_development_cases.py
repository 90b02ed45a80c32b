import pytest

from benchmarks.matching_signals import (
    TODAY,
    Cases,
    difference,
    macro_recall,
    of_signals,
    outcome_of,
    plain_bm25,
    read_cases,
)
from machbar.modules.funding.core import check
from machbar.modules.funding.core.matching import prepare_catalogue, rank_programmes
from machbar.reasoning.ranking import sentence_encoder
from machbar.reasoning.verdicts import Answer

WHOLE = of_signals("concepts", "meaning", "themes", "words", prior=True)


@pytest.fixture(scope="module")
def cases() -> Cases:
    return read_cases()


@pytest.mark.shared
def test_three_of_four_programmes_are_among_the_first_five_and_bm25_is_beaten(
    cases: Cases,
) -> None:
    catalogue = prepare_catalogue(cases.programmes, encode=sentence_encoder)
    ours = outcome_of(cases, catalogue, WHOLE)
    theirs = outcome_of(cases, catalogue, plain_bm25(catalogue))

    assert macro_recall(ours) >= 0.75
    _, low, _ = difference(ours, theirs)
    assert low > 0


@pytest.mark.shared
def test_nothing_that_is_closed_to_state_or_applicant_is_ranked(cases: Cases) -> None:
    catalogue = prepare_catalogue(cases.programmes, encode=sentence_encoder)

    for project in cases.projects:
        ranking = rank_programmes(project, catalogue, encode=sentence_encoder, today=TODAY)
        ranked = [match.programme for match in ranking.ranked]
        verdicts = [check(project, programme, today=TODAY).answer for programme in ranked]
        assert Answer.NO not in verdicts
        assert len(ranking.ranked) + len(ranking.excluded) == 122
