"""Reading what is public of units. This is the only door between the register and everybody's eyes.

Filters look at what is public and never at the register, so that no filter tells what its owner did not let out.
A town has some dozens of such rooms; a list reads at most ``MOST`` of them.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet, Subquery

from machbar.foundation.media.models import Picture
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import (
    OFFERED,
    USED_BY_ALL,
    Card,
    ConsentField,
    Position,
    PublicUnit,
    UnitKind,
    public_unit,
)
from machbar.modules.premises.models import Consent, Mediation, Unit, UnitPicture

MOST = 500


@dataclass(frozen=True, kw_only=True)
class Room:
    """A unit that everybody may see: its address part, what is public of it, since when, and its public pictures.

    ``is_promised``: both sides have signed an agreement about it.
    """

    public_id: str
    unit: PublicUnit
    since: datetime
    changed: datetime
    pictures: tuple[Picture, ...] = ()
    is_fictional: bool = False
    is_promised: bool = False


def living_consents() -> QuerySet[Consent]:
    """What is let out at present."""
    return Consent.objects.filter(withdrawn_at=None)


def public_units(town: Town | None = None) -> QuerySet[Unit]:
    """The units on offer of which something is let out, the newest first; of all towns where none is named."""
    mine = living_consents().filter(unit=OuterRef("pk"))
    last = mine.order_by().values("unit").annotate(last=Max("given_at")).values("last")
    units = Unit.objects.filter(
        Q(state__in=OFFERED) | Q(kind__in=USED_BY_ALL), Exists(mine), owner__isnull=False
    )
    units = units if town is None else units.filter(town=town)
    signed = Mediation.objects.filter(
        unit=OuterRef("pk"),
        stage=Mediation.Stage.AGREEMENT,
        agreement__signed_on__isnull=False,
    )
    units = units.annotate(is_promised=Exists(signed))
    return units.annotate(let_out_at=Subquery(last)).order_by("-let_out_at", "-id")


def rooms(
    town: Town,
    *,
    most: int = MOST,
    with_pictures: bool = False,
    only: Collection[str] | None = None,
) -> list[Room]:
    """What everybody may see in this town, the newest first (two queries; two more with pictures)."""
    units = public_units(town)
    if only is not None:
        units = units.filter(public_id__in=only)
    return rooms_of(units[:most], with_pictures=with_pictures)


def room_called(town: Town, public_id: str) -> Room | None:
    """One of them with its pictures, or None where there is nothing for everybody."""
    return next(iter(rooms(town, only=[public_id], with_pictures=True)), None)


def rooms_of(units: QuerySet[Unit], *, with_pictures: bool = False) -> list[Room]:
    """These units as everybody sees them; those that show nothing are left out."""
    loaded = units.select_related("house", "owner").prefetch_related(
        Prefetch("consents", queryset=living_consents().order_by("given_at"), to_attr="living")
    )
    if with_pictures:
        loaded = loaded.prefetch_related(_released_pictures())
    return [room for unit in loaded if (room := _room(unit)) is not None]


def card_of(unit: Unit, pictures: Sequence[Picture] = ()) -> Card:
    """All that could be let out of a unit, with house and owner loaded along."""
    house, owner = unit.house, unit.owner
    values = {name: getattr(unit, name) for name in _OWN}
    return Card(
        **values,
        street=house.street if house else "",
        house_number=house.number if house else "",
        position=_position(unit),
        pictures=tuple(picture.public_id for picture in pictures),
        owner=owner.name if owner else "",
    )


def released_pictures(unit: Unit) -> list[Picture]:
    """The pictures that the team has released, in their order, whether or not the owner has let them out."""
    shown = _of_pictures().filter(unit=unit)
    return [each.picture for each in shown]


def consents_of(unit: Unit) -> dict[ConsentField, Consent]:
    """What is let out of a unit at present, by part (one query)."""
    living = {consent.field: consent for consent in living_consents().filter(unit=unit)}
    return {field: living[field.value] for field in ConsentField if field.value in living}


def past_consents(unit: Unit) -> QuerySet[Consent]:
    """What was let out and taken back, the newest first."""
    return Consent.objects.filter(unit=unit, withdrawn_at__isnull=False).order_by("-withdrawn_at")


def preview(unit: Unit, fields: Iterable[ConsentField]) -> Room | None:
    """How everybody would see the unit with these consents; nothing is changed."""
    pictures = released_pictures(unit)
    consented = frozenset(fields)
    shown = public_unit(UnitKind(unit.kind), card_of(unit, pictures), consented)
    if shown is None:
        return None
    return Room(
        public_id=unit.public_id,
        unit=shown,
        since=unit.changed_at,
        changed=unit.changed_at,
        pictures=_shown(shown, pictures),
        is_fictional=unit.is_fictional,
    )


# --- from rows to values ---------------------------------------------------------------------------
_OWN = (
    *("area", "floor", "has_lift", "steps", "step_height", "can_have_ramp"),
    *("has_water", "has_toilet", "has_power", "has_heating", "has_internet", "has_storage"),
    *("use_now", "use_before", "condition", "is_listed_building", "empty_since", "empty_from"),
    *("rent_cents", "running_cents", "wants_deposit"),
    *("available_from", "available_until", "allows_interim_use", "description"),
)


def _room(unit: Unit) -> Room | None:
    living: list[Consent] = unit.living  # type: ignore[attr-defined] # loaded by rooms_of
    pictures = [each.picture for each in getattr(unit, "released", ())]
    consented = frozenset(ConsentField(each.field) for each in living)
    shown = public_unit(UnitKind(unit.kind), card_of(unit, pictures), consented)
    if shown is None:
        return None
    return Room(
        public_id=unit.public_id,
        unit=shown,
        since=living[0].given_at,
        changed=living[-1].given_at,
        pictures=_shown(shown, pictures),
        is_fictional=unit.is_fictional,
        is_promised=getattr(unit, "is_promised", False),
    )


def _shown(unit: PublicUnit, pictures: Iterable[Picture]) -> tuple[Picture, ...]:
    by_id: Mapping[str, Picture] = {picture.public_id: picture for picture in pictures}
    return tuple(by_id[public_id] for public_id in unit.card.pictures)


def _position(unit: Unit) -> Position | None:
    house = unit.house
    if house is None or house.latitude is None or house.longitude is None:
        return None
    return Position(latitude=house.latitude, longitude=house.longitude)


def _of_pictures() -> QuerySet[UnitPicture]:
    released = UnitPicture.objects.filter(picture__released_at__isnull=False)
    return released.select_related("picture").prefetch_related("picture__files")


def _released_pictures() -> "Prefetch[str, QuerySet[UnitPicture], str]":
    return Prefetch("pictures", queryset=_of_pictures(), to_attr="released")
