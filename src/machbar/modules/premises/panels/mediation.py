"""What mediations put on the card of a unit: the paths on which it is, and the way to the page between all corners."""

from collections.abc import Sequence

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.mediation import living_of


def mediation_panel(actor: Actor, unit: Unit) -> Sequence[Panel]:
    """Beside the card, above who could move in (one query); for who works on premises."""
    if not can_work_on_premises(actor):
        return ()
    context = {"unit": unit, "mediations": living_of(units=[unit.pk])}
    panel = Panel(
        template="premises/_unit_mediations.html", context=context, position=15, is_beside=True
    )
    return (panel,)
