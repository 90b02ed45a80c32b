"""May this actor do that with an idea?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role

ANSWERING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_answer_ideas(actor: Actor) -> bool:
    """Read contact data, answer, publish, make projects of ideas."""
    return actor.has(*ANSWERING_ROLES)


def can_take_down_ideas(actor: Actor) -> bool:
    """Use the counter: the paired device and the team."""
    return actor.device is not None or can_answer_ideas(actor)
