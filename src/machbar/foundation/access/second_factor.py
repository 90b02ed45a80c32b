"""For whom a second step of the sign-in is asked, and whether this browser has taken it.

Whether somebody has one is looked up at the sign-in and kept in the session, so that no page pays for it.
"""

from datetime import date

from django.conf import settings
from django.http import HttpRequest

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role

SESSION = "has_second_factor"
AT_THE_TOWN_HALL = (
    "second_factor_at_the_town_hall"  # shown there in this sign-in, and the operator lets it count
)
ROLES = (Role.LOTSE, Role.MODERATION, Role.EDITOR, Role.TREASURER, Role.ADMIN)
"""Those who see personal data or handle money; the town hall and the market see neither."""


def can_be_asked_of(actor: Actor) -> bool:
    """Whether a town that asks for a second factor asks this person; never in a demonstration."""
    return (
        actor.person is not None and actor.has(*ROLES) and not (settings.DEMO or actor.town.is_demo)
    )


def is_asked_of(actor: Actor) -> bool:
    """Whether the town asks this person for a second factor, now or from a day to come."""
    return actor.town.second_factor_from is not None and can_be_asked_of(actor)


def missing_from(request: HttpRequest, actor: Actor) -> date | None:
    """From which day the person behind this request must have a second factor; None where they have, or need none."""
    if not is_asked_of(actor) or request.session.get(SESSION):
        return None
    return actor.town.second_factor_from


def closes_without_one(
    request: HttpRequest, actor: Actor, *, on: date, asked_from: date | None
) -> bool:
    """Whether a town that asks from a day on closes to this browser when its person has no factor of their own."""
    return (
        asked_from is not None
        and asked_from <= on
        and can_be_asked_of(actor)
        and AT_THE_TOWN_HALL not in request.session
    )
