"""What stands on the team's card of a unit besides the card itself: each slice adds its function here.

A panel that `is_beside` stands in the right half (who could move in, the path with a search); others stand below the
card on the left (what is public, letter to the owner, papers). Lower positions stand further up.
"""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel
from machbar.modules.premises.models import Unit
from machbar.modules.premises.panels.consents import consent_panels
from machbar.modules.premises.panels.demand import unit_panel
from machbar.modules.premises.panels.mediation import mediation_panel

UnitPanels: TypeAlias = "Callable[[Actor, Unit], Sequence[Panel]]"

PANELS: tuple[UnitPanels, ...] = (consent_panels, unit_panel, mediation_panel)


def unit_panels(actor: Actor, unit: Unit, panels: Sequence[UnitPanels] = PANELS) -> list[Panel]:
    """Everything that the slices say about one unit, in order."""
    found = [panel for each in panels for panel in each(actor, unit)]
    return sorted(found, key=lambda panel: (panel.position, panel.template))
