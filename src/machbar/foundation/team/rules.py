"""Who may look after the team."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.towns.models import Town

DEMO_DOMAIN = "@demo.invalid"


def is_of_the_demo(town: Town, person: Person) -> bool:
    """One of the people as whom everybody signs in at a demonstration: they keep their addresses."""
    return town.is_demo and person.email.endswith(DEMO_DOMAIN)


def can_manage_team(actor: Actor) -> bool:
    """Invite, give and take roles, end sign-ins, let somebody leave."""
    return actor.has(Role.ADMIN)


def may_let_go(actor: Actor, person: Person) -> bool:
    """Say goodbye to somebody: an admin, but not to oneself, so that nobody locks the town by a click."""
    return can_manage_team(actor) and actor.person != person


def may_reset(actor: Actor, person: Person) -> bool:
    """Reset somebody's second factor: an admin, but not one's own, and nobody's who works for more than this town.

    Whoever holds roles elsewhere or runs the server is reset by an operator.
    """
    if not can_manage_team(actor) or actor.person is None or actor.person == person:
        return False
    elsewhere = RoleInTown.objects.filter(person=person).exclude(town=actor.town)
    return actor.person.is_operator or not (person.is_operator or elsewhere.exists())
