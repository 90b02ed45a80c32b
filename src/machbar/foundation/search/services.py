"""Keeping the entries true: renewed in the transaction of each deed, compared with the records on demand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection, transaction

from machbar.foundation.search import index
from machbar.foundation.search.findable import Findable, Text, key_of
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import terms_of

BATCH = 500
COMPARED = [field.attname for field in SearchEntry._meta.concrete_fields]


@dataclass(frozen=True, kw_only=True)
class Differences:
    """Objects whose entries are not what their records say."""

    kind: str
    objects: tuple[int, ...]


@transaction.atomic
def renew(findable: Findable, objects: Sequence[int]) -> None:
    """Write the entries of these objects anew; for an object that may not be found any more, none is left.

    Call it in the transaction that changed the objects. The rows are locked first, so that of two changes at once the
    second reads what the first has written (SQLite has one writer anyway).
    """
    locked = findable.objects().select_for_update().filter(pk__in=objects).order_by("pk")
    list(locked.values_list("pk", flat=True))
    entries = _entries(findable, objects)
    SearchEntry.objects.filter(kind=findable.kind, object_id__in=objects).delete()
    SearchEntry.objects.bulk_create(entries, batch_size=BATCH)


@transaction.atomic
def forget(findable: Findable, objects: Sequence[int]) -> None:
    """Remove the entries of objects that are deleted."""
    SearchEntry.objects.filter(kind=findable.kind, object_id__in=objects).delete()


def differences(findable: Findable) -> Differences:
    """The objects of one kind, in all towns, whose entries are missing, out of date or left over."""
    found: list[int] = []
    for objects in _batches(findable):
        found += _different(findable, objects)
    return Differences(kind=findable.kind, objects=tuple(sorted(found)))


def mend(findable: Findable) -> int:
    """Renew every object of one kind that differs; how many did. Running it again finds nothing to do."""
    wrong = differences(findable).objects
    for first in range(0, len(wrong), BATCH):
        renew(findable, wrong[first : first + BATCH])
    return len(wrong)


def forget_other_kinds(findables: Iterable[Findable]) -> int:
    """Remove entries of kinds that no installed module knows; how many there were."""
    known = [findable.kind for findable in findables]
    return SearchEntry.objects.exclude(kind__in=known).delete()[0]


def mend_index() -> bool:
    """Make the index anew where it does not hold the terms of the table; whether that was needed."""
    if index.is_whole(connection):
        return False
    index.rebuild(connection)
    return True


def _batches(findable: Findable) -> Iterable[list[int]]:
    """All objects that there are or that have an entry, a batch at a time."""
    records = findable.objects().order_by("pk").values_list("pk", flat=True)
    entries = SearchEntry.objects.filter(kind=findable.kind).values_list("object_id", flat=True)
    # Whole numbers only: a hundred thousand objects are a few megabytes.
    every = iter(sorted({*records.iterator(BATCH), *entries.iterator(BATCH)}))
    while batch := list(islice(every, BATCH)):
        yield batch


def _different(findable: Findable, objects: list[int]) -> set[int]:
    wanted = {_row(entry) for entry in _entries(findable, objects)}
    stored = SearchEntry.objects.filter(kind=findable.kind, object_id__in=objects)
    there = {_row(entry) for entry in stored}
    place = COMPARED.index("object_id")
    return {int(str(row[place])) for row in wanted ^ there}


def _row(entry: SearchEntry) -> tuple[object, ...]:
    return tuple(getattr(entry, name) for name in COMPARED)


def _entries(findable: Findable, objects: Sequence[int]) -> list[SearchEntry]:
    return [_entry(findable, text) for text in findable.texts(objects)]


def _entry(findable: Findable, text: Text) -> SearchEntry:
    return SearchEntry(
        key=key_of(text.on, object_id=text.object_id, kind=findable.number, audience=text.audience),
        town_id=text.town_id,
        kind=findable.kind,
        object_id=text.object_id,
        audience=text.audience.value,
        title=text.title,
        body=text.body,
        url=text.url,
        on=text.on,
        fictional_note=text.fictional_note,
        terms=terms_of(text, findable.kind),
    )
