"""Who may use the address book: the team, not the town hall and the market (neutrality, architecture.md section 6)."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role

KEEPING = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
READING = (*KEEPING, Role.EDITOR, Role.TREASURER)


def can_read_contacts(actor: Actor) -> bool:
    """See the address book, without its owners of buildings."""
    return actor.has(*READING)


def can_keep_contacts(actor: Actor) -> bool:
    """See all of it, add, change, erase, take in and give out."""
    return actor.has(*KEEPING)
