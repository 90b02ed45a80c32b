"""Who was affected (Art. 33, 34 GDPR): the records with personal data that the trail names between two times."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.privacy.recording import title_of
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.towns.models import Town


@dataclass(frozen=True, kw_only=True)
class Affected:
    """One record with personal data, what happened to it and by whom (as the trail names them)."""

    table: str
    title: str
    number: str
    events: tuple[str, ...]
    actors: tuple[str, ...]


def affected_between(town: Town, since: datetime, until: datetime) -> list[Affected]:
    """Records named between two times, both included; times without a zone are those of the town.

    The trail holds deeds, not looks: who only read a record is not in it, but for answers to requests.
    """
    entries = AuditEntry.objects.filter(
        town=town, at__gte=_aware(since), at__lte=_aware(until)
    ).order_by("sequence")
    found: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
    for entry in entries.iterator(chunk_size=500):
        events, actors = found.setdefault((entry.object_kind, entry.object_id), ([], []))
        events.append(entry.event)
        actors.append(entry.actor)
    return list(_with_people(found))


def _with_people(
    found: dict[tuple[str, str], tuple[list[str], list[str]]],
) -> Iterator[Affected]:
    with_people = {group.model for group in personal_fields()}
    for (table, number), (events, actors) in found.items():
        if table in with_people:
            yield Affected(
                table=table,
                title=title_of(table),
                number=number,
                events=tuple(dict.fromkeys(events)),
                actors=tuple(dict.fromkeys(actors)),
            )


def _aware(moment: datetime) -> datetime:
    return moment if timezone.is_aware(moment) else timezone.make_aware(moment)
