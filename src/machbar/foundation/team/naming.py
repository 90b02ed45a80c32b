"""Everybody of the team says how they are called."""

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person


@transaction.atomic
def rename(*, person: Person, name: str, by: Actor) -> bool:
    """Call a person so from now on, everywhere; False where they were called so already.

    The audit trail says that it happened, and no name.
    """
    renamed = Person.objects.filter(pk=person.pk).exclude(name=name).update(name=name)
    if renamed:
        record("person.renamed", on=person, by=by)
    return bool(renamed)
