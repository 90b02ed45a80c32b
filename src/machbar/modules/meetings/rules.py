"""May this actor do that with presence hours, bookings and talks?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role

TALKING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_hold_talks(actor: Actor) -> bool:
    """Plan presence hours, see bookings with contacts, read every talk with its private note."""
    return actor.has(*TALKING_ROLES)


def can_note_talks(actor: Actor) -> bool:
    """Write a talk down: who holds talks, and the counter device, which reads none."""
    return actor.device is not None or can_hold_talks(actor)


def can_read_private_notes(actor: Actor) -> bool:
    """Neutrality: administration and funders never do."""
    return can_hold_talks(actor)


def can_read_talks(actor: Actor) -> bool:
    """The team reads talks about projects and the hours; only who holds talks reads the others."""
    return actor.is_staff
