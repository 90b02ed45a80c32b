"""The rooms in the archive of a town: what owners have let out, for the team the whole register with its past uses."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    facts_of,
)
from machbar.foundation.ui.formats import euros, partial_date
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import UseSpell
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.public import public_units, rooms_of
from machbar.modules.premises.selectors.units import units_visible_to
from machbar.modules.premises.tables import UNITS

CENTS = frozenset({"rent_cents", "running_cents"})
OWNERS_NAME = "owner"


def rooms_shelf(actor: Actor) -> ArchiveShelf:
    """Every room that the actor may see; owners are in no archive."""
    things = _register(actor) if can_work_on_premises(actor) else _let_out(actor)
    return ArchiveShelf(key="raeume", title=gettext_lazy("Rooms"), things=things)


def _register(actor: Actor) -> list[ArchiveThing]:
    columns = UNITS.columns(actor.town)
    units = units_visible_to(actor).select_related("house")
    loaded = units.prefetch_related("pictures__picture__files", "spells")
    by_number = {unit.number: unit for unit in loaded}
    things = []
    for row in UNITS.rows(actor):
        unit = by_number[str(row["number"])]
        things.append(
            ArchiveThing(
                key=unit.public_id,
                title=title_of(unit),
                facts=facts_of(columns, _with_euros(row)),
                parts=list(_uses(unit.spells.all())),
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


def _uses(spells: Iterable[UseSpell]) -> Iterable[ArchivePart]:
    """What was in the room before, as far as anybody has told it."""
    lines = [
        [partial_date(each.since), partial_date(each.until), each.use, each.source]
        for each in spells
    ]
    if lines:
        head = [pgettext("archive", "From"), _("Until"), _("Use"), _("Who says so")]
        yield ArchivePart(title=_("What was in here"), head=head, lines=lines)


def _with_euros(row: Mapping[str, object]) -> Mapping[str, object]:
    """The row of the table, which holds bare amounts, with the sign of the euro."""
    return {name: _amount(name, value) for name, value in row.items()}


def _amount(name: str, value: object) -> object:
    if name in CENTS and isinstance(value, Decimal):
        return euros(round(value * 100))
    return euros(value) if name in CENTS and isinstance(value, int) else value
