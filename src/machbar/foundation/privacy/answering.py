"""What is kept about a person, made readable: for the page, and as JSON for taking along (Art. 15, 20 GDPR)."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext

from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.people.models import Person
from machbar.foundation.privacy.access import Row, groups_of
from machbar.foundation.privacy.labels import BASES, PERIODS
from machbar.foundation.privacy.recording import label_of, title_of
from machbar.foundation.privacy.registry import AnyField
from machbar.foundation.privacy.trail_words import deed_in_words
from machbar.foundation.privacy.wording import in_words, raw


@dataclass(frozen=True, kw_only=True)
class Value:
    """One field of a row: in words, and as it is stored; `is_why`: here the person was found."""

    field: str
    label: str
    text: str
    value: object
    is_why: bool


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One row about the person, with why it is kept and how long."""

    table: str
    title: str
    number: str
    is_deed: bool
    purposes: tuple[str, ...]
    bases: tuple[str, ...]
    periods: tuple[str, ...]
    values: tuple[Value, ...]


def entries_of(rows: Sequence[Row]) -> list[Entry]:
    """The rows in words, in their order."""
    people = [row.row for row in rows if isinstance(row.row, Person)]
    names = {f"person:{person.public_id}": person.name for person in people}
    return [_entry(row, names) for row in rows]


def as_json(entries: Sequence[Entry], *, town: str, asked: str, at: datetime) -> dict[str, object]:
    """The same for a program, with each value as it is stored: `format` names and numbers the shape."""
    return {
        "format": "machbar-person-2",
        "town": town,
        "asked_for": asked,
        "made_at": at.isoformat(timespec="seconds"),
        "entries": [asdict(each) for each in entries],
    }


def _entry(row: Row, names: Mapping[str, str]) -> Entry:
    groups = groups_of(row.table)
    return Entry(
        table=row.table,
        title=title_of(row.table),
        number=str(getattr(row.row, "public_id", row.pk)),
        is_deed=row.is_deed,
        purposes=tuple(str(group.purpose) for group in groups),
        bases=tuple(dict.fromkeys(str(BASES[group.basis]) for group in groups)),
        periods=tuple(dict.fromkeys(str(PERIODS[group.keep].text) for group in groups)),
        values=tuple(_values(row, names)),
    )


def _values(row: Row, names: Mapping[str, str]) -> list[Value]:
    """Personal fields, choices and days; of a deed what was done, the key that names the person, choices and days."""
    personal = {name for group in groups_of(row.table) for name in group.fields}
    shown = row.found_by if row.is_deed else personal
    found: list[Value] = []
    for each in row.row._meta.local_fields:
        if each.name in shown or isinstance(each, models.DateField) or each.choices:
            text = _who(row.row, names) if _is_actor(row.row, each) else in_words(row.row, each)
            if text:
                found.append(
                    Value(
                        field=each.name,
                        label=label_of(each),
                        text=text,
                        value=raw(row.row, each),
                        is_why=each.name in row.found_by,
                    )
                )
    if isinstance(row.row, AuditEntry):
        found.append(_deed(row.row))
    return found


def _is_actor(row: models.Model, each: AnyField) -> bool:
    return isinstance(row, AuditEntry) and each.name == "actor"


def _who(entry: models.Model, names: Mapping[str, str]) -> str:
    assert isinstance(entry, AuditEntry)  # noqa: S101 - `_is_actor` says so
    return names.get(entry.actor, entry.actor)


def _deed(entry: AuditEntry) -> Value:
    return Value(
        field="event",
        label=gettext("What was done"),
        text=deed_in_words(entry),
        value=entry.event,
        is_why=False,
    )
