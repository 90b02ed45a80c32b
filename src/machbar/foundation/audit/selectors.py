"""Reading the trail."""

from datetime import datetime

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person


def who_and_when(entry: AuditEntry | None) -> tuple[str, datetime | None]:
    """Who of the team did it, by name, and when; without a name where it was nobody of the team."""
    if entry is None:
        return "", None
    kind, _colon, public_id = entry.actor.partition(":")
    person = Person.objects.filter(public_id=public_id).first() if kind == "person" else None
    return (person.name if person else ""), entry.at
