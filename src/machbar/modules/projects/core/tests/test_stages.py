"""Stages: which follow which, and what a gate still lacks."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.projects.core import (
    MAIN_LINE,
    SLOTS,
    Facts,
    Lack,
    Missing,
    Move,
    MoveKind,
    SlotStanding,
    StageKey,
    is_essential,
    missing_for,
    possible_moves,
)

ALL_PROVEN = {kind.value: "proven" for kind in SLOTS}
ALL_IN_SIGHT = {kind.value: "candidate" for kind in SLOTS}


def targets(stage: StageKey, kind: MoveKind, before: StageKey | None = None) -> list[StageKey]:
    return [move.target for move in possible_moves(stage, before=before) if move.kind is kind]


def test_a_project_walks_the_main_line_and_may_take_two_short_cuts() -> None:
    assert [targets(stage, MoveKind.FORWARD) for stage in MAIN_LINE] == [
        [StageKey.COORDINATION],
        [StageKey.FUNDING, StageKey.FEASIBLE],
        [StageKey.FEASIBLE],
        [StageKey.REALISATION],
        [StageKey.DONE],
        [StageKey.PROOF, StageKey.CLOSED],
        [StageKey.CLOSED],
        [],
    ]


def test_one_step_back_is_possible_from_everywhere_but_the_beginning() -> None:
    assert targets(StageKey.SKETCH, MoveKind.BACK) == []
    assert targets(StageKey.FEASIBLE, MoveKind.BACK) == [StageKey.FUNDING]
    assert targets(StageKey.CLOSED, MoveKind.BACK) == [StageKey.PROOF]


def test_whoever_rests_or_failed_comes_back_to_where_it_stood() -> None:
    assert possible_moves(StageKey.RESTING, before=StageKey.FUNDING) == (
        Move(target=StageKey.FUNDING, kind=MoveKind.RESUME),
        Move(target=StageKey.FAILED, kind=MoveKind.ASIDE),
    )
    assert possible_moves(StageKey.FAILED) == (Move(target=StageKey.SKETCH, kind=MoveKind.RESUME),)
    assert targets(StageKey.CLOSED, MoveKind.ASIDE) == []


@given(stage=st.sampled_from(list(StageKey)), before=st.sampled_from(MAIN_LINE))
def test_nobody_is_stuck_nobody_stays_and_every_side_step_needs_a_reason(
    stage: StageKey, before: StageKey
) -> None:
    moves = possible_moves(stage, before=before)

    assert moves
    assert len({move.target for move in moves}) == len(moves)
    assert stage not in {move.target for move in moves}
    assert all(move.needs_reason is (move.kind is not MoveKind.FORWARD) for move in moves)


def test_coordination_needs_a_description() -> None:
    facts = Facts(standings={}, has_description=False)

    assert missing_for(StageKey.COORDINATION, facts) == (Missing(lack=Lack.DESCRIPTION),)


def test_funding_needs_every_slot_in_sight_and_three_years_that_carry_themselves() -> None:
    standings = ALL_IN_SIGHT | {"users": "proven", "place": "open"}
    facts = Facts(standings=standings, has_description=True)
    gap = Facts(standings=ALL_IN_SIGHT, has_description=True, operation=False)
    ready = Facts(standings=ALL_IN_SIGHT, has_description=True, operation=True)

    assert missing_for(StageKey.FUNDING, facts) == (
        Missing(lack=Lack.SLOT_OPEN, about="place"),
        Missing(lack=Lack.OPERATION),
    )
    assert missing_for(StageKey.FUNDING, gap) == (Missing(lack=Lack.OPERATION_GAP),)
    assert missing_for(StageKey.FUNDING, ready) == ()


def test_a_small_project_may_be_feasible_without_an_operation_table() -> None:
    facts = Facts(standings=ALL_PROVEN, has_description=True)

    assert missing_for(StageKey.FEASIBLE, facts) == ()


@given(
    standings=st.fixed_dictionaries(
        {kind.value: st.sampled_from([each.value for each in SlotStanding]) for kind in SLOTS}
    )
)
def test_feasible_is_what_all_five_slots_prove_and_no_reason_replaces_one(
    standings: dict[str, str],
) -> None:
    facts = Facts(standings=standings, has_description=True, operation=True)

    missing = missing_for(StageKey.FEASIBLE, facts)

    assert [each.about for each in missing] == [
        kind.value for kind in SLOTS if standings[kind] != "proven"
    ]
    assert all(is_essential(each) for each in missing)


@pytest.mark.parametrize("target", [StageKey.REALISATION, StageKey.CLOSED])
def test_an_open_required_point_closes_the_gate_but_a_reason_may_open_it(target: StageKey) -> None:
    facts = Facts(standings={}, has_description=True, open_points=("Versicherung",))

    missing = missing_for(target, facts)

    assert missing == (Missing(lack=Lack.CHECKLIST, about="Versicherung"),)
    assert not is_essential(missing[0])
