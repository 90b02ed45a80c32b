"""Who may look at the backups, and who may have them."""

from django.conf import settings

from machbar.foundation.access.actor import Actor
from machbar.site.state.rules import can_see_state


def can_see_backups(actor: Actor) -> bool:
    """Whoever may see how the server is."""
    return can_see_state(actor)


def can_keep_backups(actor: Actor) -> bool:
    """Make, try out, set and take along: the operators with a role here. A backup holds every town of the server and
    its keys; in the demonstration, where everybody signs in as everybody, nobody has it."""
    is_operator = actor.person is not None and actor.person.is_operator
    return is_operator and actor.is_staff and not settings.DEMO
