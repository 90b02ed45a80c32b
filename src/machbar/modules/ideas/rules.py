"""May this actor do that with an idea?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.modules.ideas.models import Idea, PaperScan

ANSWERING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


def can_answer_ideas(actor: Actor) -> bool:
    """Read contact data, answer, publish, make projects of ideas."""
    return actor.has(*ANSWERING_ROLES)


def can_take_down_ideas(actor: Actor) -> bool:
    """Use the counter: the paired device and the team."""
    return actor.device is not None or can_answer_ideas(actor)


def can_read_offers(actor: Actor) -> bool:
    """Read who would join in with an idea, and how to reach them: the project guide, nobody else."""
    return actor.has(Role.LOTSE)


def can_see_scan(actor: Actor, scan: PaperScan) -> bool:
    """A page that waits is seen by whoever types at the counter; once it is typed, by the answering team only."""
    if scan.idea_id is None:
        return can_take_down_ideas(actor)
    return can_answer_ideas(actor)


def takes_offers(idea: Idea) -> bool:
    """Whether somebody can still say "Mach ich mit"."""
    return idea.is_public and idea.status != Idea.Status.NOT_FEASIBLE


def everybody_sees_photo(idea: Idea) -> bool:
    """Whether the photo is public: the idea hangs on the wall, and the team has released the photo.

    Before that only who may answer ideas sees it, and the holder of the idea's personal link.
    """
    return idea.is_public and idea.photo is not None and idea.photo.is_released
