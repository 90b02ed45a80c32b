"""Who may ask what is kept about somebody."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role


def can_answer_requests(actor: Actor) -> bool:
    """Read the record of processing, and everything that is kept about one person: the town's admins."""
    return actor.has(Role.ADMIN)
