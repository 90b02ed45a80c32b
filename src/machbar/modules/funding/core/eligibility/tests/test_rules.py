from datetime import date
from typing import Any

import pytest

from machbar.modules.funding.core import (
    ApplicantKind,
    Area,
    Programme,
    Question,
    Reason,
    Rule,
    StartRule,
    Status,
    Sums,
    area_of_codes,
    area_of_names,
    check,
    highest_grant,
    next_deadline,
)
from machbar.modules.funding.core.eligibility import (
    applicant,
    area,
    cost,
    grant,
    is_excluded,
    population,
    start,
    status,
)
from machbar.modules.funding.core.tests.builders import make_programme, make_project
from machbar.reasoning.verdicts import Answer, Finding

TODAY = date(2026, 11, 26)
FRESH = date(2026, 3, 31)
OLD = date(2024, 12, 31)
K = ApplicantKind


def test_an_applicant_that_is_listed_fits() -> None:
    project = make_project(applicant=K.MUNICIPALITY)

    assert applicant(project, make_programme()) == Finding(
        rule=Rule.APPLICANT,
        answer=Answer.YES,
        code=Reason.APPLICANT_FITS,
        values={"kind": "kommune", "kinds": "kommune"},
    )


def test_an_applicant_that_is_not_listed_is_excluded() -> None:
    project = make_project(applicant=K.CHURCH)

    assert applicant(project, make_programme()) == Finding(
        rule=Rule.APPLICANT,
        answer=Answer.NO,
        code=Reason.APPLICANT_CLOSED,
        values={"kind": "kirche", "kinds": "kommune"},
    )


def test_an_association_may_be_a_charity() -> None:
    programme = make_programme(applicants=frozenset({K.NON_PROFIT}))

    assert applicant(make_project(applicant=K.ASSOCIATION), programme) == Finding(
        rule=Rule.APPLICANT,
        answer=Answer.UNKNOWN,
        code=Reason.APPLICANT_PERHAPS,
        values={"kind": "verein", "kinds": "gemeinnuetzig"},
        question=Question.WHICH_KIND,
    )


def test_without_an_applicant_one_asks_who_applies() -> None:
    assert applicant(make_project(), make_programme()) == Finding(
        rule=Rule.APPLICANT,
        answer=Answer.UNKNOWN,
        code=Reason.APPLICANT_MISSING,
        values={"kinds": "kommune"},
        question=Question.WHO_APPLIES,
    )


def test_a_record_without_applicants_is_a_question_to_the_funder() -> None:
    programme = make_programme(applicants=frozenset())

    assert applicant(make_project(applicant=K.CHURCH), programme) == Finding(
        rule=Rule.APPLICANT,
        answer=Answer.UNKNOWN,
        code=Reason.APPLICANTS_UNSTATED,
        question=Question.WHO_MAY_APPLY,
    )


LAND = area_of_names(("Niedersachsen",))
DISTRICT = area_of_codes("Landkreis Helmstedt", "KREIS", ("03154",), True)
REGION = area_of_codes("Dorfregionen", "GEBIET", ("DE9",), None)
OTHER_TOWN = area_of_codes("Neustadt a. Rbge.", "GEMEINDE", (), False)
TOWN = area_of_codes("Stadt", "GEMEINDE", ("03154013",), None)


@pytest.mark.parametrize(
    ("place", "state", "ags", "answer", "code", "question"),
    [
        (Area(text="Deutschland"), None, None, Answer.YES, Reason.AREA_FITS, None),
        (LAND, "03", None, Answer.YES, Reason.AREA_FITS, None),
        (LAND, "09", None, Answer.NO, Reason.AREA_CLOSED, None),
        (LAND, None, None, Answer.UNKNOWN, Reason.AREA_MISSING, Question.WHERE),
        (DISTRICT, "03", "03154014", Answer.YES, Reason.AREA_FITS, None),
        (DISTRICT, "03", "03158001", Answer.NO, Reason.AREA_CLOSED, None),
        (DISTRICT, "03", None, Answer.UNKNOWN, Reason.AREA_PERHAPS, Question.IN_REGION),
        (TOWN, "03", "03154", Answer.UNKNOWN, Reason.AREA_PERHAPS, Question.IN_REGION),
        (DISTRICT, "09", None, Answer.NO, Reason.AREA_CLOSED, None),
        (REGION, "03", "03154013", Answer.UNKNOWN, Reason.AREA_PERHAPS, Question.IN_REGION),
        (OTHER_TOWN, "03", "03154013", Answer.NO, Reason.AREA_CLOSED, None),
        (OTHER_TOWN, "03", None, Answer.UNKNOWN, Reason.AREA_PERHAPS, Question.IN_REGION),
        (OTHER_TOWN, "09", None, Answer.NO, Reason.AREA_CLOSED, None),
        (DISTRICT, "03", "03154013", Answer.YES, Reason.AREA_FITS, None),
        (
            Area(text="ländliche Orte", is_whole=False),
            "03",
            None,
            Answer.UNKNOWN,
            Reason.AREA_PERHAPS,
            Question.IN_REGION,
        ),
    ],
)
def test_the_area_decides_by_state_key_or_flag(
    place: Area,
    state: str | None,
    ags: str | None,
    answer: Answer,
    code: Reason,
    question: Question | None,
) -> None:
    found = area(make_project(state=state, ags=ags), make_programme(area=place))

    assert found == Finding(
        rule=Rule.AREA, answer=answer, code=code, values={"region": place.text}, question=question
    )


@pytest.mark.parametrize(
    ("stated", "deadlines", "answer", "code", "values"),
    [
        (Status.ACTIVE, (), Answer.YES, Reason.OPEN, {}),
        (Status.ACTIVE, ("06-01",), Answer.YES, Reason.OPEN_UNTIL, {"day": "2027-06-01"}),
        (Status.ACTIVE, ("11-26",), Answer.YES, Reason.OPEN_UNTIL, {"day": "2026-11-26"}),
        (Status.ACTIVE, ("2026-12-24",), Answer.YES, Reason.OPEN_UNTIL, {"day": "2026-12-24"}),
        (Status.ACTIVE, ("2026-01-01",), Answer.UNKNOWN, Reason.CALL_CLOSED, {}),
        (Status.CALL_CLOSED, (), Answer.UNKNOWN, Reason.CALL_CLOSED, {}),
        (Status.CALL_CLOSED, ("06-01",), Answer.UNKNOWN, Reason.CALL_CLOSED, {}),
        (Status.CALL_CLOSED, ("2027-01-31",), Answer.YES, Reason.OPEN_UNTIL, {"day": "2027-01-31"}),
        (Status.UNKNOWN, (), Answer.UNKNOWN, Reason.STATUS_UNKNOWN, {}),
        (Status.ENDED, (), Answer.NO, Reason.ENDED, {}),
        (Status.ENDED, ("2022-06-30",), Answer.NO, Reason.ENDED, {}),
    ],
)
def test_status_and_deadlines_say_whether_one_can_apply(
    stated: Status,
    deadlines: tuple[str, ...],
    answer: Answer,
    code: Reason,
    values: dict[str, str],
) -> None:
    found = status(make_programme(status=stated, deadlines=deadlines), TODAY)

    assert (found.answer, found.code, found.values) == (answer, code, values)
    assert (found.question is not None) == (answer is Answer.UNKNOWN)


def test_a_programme_that_ended_was_open_before_its_last_deadline() -> None:
    ended = make_programme(status=Status.ENDED, deadlines=("2022-06-30",))

    assert status(ended, date(2022, 4, 1)).code == Reason.OPEN_UNTIL
    assert status(ended, date(2022, 7, 1)).answer is Answer.NO


def test_the_next_deadline_of_a_leap_day_is_the_last_of_february() -> None:
    assert next_deadline(("02-29",), date(2026, 11, 26)) == date(2027, 2, 28)
    assert next_deadline((), TODAY) is None
    assert next_deadline(("2027-05-01", "03-01"), TODAY) == date(2027, 3, 1)


def with_sums(as_of: date | None = FRESH, **sums: Any) -> Programme:
    return make_programme(as_of=as_of, sums=Sums(**sums))


def test_costs_below_the_minimum_exclude_where_the_record_is_fresh() -> None:
    found = cost(make_project(cost=50_000), with_sums(min_cost=100_000), TODAY)

    assert found == Finding(
        rule=Rule.COST,
        answer=Answer.NO,
        code=Reason.COST_TOO_LOW,
        values={"sum": 50_000, "bound": 100_000},
    )


@pytest.mark.parametrize(
    ("as_of", "uncertain"),
    [(OLD, frozenset()), (None, frozenset()), (FRESH, frozenset({"max_eligible_cost_eur"}))],
)
def test_costs_above_the_limit_of_an_old_or_doubtful_record_are_a_question(
    as_of: date | None, uncertain: frozenset[str]
) -> None:
    programme = with_sums(as_of, max_cost=100_000, uncertain=uncertain)

    assert cost(make_project(cost=200_000), programme, TODAY) == Finding(
        rule=Rule.COST,
        answer=Answer.UNKNOWN,
        code=Reason.COST_TOO_HIGH,
        values={"sum": 200_000, "bound": 100_000},
        question=Question.BOUND_STILL_VALID,
    )


def test_costs_at_the_bounds_fit() -> None:
    programme = with_sums(min_cost=100_000, max_cost=200_000)

    for sum_there in (100_000, 200_000):
        assert cost(make_project(cost=sum_there), programme, TODAY) == Finding(
            rule=Rule.COST,
            answer=Answer.YES,
            code=Reason.COST_FITS,
            values={"cost": sum_there},
        )


def test_without_costs_one_asks_only_where_there_is_a_bound() -> None:
    asked = Finding(
        rule=Rule.COST,
        answer=Answer.UNKNOWN,
        code=Reason.COST_MISSING,
        question=Question.HOW_MUCH,
    )

    assert cost(make_project(), with_sums(min_cost=1), TODAY) == asked
    assert cost(make_project(), make_programme(), TODAY) is None
    assert grant(make_project(), make_programme(), TODAY) is None
    found = grant(make_project(), with_sums(min_grant=1), TODAY)
    assert found is not None
    assert found.question == Question.HOW_MUCH


@pytest.mark.parametrize(
    ("cost_there", "sums", "answer"),
    [
        (1_000_000, {"best_rate": 5_000}, Answer.YES),
        (999_999, {"best_rate": 5_000}, Answer.NO),
        (999_999, {"best_rate": 5_000, "uncertain": frozenset({"rate"})}, Answer.UNKNOWN),
        (999_999, {"best_rate": 5_000, "uncertain": frozenset({"min_eur"})}, Answer.UNKNOWN),
        (499_999, {"best_rate": 5_000, "uncertain": frozenset({"rate"})}, Answer.NO),
        (499_999, {}, Answer.NO),
        (500_000, {}, Answer.YES),
        (9_000_000, {"max_grant": 400_000, "best_rate": 5_000}, Answer.NO),
    ],
)
def test_the_highest_possible_grant_must_reach_the_least_one(
    cost_there: int, sums: dict[str, Any], answer: Answer
) -> None:
    programme = with_sums(min_grant=500_000, **sums)

    found = grant(make_project(cost=cost_there), programme, TODAY)

    assert found is not None
    assert found.answer is answer
    assert is_excluded(make_project(cost=cost_there), programme, today=TODAY) is (
        answer is Answer.NO
    )


def test_sums_that_nobody_states_exclude_nothing() -> None:
    assert is_excluded(make_project(cost=1), make_programme(), today=TODAY) is False


def test_the_highest_grant_is_the_rate_up_to_the_ceiling() -> None:
    assert highest_grant(1_001, Sums(best_rate=5_000)) == 500
    assert highest_grant(1_000, Sums(best_rate=5_000, max_grant=300)) == 300
    assert highest_grant(1_000, Sums()) == 1_000


@pytest.mark.parametrize(
    ("people", "answer", "code"),
    [
        (None, Answer.UNKNOWN, Reason.POPULATION_MISSING),
        (10_000, Answer.YES, Reason.POPULATION_FITS),
        (10_001, Answer.UNKNOWN, Reason.POPULATION_TOO_HIGH),
    ],
)
def test_a_larger_place_is_a_question(people: int | None, answer: Answer, code: Reason) -> None:
    found = population(make_project(population=people), make_programme(population_limit=10_000))

    assert found is not None
    assert (found.answer, found.code) == (answer, code)
    assert population(make_project(population=people), make_programme()) is None


def test_a_project_that_has_begun_is_a_question_never_a_no() -> None:
    programme = make_programme(start_rule=StartRule.APPROVAL)

    assert start(make_project(), programme) is None
    assert start(make_project(started=False), programme) == Finding(
        rule=Rule.START,
        answer=Answer.YES,
        code=Reason.NOT_STARTED,
        values={"start_rule": "approval"},
    )
    assert start(make_project(started=True), programme) == Finding(
        rule=Rule.START,
        answer=Answer.UNKNOWN,
        code=Reason.STARTED,
        values={"start_rule": "approval"},
        question=Question.WHAT_STARTED,
    )


def test_an_old_record_never_gives_a_yes_that_need_not_be_verified() -> None:
    project = make_project(applicant=K.MUNICIPALITY, state="03")
    fresh = make_programme(status=Status.ACTIVE, as_of=FRESH)
    old = make_programme(status=Status.ACTIVE, as_of=OLD)

    assert (
        check(project, fresh, today=TODAY).answer,
        check(project, fresh, today=TODAY).verify,
    ) == (
        Answer.YES,
        False,
    )
    assert (check(project, old, today=TODAY).answer, check(project, old, today=TODAY).verify) == (
        Answer.YES,
        True,
    )
