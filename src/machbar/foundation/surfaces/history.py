"""The history of things: what the audit trail holds about them, in sentences, newest first.

A page of it costs two queries whatever its length: entries with their payloads, and who acted with which roles.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import TypeVar

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Role, RoleInTown
from machbar.foundation.surfaces.asking import event_labels
from machbar.foundation.surfaces.module import Change, EventLabel, Payload, Text, Traced
from machbar.foundation.towns.models import Town

PAGE = 30
Told = TypeVar("Told")
INSIDE_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)


@dataclass(frozen=True, kw_only=True)
class HistoryRow:
    """One event: when, who, in which roles, what; ``is_erased`` where its content is gone."""

    at: datetime
    who: str
    roles: str
    sentence: str
    changes: Sequence[Change]
    details: Sequence[Text]
    is_erased: bool


@dataclass(frozen=True, kw_only=True)
class HistoryPage:
    """One page of a history, newest first, and the number before which the next one begins (or None)."""

    rows: Sequence[HistoryRow]
    next_key: int | None


def sees_internal(actor: Actor) -> bool:
    """Whether the actor may read what the moderating team does inside: never the town hall, never funders."""
    return actor.has(*INSIDE_ROLES)


def history(
    actor: Actor, things: Iterable[Traced], *, before: int | None = None, size: int = PAGE
) -> HistoryPage:
    """A page of what happened to these things in the actor's town."""
    labels = event_labels()
    entries = _entries(actor, things)
    if not sees_internal(actor):
        entries = entries.exclude(
            event__in=[event for event, label in labels.items() if label.is_internal]
        )
    if before is not None:
        entries = entries.filter(sequence__lt=before)
    found = list(entries.select_related("payload").order_by("-sequence")[: size + 1])
    shown = found[:size]
    people = _people(actor.town, [each.actor for each in shown])
    return HistoryPage(
        rows=[_row(entry, labels.get(entry.event), people) for entry in shown],
        next_key=shown[-1].sequence if len(found) > size else None,
    )


def sentence_of(label: EventLabel | None, event: str, payload: "Payload | None") -> str:
    """What happened, in words; the bare sentence where the payload is erased or says less than the sentence needs."""
    if label is None:
        return _("Something else happened (%(event)s).") % {"event": event}
    try:
        return str(label.sentence) % _Words(label.words, payload or {})
    except KeyError:
        return str(label.bare)


class _Words(dict[str, str]):
    """The payload's values as they read in a sentence; a value that is not there stays a `KeyError`."""

    def __init__(self, words: Mapping[str, Callable[[object], Text]], payload: Payload) -> None:
        super().__init__(
            {name: str(words.get(name, str)(value)) for name, value in payload.items()}
        )


def _entries(actor: Actor, things: Iterable[Traced]) -> QuerySet[AuditEntry]:
    known = [each for each in things if each.ids]
    if not known:
        return AuditEntry.objects.none()
    # The list of all ids is what the index is for; which kind each id belongs to is looked at after that.
    ids = [one for each in known for one in each.ids]
    return AuditEntry.objects.filter(reduce(or_, map(_is_one_of, known)), town=actor.town).filter(
        object_id__in=ids
    )


def _is_one_of(things: Traced) -> Q:
    wanted = Q(object_kind=things.kind, object_id__in=things.ids)
    return wanted if things.events is None else wanted & Q(event__in=things.events)


def who_acted(town: Town, actors: Iterable[str]) -> Mapping[str, str]:
    """Those whom the trail names (such as ``person:…`` or ``guest``), each with the words for them."""
    named = set(actors)
    people = _people(town, named)
    return {
        each: people.get(each.partition(":")[2], (_who(each.partition(":")[0]), ""))[0]
        for each in named
    }


def _people(town: Town, actors: Iterable[str]) -> Mapping[str, tuple[str, str]]:
    """Name and roles of those who acted and still belong to the team, by public id."""
    ids = {
        name for kind, _colon, name in (each.partition(":") for each in actors) if kind == "person"
    }
    held = RoleInTown.objects.filter(town=town, person__public_id__in=ids)
    found: dict[str, tuple[str, str]] = {}
    for each in held.select_related("person").order_by("id") if ids else ():
        role = each.get_role_display()
        _name, before = found.get(each.person.public_id, ("", ""))
        roles = f"{before}, {role}" if before else role
        found[each.person.public_id] = (each.person.name, roles)
    return found


def _row(
    entry: AuditEntry, label: EventLabel | None, people: Mapping[str, tuple[str, str]]
) -> HistoryRow:
    row = getattr(entry, "payload", None)
    payload: Payload | None = json.loads(row.content) if row is not None else None
    kind, _colon, name = entry.actor.partition(":")
    who, roles = people.get(name, (_who(kind), ""))
    return HistoryRow(
        at=entry.at,
        who=who,
        roles=roles,
        sentence=sentence_of(label, entry.event, payload),
        changes=_told(label.changes if label else None, payload),
        details=_told(label.details if label else None, payload),
        is_erased=payload is None,
    )


def _told(
    telling: "Callable[[Payload], Sequence[Told]] | None", payload: "Payload | None"
) -> "Sequence[Told]":
    return () if telling is None or payload is None else telling(payload)


def _who(kind: str) -> str:
    return {
        "person": _("somebody who is no longer in the team"),
        "link": _("through a personal link"),
        "device": _("at the counter"),
        "system": _("MachBar itself"),
        "guest": _("without signing in"),
    }.get(kind, kind)
