"""Who may look after the team."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role


def can_manage_team(actor: Actor) -> bool:
    """Invite, give and take roles, end sign-ins, let somebody leave."""
    return actor.has(Role.ADMIN)


def may_let_go(actor: Actor, person: Person) -> bool:
    """Say goodbye to somebody: an admin, but not to oneself, so that nobody locks the town by a click."""
    return can_manage_team(actor) and actor.person != person
