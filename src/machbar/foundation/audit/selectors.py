"""Reading the trail."""

from datetime import datetime

from django.db.models import Count, Sum

from machbar.foundation.audit.models import AuditEntry, AuditHead
from machbar.foundation.people.models import Person

Deeds = tuple[int, int]
"""Grows with each deed that guests may see, in whichever town, in the moment in which the deed is committed."""


def shown_deeds() -> Deeds:
    """What was done so far (one query over one row a town)."""
    found = AuditHead.objects.aggregate(heads=Count("pk"), shown=Sum("shown"))
    return found["heads"], found["shown"] or 0


def who_and_when(entry: AuditEntry | None) -> tuple[str, datetime | None]:
    """Who of the team did it, by name, and when; without a name where it was nobody of the team."""
    if entry is None:
        return "", None
    kind, _colon, public_id = entry.actor.partition(":")
    person = Person.objects.filter(public_id=public_id).first() if kind == "person" else None
    return (person.name if person else ""), entry.at
