"""Who was affected (Art. 33, 34 GDPR): the records with personal data that the trail names between two times."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.privacy.recording import title_of
from machbar.foundation.privacy.registry import personal_fields
from machbar.foundation.surfaces.asking import event_labels
from machbar.foundation.surfaces.history import sentence_of, who_acted
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


def in_words(town: Town, found: Sequence[Affected]) -> Iterator[str]:
    """Each record in a line: what happened to it, by whom."""
    labels = event_labels()
    names = who_acted(town, [actor for each in found for actor in each.actors])
    for each in found:
        told = dict.fromkeys(sentence_of(labels.get(event), event, None) for event in each.events)
        by = dict.fromkeys(names[actor] for actor in each.actors)
        yield _("%(table)s %(number)s: %(what)s By: %(who)s.") % {
            "table": each.title,
            "number": each.number,
            "what": " ".join(told),
            "who": ", ".join(by),
        }


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
