"""Who may say whose word signs people in."""

from machbar.foundation.access.actor import Actor
from machbar.site.state.rules import can_change_server


def can_choose_issuer(actor: Actor) -> bool:
    """The operators with a role here: an issuer could sign in as anybody of the server."""
    return can_change_server(actor)
