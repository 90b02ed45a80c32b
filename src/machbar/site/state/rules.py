"""Who may see how the server is, and who runs it."""

from django.conf import settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town


def can_see_state(actor: Actor) -> bool:
    """Its operators, as far as they hold a role here; where a server has one town, that town's admins, too."""
    if _is_operator(actor):
        return actor.is_staff
    return actor.has(Role.ADMIN) and Town.objects.count() == 1


def is_operator_here(actor: Actor) -> bool:
    """An operator who holds a role here: on the pages of no other town they are anybody."""
    return _is_operator(actor) and actor.is_staff


def can_change_server(actor: Actor) -> bool:
    """The same; in the demonstration, where everybody signs in as everybody, nobody."""
    return is_operator_here(actor) and not settings.DEMO


def can_open_again(actor: Actor) -> bool:
    """Open a town that an operator has closed: an operator, on a page or by a command on the server itself."""
    return actor.system or _is_operator(actor)


def _is_operator(actor: Actor) -> bool:
    return actor.person is not None and actor.person.is_operator
