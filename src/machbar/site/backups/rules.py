"""Who may look at the backups, and who may have them."""

from machbar.foundation.access.actor import Actor
from machbar.site.state.rules import can_change_server, can_see_state


def can_see_backups(actor: Actor) -> bool:
    """Whoever may see how the server is."""
    return can_see_state(actor)


def can_keep_backups(actor: Actor) -> bool:
    """Make, try out, set and take along: a backup holds every town of the server and its keys."""
    return can_change_server(actor)
