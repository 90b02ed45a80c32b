"""What everybody may know of a unit: only what its owner has let out, part by part (domain.md F31).

The value is made by copying the parts that were let out, never by hiding the others: whatever is not copied cannot be
in it. Every public page, map, feed, paper and search entry reads this value and nothing else of a unit.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from machbar.modules.premises.core.codes import ConsentField, UnitKind, UnitState

MICRO = 1_000_000


@dataclass(frozen=True, kw_only=True)
class Position:
    """A point (WGS 84) in millionths of a degree."""

    latitude: int
    longitude: int

    @property
    def lon_lat(self) -> tuple[float, float]:
        """Degrees in the order of RFC 7946: longitude, latitude."""
        return (self.longitude / MICRO, self.latitude / MICRO)


@dataclass(frozen=True, kw_only=True)
class Card:
    """The parts of a unit's card that can be let out; empty and None mean not known, or not let out.

    Areas are whole square metres, heights centimetres, amounts whole cents a month. ``pictures`` are public ids.
    """

    street: str = ""
    house_number: str = ""
    position: Position | None = None
    area: int | None = None
    floor: int | None = None
    has_lift: bool | None = None
    steps: int | None = None
    step_height: int | None = None
    can_have_ramp: bool | None = None
    has_water: bool | None = None
    has_toilet: bool | None = None
    has_power: bool | None = None
    has_heating: bool | None = None
    has_internet: bool | None = None
    has_storage: bool | None = None
    use_now: str = ""
    use_before: str = ""
    condition: str = ""
    is_listed_building: bool | None = None
    empty_since: date | None = None
    empty_from: date | None = None
    rent_cents: int | None = None
    running_cents: int | None = None
    wants_deposit: bool | None = None
    available_from: date | None = None
    available_until: date | None = None
    allows_interim_use: bool | None = None
    description: str = ""
    pictures: tuple[str, ...] = ()
    owner: str = ""


PARTS: Mapping[ConsentField, tuple[str, ...]] = {
    ConsentField.STREET: ("street",),
    ConsentField.HOUSE_NUMBER: ("house_number",),
    ConsentField.POSITION: ("position",),
    ConsentField.AREA: ("area",),
    ConsentField.FLOOR: ("floor", "has_lift"),
    ConsentField.ACCESS: ("steps", "step_height", "can_have_ramp"),
    ConsentField.EQUIPMENT: (
        "has_water",
        "has_toilet",
        "has_power",
        "has_heating",
        "has_internet",
        "has_storage",
    ),
    ConsentField.USE: ("use_now", "use_before"),
    ConsentField.CONDITION: ("condition", "is_listed_building"),
    ConsentField.VACANCY: ("empty_since", "empty_from"),
    ConsentField.RENT: ("rent_cents", "running_cents", "wants_deposit"),
    ConsentField.TERM: ("available_from", "available_until", "allows_interim_use"),
    ConsentField.DESCRIPTION: ("description",),
    ConsentField.PICTURES: ("pictures",),
    ConsentField.OWNER: ("owner",),
}
"""Which parts of the card each consent lets out; every part stands in one line (a test holds that)."""


@dataclass(frozen=True, kw_only=True)
class PublicUnit:
    """A unit as everybody sees it: what it is, and a card that holds only what was let out."""

    kind: UnitKind
    card: Card

    @property
    def address(self) -> str:
        """Street and number, as far as they were let out."""
        return f"{self.card.street} {self.card.house_number}".strip()

    @property
    def is_ground_floor(self) -> bool:
        """Whether it is let out that it lies on the ground floor."""
        return self.card.floor == 0

    @property
    def is_step_free(self) -> bool:
        """Whether it is let out that there is no step at the entrance."""
        return self.card.steps == 0


def shown_parts(consented: Collection[ConsentField]) -> tuple[ConsentField, ...]:
    """What of these consents is used: a house number says nothing without its street."""
    return tuple(
        field
        for field in ConsentField
        if field in consented
        and (field is not ConsentField.HOUSE_NUMBER or ConsentField.STREET in consented)
    )


def public_unit(
    kind: UnitKind, card: Card, consented: Collection[ConsentField]
) -> PublicUnit | None:
    """What these consents let out of the card; None where they let out nothing."""
    fields = shown_parts(consented)
    if not fields:
        return None
    names = (name for field in fields for name in PARTS[field])
    return PublicUnit(kind=kind, card=Card(**{name: getattr(card, name) for name in names}))


USED_BY_ALL = frozenset({UnitKind.PLACE, UnitKind.FURNITURE})
OFFERED = frozenset({UnitState.ANNOUNCED, UnitState.EMPTY, UnitState.MEDIATION, UnitState.INTERIM})


def is_offered(kind: UnitKind, state: UnitState) -> bool:
    """Whether it is on offer: what has found its use is not, but places and benches always are."""
    return kind in USED_BY_ALL or state in OFFERED


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What somebody looks for in the public list; None and False mean no matter. Areas in square metres."""

    kind: UnitKind | None = None
    street: str = ""
    area_from: int | None = None
    area_to: int | None = None
    is_ground_floor: bool = False
    is_step_free: bool = False


def meets(unit: PublicUnit, wish: Wish) -> bool:
    """Whether what is public of the unit says so; what is not let out meets no wish: no filter gives it away."""
    area = unit.card.area
    return (
        wish.kind in (None, unit.kind)
        and wish.street in ("", unit.card.street)
        and (wish.area_from is None or (area is not None and area >= wish.area_from))
        and (wish.area_to is None or (area is not None and area <= wish.area_to))
        and (unit.is_ground_floor or not wish.is_ground_floor)
        and (unit.is_step_free or not wish.is_step_free)
    )
