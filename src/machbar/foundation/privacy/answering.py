"""What is kept about a person, made readable: for the page, and as JSON for taking along (Art. 15, 20 GDPR)."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import models
from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

from machbar.foundation.privacy.access import Row, groups_of, text_of
from machbar.foundation.privacy.labels import BASES, PERIODS
from machbar.foundation.privacy.recording import label_of, title_of
from machbar.foundation.privacy.registry import AnyField

LONGEST_FILE = 500
"""Of a file that was read in, the answer shows so many characters: the rest is about others."""


@dataclass(frozen=True, kw_only=True)
class Value:
    """One field of a row in words; `is_why`: here the person was found."""

    label: str
    text: str
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
    return [_entry(row) for row in rows]


def as_json(entries: Sequence[Entry], *, town: str, asked: str, at: datetime) -> dict[str, object]:
    """The same for a program: `format` names and numbers the shape."""
    return {
        "format": "machbar-person-1",
        "town": town,
        "asked_for": asked,
        "made_at": at.isoformat(timespec="seconds"),
        "entries": [asdict(each) for each in entries],
    }


def _entry(row: Row) -> Entry:
    groups = groups_of(row.table)
    return Entry(
        table=row.table,
        title=title_of(row.table),
        number=str(getattr(row.row, "public_id", row.pk)),
        is_deed=row.is_deed,
        purposes=tuple(str(group.purpose) for group in groups),
        bases=tuple(dict.fromkeys(str(BASES[group.basis]) for group in groups)),
        periods=tuple(dict.fromkeys(str(PERIODS[group.keep].text) for group in groups)),
        values=tuple(_values(row)),
    )


def _values(row: Row) -> list[Value]:
    """Personal fields, choices and days; of a deed only the key that names the person, choices and days."""
    personal = {name for group in groups_of(row.table) for name in group.fields}
    shown = row.found_by if row.is_deed else personal
    found: list[Value] = []
    for each in row.row._meta.local_fields:
        if each.name in shown or isinstance(each, models.DateField) or each.choices:
            text = _in_words(row.row, each)
            if text:
                found.append(
                    Value(label=label_of(each), text=text, is_why=each.name in row.found_by)
                )
    return found


def _in_words(row: models.Model, each: AnyField) -> str:
    value = getattr(row, each.attname)
    if value in (None, "", [], {}):
        return ""
    if each.choices:
        return str(dict(each.flatchoices).get(value, value))
    if isinstance(value, datetime):
        return formats.date_format(timezone.localtime(value), "DATETIME_FORMAT")
    if isinstance(value, date):
        return formats.date_format(value, "DATE_FORMAT")
    if each.is_relation:
        return str(getattr(row, each.name))
    if isinstance(each, models.BinaryField):
        return _of_a_file(text_of(value))
    return text_of(value)


def _of_a_file(text: str) -> str:
    if len(text) <= LONGEST_FILE:
        return text
    more = len(text) - LONGEST_FILE
    rest = ngettext("and %(n)d more character", "and %(n)d more characters", more) % {"n": more}
    return gettext("%(beginning)s … (%(rest)s)") % {"beginning": text[:LONGEST_FILE], "rest": rest}
