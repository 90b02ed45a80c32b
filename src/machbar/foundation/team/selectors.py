"""Who belongs to the team of a town, and who is asked to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person, Role
from machbar.foundation.team.factors import having_factor
from machbar.foundation.team.models import Invitation
from machbar.foundation.towns.models import Town

MOST_SHOWN = 200


@dataclass(frozen=True, kw_only=True)
class Colleague:
    """Somebody of the team with the roles in this town; the last sign of life comes from the sign-ins."""

    person: Person
    roles: Sequence[Role]
    seen_at: datetime | None
    has_factor: bool = False

    @property
    def role_labels(self) -> list[str]:
        """The roles in words."""
        return [str(role.label) for role in self.roles]


def team_of(actor: Actor) -> list[Colleague]:
    """Everybody who holds a role in the town, by name (four queries)."""
    people = (
        Person.objects.filter(roles__town=actor.town)
        .distinct()
        .order_by("name", "pk")
        .prefetch_related("roles", "sign_ins")[:MOST_SHOWN]
    )
    with_factor = having_factor([each.pk for each in people])
    return [
        replace(_colleague(person, actor.town), has_factor=person.pk in with_factor)
        for person in people
    ]


def colleague_visible_to(actor: Actor, public_id: str) -> Colleague | None:
    """One of them."""
    person = (
        Person.objects.filter(roles__town=actor.town, public_id=public_id)
        .distinct()
        .prefetch_related("roles", "sign_ins")
        .first()
    )
    return None if person is None else _colleague(person, actor.town)


def other_admins(actor: Actor) -> list[Person]:
    """Who else could say goodbye to an admin, by name (one query)."""
    admins = Person.objects.filter(
        roles__town=actor.town, roles__role=Role.ADMIN, is_active=True
    ).order_by("name", "pk")[:MOST_SHOWN]
    return [each for each in admins if each != actor.person]


def possible_successors(actor: Actor, person: Person) -> list[Colleague]:
    """The other active people of the town's team."""
    return [
        each for each in team_of(actor) if each.person.pk != person.pk and each.person.is_active
    ]


def open_invitations(actor: Actor) -> QuerySet[Invitation]:
    """Those that were neither accepted nor withdrawn, also where they are too old by now."""
    found = Invitation.objects.filter(town=actor.town, accepted_at=None, withdrawn_at=None)
    return found.select_related("invited_by")[:MOST_SHOWN]


def _colleague(person: Person, town: Town) -> Colleague:
    held = {each.role for each in person.roles.all() if each.town_id == town.pk}
    seen = [each.seen_at for each in person.sign_ins.all()]
    return Colleague(
        person=person,
        roles=[role for role in Role if role.value in held],
        seen_at=max(seen, default=person.last_login),
    )
