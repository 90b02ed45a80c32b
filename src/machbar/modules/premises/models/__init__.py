"""Tables of rooms and demand: the register with owners and consents, searches, mediation, walk-rounds, bookings."""

from machbar.modules.premises.models.booking import Bookable, RoomBooking, Slice
from machbar.modules.premises.models.consent import Consent
from machbar.modules.premises.models.demand import Demand
from machbar.modules.premises.models.mediation import Agreement, Asking, Mediation, MediationStep
from machbar.modules.premises.models.owner import Owner
from machbar.modules.premises.models.unit import House, Unit, UnitPicture, UseSpell
from machbar.modules.premises.models.walk import Tick, Walk

__all__ = [
    "Agreement",
    "Asking",
    "Bookable",
    "Consent",
    "Demand",
    "House",
    "Mediation",
    "MediationStep",
    "Owner",
    "RoomBooking",
    "Slice",
    "Tick",
    "Unit",
    "UnitPicture",
    "UseSpell",
    "Walk",
]
