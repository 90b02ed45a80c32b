"""May this actor do that with an idea?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.modules.ideas.models import Idea

ANSWERING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_answer_ideas(actor: Actor) -> bool:
    """Read contact data, answer, publish, make projects of ideas."""
    return actor.has(*ANSWERING_ROLES)


def can_take_down_ideas(actor: Actor) -> bool:
    """Use the counter: the paired device and the team."""
    return actor.device is not None or can_answer_ideas(actor)


def everybody_sees_photo(idea: Idea) -> bool:
    """Whether the photo is public: the idea hangs on the wall, and the team has released the photo.

    Before that only who may answer ideas sees it, and the holder of the idea's personal link.
    """
    return idea.is_public and idea.photo is not None and idea.photo.is_released
