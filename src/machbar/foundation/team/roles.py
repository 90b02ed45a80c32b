"""Roles are given and taken by an admin, each with a line in the audit trail; a town keeps an admin."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.team.exceptions import LastAdmin
from machbar.foundation.towns.models import Town


@transaction.atomic
def give_roles(*, person: Person, roles: Collection[Role], by: Actor) -> None:
    """Let a person hold these roles in the actor's town as well."""
    for role in roles:
        _held, is_new = RoleInTown.objects.get_or_create(
            town=by.town, person=person, role=role.value
        )
        if is_new:
            record("role.given", on=person, by=by, payload={"role": role.value})


@transaction.atomic
def change_roles(*, person: Person, roles: Collection[Role], by: Actor) -> None:
    """Let a person hold exactly these roles, at least one. Raises `LastAdmin`."""
    _lock_team(by.town)
    wanted = {role.value for role in roles}
    held = set(person.roles.filter(town=by.town).values_list("role", flat=True))
    give_roles(person=person, roles=[Role(role) for role in sorted(wanted - held)], by=by)
    _take(person, sorted(held - wanted), by)


def take_all_roles(*, person: Person, by: Actor) -> None:
    """End every role of a person in the actor's town. Raises `LastAdmin`."""
    take_roles(person=person, roles=list(Role), by=by)


@transaction.atomic
def take_roles(*, person: Person, roles: Collection[Role], by: Actor) -> list[str]:
    """End these roles of a person in the actor's town; returns those that were held. Raises `LastAdmin`."""
    _lock_team(by.town)
    wanted = [role.value for role in roles]
    held = person.roles.filter(town=by.town, role__in=wanted).values_list("role", flat=True)
    taken = sorted(held)
    _take(person, taken, by)
    return taken


def _take(person: Person, roles: list[str], by: Actor) -> None:
    if not roles:
        return
    others = by.town.roles.filter(role=Role.ADMIN, person__is_active=True).exclude(person=person)
    if Role.ADMIN.value in roles and not others.exists():
        raise LastAdmin(_("The town needs an admin. Please make somebody else one first."))
    RoleInTown.objects.filter(town=by.town, person=person, role__in=roles).delete()
    record("role.taken", on=person, by=by, payload={"roles": roles})


def _lock_team(town: Town) -> None:
    """Two admins who take each other's role at once wait for one another."""
    Town.objects.select_for_update().filter(pk=town.pk).first()
