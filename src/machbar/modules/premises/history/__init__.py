"""How the events of rooms and demand read in a history, one file a subject.

Owners, house numbers, rents and notes stand in none of these sentences, and nearly all are for who keeps the register.
"""

from collections.abc import Mapping

from machbar.foundation.surfaces.module import EventLabel
from machbar.modules.premises.history.demand import DEMAND_EVENTS
from machbar.modules.premises.history.mediation import MEDIATION_EVENTS
from machbar.modules.premises.history.owners import OWNER_EVENTS
from machbar.modules.premises.history.rooms import BOOKING_EVENTS
from machbar.modules.premises.history.units import UNIT_EVENTS
from machbar.modules.premises.history.walks import WALK_EVENTS

EVENT_LABELS: Mapping[str, EventLabel] = {
    **UNIT_EVENTS,
    **OWNER_EVENTS,
    **BOOKING_EVENTS,
    **WALK_EVENTS,
    **DEMAND_EVENTS,
    **MEDIATION_EVENTS,
}
