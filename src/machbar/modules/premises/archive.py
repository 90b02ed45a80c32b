"""What premises put into the archive of a town: what owners have let out, for the team the whole register."""

from collections.abc import Mapping
from decimal import Decimal

from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import Archived, ArchiveShelf, ArchiveThing, facts_of
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.public import public_units, rooms_of
from machbar.modules.premises.selectors.units import units_visible_to
from machbar.modules.premises.tables import UNITS

CENTS = frozenset({"rent_cents", "running_cents"})
OWNERS_NAME = "owner"


def archive(actor: Actor) -> Archived:
    """Every room that the actor may see; owners are in no archive."""
    things = _register(actor) if can_work_on_premises(actor) else _let_out(actor)
    shelf = ArchiveShelf(key="raeume", title=gettext_lazy("Rooms"), things=things)
    return Archived(shelves=[shelf])


def _register(actor: Actor) -> list[ArchiveThing]:
    columns = UNITS.columns(actor.town)
    units = units_visible_to(actor).select_related("house")
    by_number = {unit.number: unit for unit in units.prefetch_related("pictures__picture__files")}
    things = []
    for row in UNITS.rows(actor):
        unit = by_number[str(row["number"])]
        things.append(
            ArchiveThing(
                key=unit.public_id,
                title=f"{unit.get_kind_display()}, {unit.house or unit.label}",
                facts=facts_of(columns, row),
                pictures=[each.picture for each in unit.pictures.all()],
            )
        )
    return things


def _let_out(actor: Actor) -> list[ArchiveThing]:
    columns = UNITS.columns(actor.town)
    things = []
    for room in rooms_of(public_units(actor.town), with_pictures=True):
        card = {name: value for name, value in vars(room.unit.card).items() if name != OWNERS_NAME}
        row: Mapping[str, object] = {
            "kind": room.unit.kind.value,
            **{name: _amount(name, value) for name, value in card.items()},
        }
        facts = facts_of(columns, row)
        title = ", ".join([facts[0][1], *([room.unit.address] if room.unit.address else [])])
        things.append(
            ArchiveThing(key=room.public_id, title=title, facts=facts, pictures=room.pictures)
        )
    return things


def _amount(name: str, value: object) -> object:
    return Decimal(value) / 100 if name in CENTS and isinstance(value, int) else value
