"""A new town gets its words and its first admin."""

import re

from django.db import transaction

from machbar.foundation.people.models import Person, Role, RoleInTown
from machbar.foundation.towns.models import Town
from machbar.modules.projects.vocabularies import add_vocabularies

UMLAUTS = {ord("ä"): "ae", ord("ö"): "oe", ord("ü"): "ue", ord("ß"): "ss"}


@transaction.atomic
def set_up_town(
    *, name: str, short_name: str, state: str, admin_email: str, admin_name: str, host: str = ""
) -> tuple[Town, bool]:
    """Make a town and its first admin; what is there stays as it is. Returns the town and whether it is new."""
    key = _key(short_name)
    town, is_new = Town.objects.get_or_create(
        key=key,
        defaults={
            "name": name,
            "short_name": short_name,
            "state": state,
            "host": host,
            "number_prefix": short_name[:1].upper(),
        },
    )
    add_vocabularies(town=town)
    give_role(town=town, email=admin_email, name=admin_name, role=Role.ADMIN)
    return town, is_new


@transaction.atomic
def give_role(*, town: Town, email: str, name: str, role: Role) -> Person:
    """Let a person hold a role in a town; the person is made where nobody has this address."""
    person = Person.objects.filter(email=email.lower()).first()
    if person is None:
        person = Person.objects.create_person(email=email, name=name)
    RoleInTown.objects.get_or_create(town=town, person=person, role=role)
    return person


def _key(short_name: str) -> str:
    folded = short_name.lower().translate(UMLAUTS)
    return re.sub(r"[^a-z0-9]+", "-", folded).strip("-") or "stadt"
