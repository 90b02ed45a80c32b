"""The demonstration's one mediation of a room: suggested, the owner is to be called, nobody has agreed yet."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import Demand, Mediation, Unit
from machbar.modules.premises.services.mediating import ask_side, suggest

SEARCH, UNIT = "Bandprobe", "werkstatt"
WHY = "Zwei Abende in der Woche genügen der Band, sie teilt sich den Raum gern (fiktiv)."


def load_mediation(
    team: Actor, now: datetime, searches: Mapping[str, Demand], units: Mapping[str, Unit]
) -> None:
    """Bring a search and a room together that the first walkthrough does not need; by their titles and keys."""
    mediation = suggest(
        demand=searches[SEARCH],
        unit=units[UNIT],
        by=team,
        at=now - timedelta(days=2),
        form_key="demo-together",
        is_excluded=True,
        override_reason=WHY,
    )
    ask_side(mediation=mediation, side=Mediation.Side.OWNER, by=team, at=now - timedelta(days=1))
