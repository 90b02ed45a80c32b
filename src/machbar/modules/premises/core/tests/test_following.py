"""What becomes of units and searches when their mediations move."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState
from machbar.modules.premises.core.following import (
    LIVING,
    demand_state,
    state_in_use,
    unit_state,
)

stages = st.lists(st.sampled_from(MediationStage), max_size=5)


@pytest.mark.parametrize(
    ("before", "paths", "expected"),
    [
        (UnitState.EMPTY, [MediationStage.SUGGESTED], UnitState.MEDIATION),
        (UnitState.ANNOUNCED, [MediationStage.VISIT], UnitState.MEDIATION),
        (UnitState.EMPTY, [MediationStage.DECLINED], UnitState.EMPTY),
        (UnitState.MEDIATION, [MediationStage.DECLINED], UnitState.ANNOUNCED),
        (
            UnitState.MEDIATION,
            [MediationStage.DECLINED, MediationStage.SUGGESTED],
            UnitState.MEDIATION,
        ),
        (UnitState.USED, [MediationStage.SUGGESTED], UnitState.USED),
        (UnitState.INTERIM, [MediationStage.RUNNING], UnitState.INTERIM),
    ],
)
def test_a_unit_is_in_mediation_while_a_path_lives(
    before: UnitState, paths: list[MediationStage], expected: UnitState
) -> None:
    assert unit_state(before, paths, free=UnitState.ANNOUNCED) is expected


def test_a_use_with_an_end_is_interim() -> None:
    assert state_in_use(has_an_end=True) is UnitState.INTERIM
    assert state_in_use(has_an_end=False) is UnitState.PERMANENT


@pytest.mark.parametrize(
    ("before", "paths", "expected"),
    [
        (DemandState.OPEN, [], DemandState.OPEN),
        (DemandState.OPEN, [MediationStage.CONTACT], DemandState.SUGGESTED),
        (
            DemandState.OPEN,
            [MediationStage.VISIT, MediationStage.SUGGESTED, MediationStage.DECLINED],
            DemandState.VISIT,
        ),
        (DemandState.VISIT, [MediationStage.AGREEMENT], DemandState.AGREEMENT),
        (DemandState.AGREEMENT, [MediationStage.RUNNING], DemandState.SETTLED),
        (DemandState.VISIT, [MediationStage.DECLINED], DemandState.OPEN),
        (DemandState.SETTLED, [MediationStage.ENDED], DemandState.SETTLED),
        (DemandState.EXPIRED, [MediationStage.DECLINED], DemandState.EXPIRED),
        (DemandState.EXPIRED, [MediationStage.VISIT], DemandState.VISIT),
    ],
)
def test_a_search_stands_where_its_furthest_path_stands(
    before: DemandState, paths: list[MediationStage], expected: DemandState
) -> None:
    assert demand_state(before, paths) is expected


@given(before=st.sampled_from(UnitState), paths=stages)
def test_following_twice_changes_nothing_more(
    before: UnitState, paths: list[MediationStage]
) -> None:
    once = unit_state(before, paths)

    assert unit_state(once, paths) is once


@given(before=st.sampled_from(DemandState), paths=stages)
def test_an_open_search_has_no_living_path(
    before: DemandState, paths: list[MediationStage]
) -> None:
    if demand_state(before, paths) is DemandState.OPEN:
        assert LIVING.isdisjoint(paths)
