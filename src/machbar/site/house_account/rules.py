"""Who may say whose word signs people in."""

from django.conf import settings

from machbar.foundation.access.actor import Actor


def can_choose_issuer(actor: Actor) -> bool:
    """The operators with a role here: an issuer could sign in as anybody of the server. Not in the demonstration."""
    is_operator = actor.person is not None and actor.person.is_operator
    return is_operator and actor.is_staff and not settings.DEMO
