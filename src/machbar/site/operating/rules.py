"""Who sees all towns of the server, and who opens and closes them."""

from django.conf import settings

from machbar.foundation.access.actor import Actor


def can_see_towns(actor: Actor) -> bool:
    """Its operators, as far as they hold a role here: on the pages of no other town they are anybody."""
    return actor.person is not None and actor.person.is_operator and actor.is_staff


def can_run_towns(actor: Actor) -> bool:
    """The same; in the demonstration, where everybody signs in as everybody, nobody."""
    return can_see_towns(actor) and not settings.DEMO
