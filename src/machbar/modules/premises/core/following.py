"""What becomes of a unit and of a search when their mediations move: states that follow from the paths alone."""

from collections.abc import Collection

from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState

LIVING = frozenset(MediationStage) - {MediationStage.ENDED, MediationStage.DECLINED}
_FREE = frozenset({UnitState.ANNOUNCED, UnitState.EMPTY})
_SEARCHING = {
    MediationStage.SUGGESTED: DemandState.SUGGESTED,
    MediationStage.CONTACT: DemandState.SUGGESTED,
    MediationStage.VISIT: DemandState.VISIT,
    MediationStage.AGREEMENT: DemandState.AGREEMENT,
    MediationStage.RUNNING: DemandState.SETTLED,
}
_ORDER = tuple(MediationStage)


def unit_state(
    before: UnitState, stages: Collection[MediationStage], *, free: UnitState = UnitState.EMPTY
) -> UnitState:
    """The state of a unit on whose mediations no use has begun or ended just now.

    An empty unit is in mediation as long as a path lives; when none does it is ``free`` again. A unit in use stays.
    """
    is_living = not LIVING.isdisjoint(stages)
    if before in _FREE and is_living:
        return UnitState.MEDIATION
    if before is UnitState.MEDIATION and not is_living:
        return free
    return before


def state_in_use(*, has_an_end: bool) -> UnitState:
    """What a unit is when a use begins: interim where the agreement ends on a day, else permanent."""
    return UnitState.INTERIM if has_an_end else UnitState.PERMANENT


def demand_state(before: DemandState, stages: Collection[MediationStage]) -> DemandState:
    """The state of a search: that of its path that has come furthest, open again where none lives.

    What has expired or is settled stays, but for a path that goes on: then somebody works on it after all.
    """
    living = [stage for stage in stages if stage in LIVING]
    if living:
        return _SEARCHING[max(living, key=_ORDER.index)]
    if before in {DemandState.EXPIRED, DemandState.SETTLED}:
        return before
    return DemandState.OPEN
