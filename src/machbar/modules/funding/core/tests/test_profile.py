"""Verdicts with the team's answers, and the question that would decide most."""

from dataclasses import replace
from datetime import date

from machbar.modules.funding.core import Programme, ProjectProfile, read_programmes
from machbar.modules.funding.core.applicants import ApplicantKind
from machbar.modules.funding.core.profile import Answers, Asked, next_question, verdict_for
from machbar.modules.funding.core.tests.samples import RECORD
from machbar.reasoning.reading import Record, Where
from machbar.reasoning.verdicts import Answer

TODAY = date(2026, 9, 24)


def programme(**fields: object) -> Programme:
    values = {**RECORD, **fields}
    (found,) = read_programmes([Record(where=Where(file="test"), values=values)])  # type: ignore[arg-type]
    return found


def answers(
    applicant: ApplicantKind | None = ApplicantKind.ASSOCIATION,
    *,
    cost: int | None = 640_000,
    is_charitable: bool | None = None,
) -> Answers:
    profile = ProjectProfile(key="p", title="Werkstatt", applicant=applicant, cost=cost, state="03")
    return Answers(profile=profile, is_charitable=is_charitable)


def verdict(given: Answers, **fields: object) -> Answer:
    return verdict_for(given, programme(**fields), today=TODAY).answer


def test_a_charity_may_apply_where_only_charities_may() -> None:
    only = {"eligible_applicants": ["gemeinnuetzig"]}

    assert verdict(answers(), **only) is Answer.UNKNOWN
    assert verdict(answers(is_charitable=True), **only) is Answer.YES
    assert verdict(answers(is_charitable=False), **only) is Answer.NO


def test_a_charity_is_still_what_it_is() -> None:
    closed = {"eligible_applicants": ["kommune"]}

    assert verdict(answers(is_charitable=True)) is Answer.YES
    assert verdict(answers(is_charitable=False)) is Answer.YES
    assert verdict(answers(is_charitable=True), **closed) is Answer.NO


def asked(given: Answers, *programmes: Programme) -> tuple[Asked, int] | None:
    judged = [(each, verdict_for(given, each, today=TODAY)) for each in programmes]
    return next_question(given, judged)


def test_a_postponed_question_steps_behind_the_others() -> None:
    charities = [programme(id=str(n), eligible_applicants=["gemeinnuetzig"]) for n in range(2)]
    from_thousand = programme(id="c", min_eur=1000)
    given = replace(answers(cost=None), postponed=frozenset({Asked.CHARITABLE}))

    assert asked(given, *charities, from_thousand) == (Asked.COST, 1)
    assert asked(given, *charities) is None


def test_the_question_that_decides_most_comes_first() -> None:
    charities = [programme(id=str(n), eligible_applicants=["gemeinnuetzig"]) for n in range(2)]
    from_thousand = programme(id="c", min_eur=1000)

    assert asked(answers(cost=None), *charities, from_thousand) == (Asked.CHARITABLE, 2)
    assert asked(answers(cost=None), charities[0], from_thousand) == (Asked.COST, 1)
    assert asked(answers(None), *charities) == (Asked.APPLICANT, 2)


def test_where_no_answer_of_ours_helps_nothing_is_asked() -> None:
    assert asked(answers(), programme()) is None
    assert asked(answers(), programme(status="unknown")) is None
    assert asked(answers(is_charitable=True), programme(eligible_applicants=["kommune"])) is None
