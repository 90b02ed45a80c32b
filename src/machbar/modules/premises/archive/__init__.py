"""What premises put into the archive of a town: rooms, searches, the house's own room; for the team also mediations."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import Archived
from machbar.modules.premises.archive.bookings import bookings_shelf, open_bookings
from machbar.modules.premises.archive.demand import demand_shelf
from machbar.modules.premises.archive.mediation import mediation_shelf, open_mediations
from machbar.modules.premises.archive.rooms import rooms_shelf

__all__ = ["archive"]


def archive(actor: Actor) -> Archived:
    """Everything that the actor may see; owners are in no archive."""
    mediations, duties = mediation_shelf(actor), open_mediations(actor)
    return Archived(
        shelves=[rooms_shelf(actor), demand_shelf(actor), mediations, bookings_shelf(actor)],
        duties=[*duties, *open_bookings(actor)],
    )
