"""What a step of a mediation does to the unit and to the search: their states, and the page of the Herbarium."""

from datetime import date, datetime

from django.db.models import F

from machbar.modules.premises.core.codes import DemandState, MediationStage, UnitState
from machbar.modules.premises.core.following import demand_state, state_in_use, unit_state
from machbar.modules.premises.findable.demand import index_demands
from machbar.modules.premises.findable.units import index_units
from machbar.modules.premises.models import Agreement, Demand, Mediation, Unit, UseSpell


def follow(mediation: Mediation, *, at: datetime) -> None:
    """Set the states of the unit and of the search to what their mediations say. Part of the step's transaction."""
    unit = Unit.objects.select_for_update().get(pk=mediation.unit_id)
    known = UnitState(unit.state)
    free = UnitState.ANNOUNCED if _is_still_used(unit, at) else UnitState.EMPTY
    state = unit_state(known, _stages(unit=unit), free=free)
    if state is not known:
        change_unit(unit, at=at, state=state.value)
    demand = Demand.objects.select_for_update().get(pk=mediation.demand_id)
    before = DemandState(demand.state)
    after = demand_state(before, _stages(demand=demand))
    if after is not before:
        Demand.objects.filter(pk=demand.pk).update(
            state=after.value, changed_at=at, version=F("version") + 1
        )
        index_demands(demand)


def begin_use(agreement: Agreement, *, at: datetime) -> None:
    """The unit is in use: interim or permanent; the Herbarium closes the empty time and opens this use."""
    unit = Unit.objects.select_for_update().get(pk=agreement.mediation.unit_id)
    state = state_in_use(has_an_end=agreement.ends_on is not None)
    change_unit(
        unit,
        at=at,
        state=state.value,
        use_now=agreement.purpose[:120],
        use_before=unit.use_now or unit.use_before,
        empty_since=None,
        empty_from=None,
    )
    _close_spells(unit, agreement.starts_on, is_empty=True)
    UseSpell.objects.create(
        unit=unit, use=agreement.purpose[:120], since=agreement.starts_on.isoformat()
    )


def end_use(agreement: Agreement, *, on: date, at: datetime, empty: str) -> None:
    """The use ends; ``empty`` is how the Herbarium calls what follows. Another use in the same rooms goes on."""
    unit = Unit.objects.select_for_update().get(pk=agreement.mediation.unit_id)
    ours = UseSpell.objects.filter(unit=unit, use=agreement.purpose[:120], until="", is_empty=False)
    ours.update(until=on.isoformat())
    others = unit.mediations.filter(stage=MediationStage.RUNNING).exclude(pk=agreement.mediation_id)
    if others.exists():
        return
    change_unit(
        unit,
        at=at,
        state=UnitState.EMPTY.value,
        use_now="",
        use_before=agreement.purpose[:120],
        empty_since=on,
        empty_from=None,
    )
    UseSpell.objects.create(unit=unit, use=empty, is_empty=True, since=on.isoformat())


def change_unit(unit: Unit, *, at: datetime, **values: object) -> None:
    """Write these fields of a unit; who has its form open gets a conflict page and loses nothing."""
    Unit.objects.filter(pk=unit.pk).update(changed_at=at, version=F("version") + 1, **values)
    unit.refresh_from_db()
    index_units(unit)


def _close_spells(unit: Unit, on: date, *, is_empty: bool) -> None:
    UseSpell.objects.filter(unit=unit, until="", is_empty=is_empty).update(until=on.isoformat())


def _stages(**of: object) -> list[MediationStage]:
    stages = Mediation.objects.filter(**of).order_by().values_list("stage", flat=True)
    return [MediationStage(stage) for stage in stages]


def _is_still_used(unit: Unit, at: datetime) -> bool:
    return unit.empty_since is None and unit.empty_from is not None and unit.empty_from > at.date()
