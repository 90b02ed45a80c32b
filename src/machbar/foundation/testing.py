"""Builders for tests: town, people, actors, links, device. Product code may not import this."""

from datetime import datetime

from django.db import models
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import CounterDevice, PersonalLink
from machbar.foundation.access.services import hash_of, issue_link
from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.towns.models import Town, new_public_id

__all__ = [
    "DEVICE_TOKEN",
    "Role",
    "make_actor",
    "make_device",
    "make_link",
    "make_person",
    "make_town",
]

DEVICE_TOKEN = "token-of-the-tablet-at-the-counter"  # noqa: S105 - only in tests


def make_town(*, key: str = "", host: str = "", is_demo: bool = False, **fields: object) -> Town:
    """A town; without a key it gets a random one, so that several live side by side."""
    values: dict[str, object] = {
        "name": "Lutterstadt am Elm",
        "short_name": "Lutterstadt",
        "number_prefix": "L",
        "state": "Niedersachsen",
        **fields,
    }
    return Town.objects.create(key=key or new_public_id(), host=host, is_demo=is_demo, **values)


def make_person(
    *roles: Role,
    town: Town | None = None,
    email: str = "",
    name: str = "Eine aus dem Team",
    is_active: bool = True,
    is_operator: bool = False,
) -> Person:
    """A person who signs in, with these roles in ``town`` (none without a town)."""
    address = email or f"{new_public_id()}@team.invalid"
    person = Person.objects.create_person(email=address, name=name, is_operator=is_operator)
    if not is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
    if town is not None:
        RoleInTown.objects.bulk_create(
            RoleInTown(town=town, person=person, role=role.value) for role in roles
        )
    return person


def make_actor(*roles: Role, town: Town | None = None) -> Actor:
    """A person of the team with these roles; without any role a guest."""
    here = town or make_town()
    if not roles:
        return Actor(town=here)
    person = make_person(*roles, town=here)
    return Actor(town=here, person=person, roles=frozenset(roles))


def make_link(
    *,
    town: Town,
    subject: models.Model,
    purpose: str = "test",
    expires_at: datetime | None = None,
) -> tuple[str, PersonalLink]:
    """A personal link: its token and its row."""
    token = issue_link(town=town, purpose=purpose, subject=subject, expires_at=expires_at)
    return token, PersonalLink.objects.get(token_hash=hash_of(token))


def make_device(*, town: Town, token: str = DEVICE_TOKEN) -> CounterDevice:
    """A paired tablet whose cookie holds ``token``."""
    now = timezone.now()
    return CounterDevice.objects.create(
        town=town, name="Tablet", token_hash=hash_of(token), paired_at=now, seen_at=now
    )
