"""From the tables to the facts of matching: a unit as a `Room`, a search as a `Wish`, by their readable numbers."""

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import Room, Wish
from machbar.modules.premises.models import Demand, Unit

ASKED = (
    "ground_floor",
    "step_free",
    "water",
    "toilet",
    "power",
    "heating",
    "internet",
    "storage",
)
KNOWN = (
    "area",
    "floor",
    "has_lift",
    "steps",
    "step_height",
    "can_have_ramp",
    "has_water",
    "has_toilet",
    "has_power",
    "has_heating",
    "has_internet",
    "has_storage",
    "condition",
    "quiet_from",
    "rent_cents",
    "running_cents",
    "empty_from",
    "available_from",
    "available_until",
    "allows_interim_use",
)
WISHED = (
    "area_min",
    "area_max",
    "rent_max_cents",
    "needed_from",
    "needed_until",
    "takes_interim_use",
    "noise_until",
)


def room_of(unit: Unit, *, reserved_for: str | None = None) -> Room:
    """What the register knows of a unit; ``reserved_for`` is the number of the search it is promised to."""
    return Room(
        key=unit.number,
        kind=UnitKind(unit.kind),
        state=UnitState(unit.state),
        reserved_for=reserved_for,
        **{name: getattr(unit, name) for name in KNOWN},
    )


def wish_of(demand: Demand) -> Wish:
    """What a search for a room asks for; kinds that the house no longer knows are left out."""
    known = frozenset(kind.value for kind in UnitKind)
    return Wish(
        key=demand.number,
        kinds=frozenset(UnitKind(each) for each in demand.kinds if each in known),
        ground_floor=Wanted(demand.ground_floor),
        step_free=Wanted(demand.step_free),
        water=Wanted(demand.water),
        toilet=Wanted(demand.toilet),
        power=Wanted(demand.power),
        heating=Wanted(demand.heating),
        internet=Wanted(demand.internet),
        storage=Wanted(demand.storage),
        **{name: getattr(demand, name) for name in WISHED},
    )
