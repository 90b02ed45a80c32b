"""Who may set a town up, and who may say how the server sends its mail."""

from django.conf import settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town
from machbar.site.state.rules import can_open_again, can_see_state


def can_set_up(actor: Actor) -> bool:
    """The admins of the town."""
    return actor.has(Role.ADMIN)


def can_open(actor: Actor, town: Town) -> bool:
    """Open the door: what the operator of the server has closed, only an operator opens again."""
    return not town.closed_on or can_open_again(actor)


def can_set_up_mail(actor: Actor) -> bool:
    """Admins who look after the server as well, as long as no variable says it and it is no demonstration."""
    is_open = not settings.MAIL_IS_SET and not settings.DEMO
    return is_open and can_set_up(actor) and can_see_state(actor)
