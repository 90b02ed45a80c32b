"""Who may set a town up, and who may say how the server sends its mail."""

from django.conf import settings

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role


def can_set_up(actor: Actor) -> bool:
    """The admins of the town."""
    return actor.has(Role.ADMIN)


def can_set_up_mail(actor: Actor) -> bool:
    """Operators of the server who are admins here, as long as no variable says it and it is no demonstration."""
    is_operator = actor.person is not None and actor.person.is_operator
    return can_set_up(actor) and is_operator and not settings.MAIL_IS_SET and not settings.DEMO
