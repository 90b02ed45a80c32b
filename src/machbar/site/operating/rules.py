"""Who sees all towns of the server, and who opens and closes them."""

from machbar.foundation.access.actor import Actor
from machbar.site.state.rules import can_change_server, is_operator_here


def can_see_towns(actor: Actor) -> bool:
    """Its operators, as far as they hold a role here."""
    return is_operator_here(actor)


def can_run_towns(actor: Actor) -> bool:
    """The same, but not in the demonstration."""
    return can_change_server(actor)
