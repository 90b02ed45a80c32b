"""What searches put on other pages: who could move into a unit, what is looked for around a project."""

from collections.abc import Sequence

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel
from machbar.modules.premises.matching.rows import DemandRow, row_of, split_rows
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import demands_for


def unit_panel(actor: Actor, unit: Unit) -> Sequence[Panel]:
    """On a unit's card, beside it: the ranked searches with reasons (two queries); for who works on premises."""
    if not can_work_on_premises(actor):
        return ()
    found = demands_for(actor, unit, timezone.localdate())
    rows = split_rows([DemandRow(demand=each.demand, row=row_of(each.fit)) for each in found])
    context = {**rows, "unit": unit}
    panel = Panel(template="premises/_wishes.html", context=context, position=20, is_beside=True)
    return (panel,)
