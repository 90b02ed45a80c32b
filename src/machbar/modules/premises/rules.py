"""May this actor do that with premises, owners, searches, mediation, walk-rounds and bookings?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role

WORKING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_work_on_premises(actor: Actor) -> bool:
    """Read and keep the register with addresses and rents, searches with contacts, mediation, walk-rounds."""
    return actor.has(*WORKING_ROLES)


def can_see_owners(actor: Actor) -> bool:
    """Who owns what, and how to reach them: the guide alone (architecture.md, section 6)."""
    return actor.has(Role.LOTSE)


def can_see_figures(actor: Actor) -> bool:
    """Vacancy rates by street and day say nothing about single owners: the whole team reads them."""
    return actor.is_staff


def can_keep_bookings(actor: Actor) -> bool:
    """See who has booked the house's room or window, confirm, call off."""
    return actor.has(*WORKING_ROLES)
