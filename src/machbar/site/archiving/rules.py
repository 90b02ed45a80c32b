"""Who takes a town along."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role


def can_take_archive(actor: Actor) -> bool:
    """The admins of the town: the full one holds every name and contact of it."""
    return actor.has(Role.ADMIN)
