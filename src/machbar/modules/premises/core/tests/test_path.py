"""The path of a mediation: what may follow what, and what each step needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.core.path import (
    BEFORE_USE,
    OVER,
    STAGES_OF,
    EndMark,
    Given,
    Obstacle,
    Standing,
    Step,
    Waiting,
    end_mark,
    obstacles,
    possible_steps,
    stage_after,
    waits_for,
)

TODAY = date(2026, 11, 26)
SATURDAY = date(2026, 11, 28)
NEXT_YEAR = date(2027, 12, 31)

days = st.dates(min_value=date(2026, 1, 1), max_value=date(2028, 12, 31))
standings = st.builds(
    Standing,
    stage=st.sampled_from(MediationStage),
    on=days,
    owner_agreed=st.booleans(),
    seeker_agreed=st.booleans(),
    visit_on=st.none() | days,
    has_terms=st.booleans(),
    is_signed=st.booleans(),
    starts_on=st.none() | days,
    ends_on=st.none() | days,
)
givens = st.builds(
    Given,
    visit_on=st.none() | days,
    ends_on=st.none() | days,
    reason=st.sampled_from(["", "zu klein"]),
)


def standing(
    stage: MediationStage = MediationStage.SUGGESTED,
    *,
    agreed: bool = False,
    has_terms: bool = False,
    is_signed: bool = False,
    starts_on: date | None = None,
    ends_on: date | None = None,
) -> Standing:
    return Standing(
        stage=stage,
        on=TODAY,
        owner_agreed=agreed,
        seeker_agreed=agreed,
        has_terms=has_terms,
        is_signed=is_signed,
        starts_on=starts_on,
        ends_on=ends_on,
    )


def test_the_whole_path_from_suggestion_to_end() -> None:
    one = Standing(stage=MediationStage.SUGGESTED, on=TODAY, owner_agreed=True)
    contact = standing(MediationStage.CONTACT, agreed=True)
    signed = standing(MediationStage.AGREEMENT, agreed=True, has_terms=True, is_signed=True)
    running = standing(MediationStage.RUNNING, agreed=True, ends_on=TODAY)

    assert [
        stage_after(standing(), Step.OWNER_AGREES),
        stage_after(one, Step.SEEKER_AGREES),
        stage_after(contact, Step.FIX_VISIT),
        stage_after(contact, Step.DRAFT),
        stage_after(signed, Step.SIGN),
        stage_after(signed, Step.FIX_VISIT),
        stage_after(signed, Step.START),
        stage_after(running, Step.EXTEND),
        stage_after(running, Step.END),
        stage_after(contact, Step.DECLINE),
    ] == [
        MediationStage.SUGGESTED,
        MediationStage.CONTACT,
        MediationStage.VISIT,
        MediationStage.AGREEMENT,
        MediationStage.AGREEMENT,
        MediationStage.AGREEMENT,
        MediationStage.RUNNING,
        MediationStage.RUNNING,
        MediationStage.ENDED,
        MediationStage.DECLINED,
    ]


@pytest.mark.parametrize(
    ("where", "step", "come_with", "expected"),
    [
        (standing(), Step.FIX_VISIT, Given(visit_on=SATURDAY), (Obstacle.WRONG_STAGE,)),
        (
            standing(MediationStage.CONTACT),
            Step.FIX_VISIT,
            Given(visit_on=SATURDAY),
            (Obstacle.OWNER_OPEN, Obstacle.SEEKER_OPEN),
        ),
        (
            standing(MediationStage.CONTACT, agreed=True),
            Step.FIX_VISIT,
            Given(),
            (Obstacle.NO_VISIT_DAY,),
        ),
        (standing(MediationStage.VISIT, agreed=True), Step.DRAFT, Given(), ()),
        (
            standing(MediationStage.AGREEMENT, agreed=True, has_terms=True, is_signed=True),
            Step.DRAFT,
            Given(),
            (),
        ),
        (standing(MediationStage.AGREEMENT), Step.SIGN, Given(), (Obstacle.NO_TERMS,)),
        (
            standing(MediationStage.AGREEMENT, has_terms=True, is_signed=True),
            Step.SIGN,
            Given(),
            (Obstacle.ALREADY,),
        ),
        (
            standing(MediationStage.AGREEMENT, has_terms=True, starts_on=SATURDAY),
            Step.START,
            Given(),
            (Obstacle.NOT_SIGNED, Obstacle.NOT_BEGUN),
        ),
        (
            standing(MediationStage.AGREEMENT, is_signed=True, starts_on=TODAY),
            Step.START,
            Given(),
            (),
        ),
        (
            standing(MediationStage.RUNNING, ends_on=SATURDAY),
            Step.EXTEND,
            Given(ends_on=SATURDAY),
            (Obstacle.NO_LATER_END,),
        ),
        (
            standing(MediationStage.RUNNING),
            Step.EXTEND,
            Given(ends_on=NEXT_YEAR),
            (Obstacle.NO_LATER_END,),
        ),
        (
            standing(MediationStage.RUNNING, ends_on=SATURDAY),
            Step.EXTEND,
            Given(ends_on=NEXT_YEAR),
            (),
        ),
        (
            standing(MediationStage.RUNNING, ends_on=SATURDAY),
            Step.END,
            Given(),
            (Obstacle.NO_REASON,),
        ),
        (standing(MediationStage.RUNNING, ends_on=TODAY), Step.END, Given(), ()),
        (standing(), Step.DECLINE, Given(), (Obstacle.NO_REASON,)),
        (
            standing(MediationStage.RUNNING),
            Step.DECLINE,
            Given(reason="zu klein"),
            (Obstacle.WRONG_STAGE,),
        ),
        (standing(MediationStage.DECLINED), Step.LEARN, Given(), ()),
    ],
)
def test_each_step_says_what_is_in_its_way(
    where: Standing, step: Step, come_with: Given, expected: tuple[Obstacle, ...]
) -> None:
    assert obstacles(where, step, come_with) == expected


def test_nobody_agrees_twice() -> None:
    both = standing(agreed=True)

    assert obstacles(both, Step.OWNER_AGREES) == (Obstacle.ALREADY,)
    assert obstacles(both, Step.SEEKER_AGREES) == (Obstacle.ALREADY,)


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        (standing(), Waiting.BOTH),
        (Standing(stage=MediationStage.SUGGESTED, on=TODAY, owner_agreed=True), Waiting.SEEKER),
        (Standing(stage=MediationStage.SUGGESTED, on=TODAY, seeker_agreed=True), Waiting.OWNER),
        (standing(MediationStage.CONTACT, agreed=True), Waiting.HOUSE),
        (Standing(stage=MediationStage.VISIT, on=TODAY, visit_on=TODAY), Waiting.VISIT),
        (
            Standing(stage=MediationStage.VISIT, on=TODAY, visit_on=TODAY - timedelta(days=1)),
            Waiting.HOUSE,
        ),
        (Standing(stage=MediationStage.RUNNING, on=TODAY), Waiting.END),
        (Standing(stage=MediationStage.RUNNING, on=TODAY, ends_on=TODAY), Waiting.END),
        (
            Standing(stage=MediationStage.RUNNING, on=TODAY, ends_on=TODAY - timedelta(days=1)),
            Waiting.HOUSE,
        ),
        (standing(MediationStage.ENDED, agreed=True), Waiting.NOBODY),
    ],
)
def test_it_says_for_whom_it_waits(where: Standing, expected: Waiting) -> None:
    assert waits_for(where) is expected


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (61, None),
        (60, EndMark.SOON),
        (15, EndMark.SOON),
        (14, EndMark.NEAR),
        (0, EndMark.NEAR),
        (-1, EndMark.PAST),
    ],
)
def test_an_end_is_spoken_of_60_and_14_days_before(days: int, expected: EndMark | None) -> None:
    assert end_mark(TODAY + timedelta(days=days), TODAY) is expected


def test_an_agreement_without_an_end_is_not_spoken_of() -> None:
    assert end_mark(None, TODAY) is None


@given(where=standings, step=st.sampled_from(Step), come_with=givens)
def test_a_step_is_possible_exactly_where_only_its_form_is_missing(
    where: Standing, step: Step, come_with: Given
) -> None:
    if not obstacles(where, step, come_with):
        assert step in possible_steps(where)
        assert where.stage in STAGES_OF[step]


@given(where=standings, step=st.sampled_from(Step), come_with=givens)
def test_no_step_leads_back_and_none_out_of_an_end(
    where: Standing, step: Step, come_with: Given
) -> None:
    if obstacles(where, step, come_with):
        return
    order = list(MediationStage)
    after = stage_after(where, step)

    assert order.index(after) >= order.index(where.stage)
    if where.stage in OVER:
        assert after is where.stage


@given(where=standings, reason=st.text(min_size=1))
def test_everything_before_the_use_may_come_to_nothing_with_a_reason(
    where: Standing, reason: str
) -> None:
    is_free = not obstacles(where, Step.DECLINE, Given(reason=reason))

    assert is_free is (where.stage in BEFORE_USE)


@given(where=standings, step=st.sampled_from(Step), come_with=givens)
def test_contact_and_all_that_follows_needs_both(
    where: Standing, step: Step, come_with: Given
) -> None:
    if where.stage is not MediationStage.SUGGESTED or obstacles(where, step, come_with):
        return
    if stage_after(where, step) is MediationStage.CONTACT:
        owner = where.owner_agreed or step is Step.OWNER_AGREES
        seeker = where.seeker_agreed or step is Step.SEEKER_AGREES
        assert owner
        assert seeker
