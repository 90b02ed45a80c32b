"""Everything that is kept about one person: over all tables that the registry names, in one town (Art. 15, 20 GDPR).

A row is found by its own words (name, mail address, phone number), or because it belongs to a row found so. Rows
that somebody of the team only wrote or decided show that deed and its day, not their words: those are about others.
"""

import io
import json
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models import Q

from machbar.foundation.media.models import Picture
from machbar.foundation.people.models import Person
from machbar.foundation.privacy.needles import Finder
from machbar.foundation.privacy.registry import AnyField, personal_fields
from machbar.foundation.surfaces.personal import PersonalFields
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.paths import town_path

WAYS_OF_PEOPLE = {
    "people.person": "",
    "access.signin": "person__",
    "mfa.authenticator": "user__",
    "team.houseaccount": "person__",
    "account.emailaddress": "user__",
    "account.emailconfirmation": "email_address__user__",
}
"""How the rows of a town are told where no foreign key leads to it: over the person, who holds a role or has left."""


@dataclass(kw_only=True)
class Row:
    """One row about the person. `found_by` are the fields that told; `is_deed`: only who did it and when is shown."""

    table: str
    pk: object
    row: models.Model
    is_deed: bool
    found_by: set[str] = field(default_factory=set)


Rows = dict[tuple[str, object], Row]


def rows_about(needles: Sequence[Finder], town: Town) -> list[Row]:
    """Every row of the town about whoever is meant, table by table in the order of the registry."""
    groups = _by_table()
    rows: Rows = {}
    for label, row, names in rows_naming(needles, town):
        _add(rows, label, row, names, is_deed=False)
    _add_deeds_in_the_trail(rows, town)
    _add_what_belongs(rows, groups, town)
    order = list(groups)
    return sorted(rows.values(), key=lambda each: (order.index(each.table), str(each.pk).zfill(20)))


def rows_naming(
    needles: Sequence[Finder], town: Town
) -> Iterator[tuple[str, models.Model, set[str]]]:
    """Table, row and fields of every row of the town in whose own words the person stands."""
    for label, fields in _by_table().items():
        for row, names in _rows_with_words(label, fields, needles, town):
            yield label, row, names


def of_town(model: type[models.Model], town: Town) -> models.QuerySet[models.Model]:
    """The rows of a table that belong to a town; none of a table whose rows cannot be told apart (sessions)."""
    label, rows = model._meta.label_lower, model._default_manager.all()
    if label in WAYS_OF_PEOPLE:
        person = WAYS_OF_PEOPLE[label]
        here = Q(**{f"{person}roles__town": town.pk}) | Q(**{f"{person}departures__town": town.pk})
        return rows.filter(here).distinct()
    way = "pk" if model is Town else town_path(model)
    return rows.none() if way is None else rows.filter(**{way: town.pk})


def groups_of(label: str) -> list[PersonalFields]:
    """The declared groups of a table."""
    return [group for group in personal_fields() if group.model == label]


def texts_of(row: Row) -> dict[str, str]:
    """The declared words of a row, by field."""
    model = type(row.row)
    names = dict.fromkeys(name for group in groups_of(row.table) for name in group.fields)
    return {
        name: text_of(getattr(row.row, name))
        for name in names
        if not model._meta.get_field(name).is_relation
    }


def _by_table() -> dict[str, list[AnyField]]:
    tables: dict[str, list[AnyField]] = defaultdict(list)
    for group in personal_fields():
        model = apps.get_model(group.model)
        tables[group.model].extend(model._meta.get_field(name) for name in group.fields)
    return tables


def _add(rows: Rows, label: str, row: models.Model, names: set[str], *, is_deed: bool) -> bool:
    """Note a row; True where it is new, or now known to be about the person and not only a deed."""
    known = rows.get((label, row.pk))
    if known is None:
        known = rows[label, row.pk] = Row(table=label, pk=row.pk, row=row, is_deed=is_deed)
        is_news = True
    else:
        is_news = known.is_deed and not is_deed
        known.is_deed = known.is_deed and is_deed
    known.found_by |= names
    return is_news


def _rows_with_words(
    label: str, fields: list[AnyField], needles: Sequence[Finder], town: Town
) -> Iterator[tuple[models.Model, set[str]]]:
    """Rows in which a needle stands; the database sifts, the needle itself decides."""
    words = [each for each in fields if not each.is_relation]
    if not words:
        return
    found = of_town(apps.get_model(label), town)
    if all(isinstance(each, models.CharField | models.TextField) for each in words):
        found = _sifted(found, words, needles)
    for row in found.iterator(chunk_size=500):
        texts = {each.name: text_of(getattr(row, each.name)) for each in words}
        together = " ".join(texts.values())
        if any(needle.is_in(together) for needle in needles):
            alone = {name for name, text in texts.items() if any(n.is_in(text) for n in needles)}
            yield row, alone or {name for name, text in texts.items() if text}


def _sifted(
    rows: models.QuerySet[models.Model], words: list[AnyField], needles: Sequence[Finder]
) -> models.QuerySet[models.Model]:
    """The rows in whose fields every part of a needle stands somewhere."""
    wanted = Q()
    for needle in needles:
        whole = Q(pk__isnull=False)
        for part in needle.sieve:
            somewhere = Q()
            for each in words:
                somewhere |= Q(**{f"{each.name}__iregex": part})
            whole &= somewhere
        wanted |= whole
    return rows.filter(wanted)


def text_of(value: object) -> str:
    """A value as text to be searched: JSON as it reads, a file as far as it is text or an Excel table."""
    if isinstance(value, bytes | memoryview):
        return _text_of_file(bytes(value))
    if isinstance(value, str) or value is None:
        return value or ""
    return json.dumps(value, ensure_ascii=False, default=str)


def _text_of_file(content: bytes) -> str:
    if not content.startswith(b"PK"):
        try:
            return content.decode("utf-8-sig")
        except UnicodeDecodeError:
            return content.decode("cp1252", errors="replace")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            sheets = [parts.read(name) for name in parts.namelist() if name.endswith(".xml")]
    except zipfile.BadZipFile:
        return ""
    return "\n".join(each.decode("utf-8", errors="replace") for each in sheets)


def _add_deeds_in_the_trail(rows: Rows, town: Town) -> None:
    """What the audit trail says that people of the team did, by their public id."""
    people = [each.row for each in rows.values() if isinstance(each.row, Person)]
    if not people:
        return
    actors = [f"person:{each.public_id}" for each in people]
    trail = apps.get_model("audit.auditentry")
    for entry in of_town(trail, town).filter(actor__in=actors).iterator(chunk_size=500):
        _add(rows, "audit.auditentry", entry, {"actor"}, is_deed=True)


def _add_what_belongs(rows: Rows, groups: Mapping[str, list[AnyField]], town: Town) -> None:
    """Rows whose declared keys lead to a row found, and so on; and the pictures to which a row found leads."""
    keys = [
        (label, each) for label, fields in groups.items() for each in fields if each.is_relation
    ]
    fresh = [each for each in rows.values() if not each.is_deed]
    while fresh:
        following: list[Row] = []
        for label, key in keys:
            following += _belonging(rows, label, key, fresh, town)
            following += _pictures(rows, label, key, fresh)
        fresh = following


def _belonging(rows: Rows, label: str, key: AnyField, fresh: list[Row], town: Town) -> list[Row]:
    parent = key.related_model
    assert isinstance(parent, type)  # noqa: S101 - a resolved foreign key
    targets = [each.pk for each in fresh if each.table == parent._meta.label_lower]
    if not targets:
        return []
    is_deed = parent is Person and label not in WAYS_OF_PEOPLE
    mine = of_town(apps.get_model(label), town).filter(**{f"{key.name}__in": targets})
    return [
        rows[label, row.pk]
        for row in mine.iterator(chunk_size=500)
        if _add(rows, label, row, {key.name}, is_deed=is_deed) and not is_deed
    ]


def _pictures(rows: Rows, label: str, key: AnyField, fresh: list[Row]) -> list[Row]:
    if key.related_model is not Picture:
        return []
    ids = [getattr(each.row, key.attname) for each in fresh if each.table == label]
    pictures = Picture.objects.filter(pk__in=[pk for pk in ids if pk is not None])
    return [
        rows["media.picture", picture.pk]
        for picture in pictures
        if _add(rows, "media.picture", picture, {key.name}, is_deed=False)
    ]
