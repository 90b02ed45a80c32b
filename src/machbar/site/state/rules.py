"""Who may see how the server is."""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town


def can_see_state(actor: Actor) -> bool:
    """Its operators, as far as they hold a role here; where a server has one town, that town's admins, too."""
    if actor.person is not None and actor.person.is_operator:
        return actor.is_staff
    return actor.has(Role.ADMIN) and Town.objects.count() == 1
