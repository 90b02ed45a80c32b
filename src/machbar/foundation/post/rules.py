"""Who looks after mail that did not arrive."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role


def can_look_after_mail(actor: Actor) -> bool:
    """The guides, who know the people behind the addresses, and the admins."""
    return actor.has(Role.LOTSE, Role.ADMIN)
