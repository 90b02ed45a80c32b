"""Bringing a catalogue of programmes into a town: everything is checked first, then all of it comes in or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.funding.core import read_programmes
from machbar.modules.funding.core.record import CatalogueEntry, entry_of
from machbar.modules.funding.findable import index_programmes
from machbar.modules.funding.models import Programme
from machbar.reasoning.reading import InputError, Problem, Record, read_records

SHIPPED = Path(__file__).resolve().parents[1] / "catalogue" / "programmes.jsonl"
BATCH = 200
COLUMNS = (
    "name", "funder", "level", "status", "relevance", "as_of", "source_url", "applicants", "themes",
    "search_text", "record", "imported_at",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ImportReport:
    """How many programmes are new, changed, unchanged, and how many of the town the file does not name (they stay)."""

    added: int
    changed: int
    unchanged: int
    not_in_file: int


def read_catalogue(path: Path) -> tuple[tuple[Record, CatalogueEntry], ...]:
    """Read and check a catalogue file. Raises `InputError` for the first line with a mistake."""
    seen: set[str] = set()
    checked = []
    for each in read_records(path, key="programmes"):
        entry = entry_of(each)
        read_programmes([each])  # what the matching needs must be right as well
        if entry.key in seen:
            raise InputError(Problem.DUPLICATE_ID, each.where, "id", entry.key)
        seen.add(entry.key)
        checked.append((each, entry))
    return tuple(checked)


@transaction.atomic
def import_catalogue(
    *, by: Actor, at: datetime, checked: Sequence[tuple[Record, CatalogueEntry]]
) -> ImportReport:
    """Bring checked records into the actor's town; a programme keeps its address and its place in plans."""
    before = {
        programme.key: programme.record for programme in Programme.objects.filter(town=by.town)
    }
    fresh = [(each, entry) for each, entry in checked if before.get(entry.key) != dict(each.values)]
    Programme.objects.bulk_create(
        [_row(by, at, each, entry) for each, entry in fresh],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["town", "key"],
        update_fields=COLUMNS,
    )
    added = sum(entry.key not in before for _each, entry in fresh)
    report = ImportReport(
        added=added,
        changed=len(fresh) - added,
        unchanged=len(checked) - len(fresh),
        not_in_file=len(before.keys() - {entry.key for _each, entry in checked}),
    )
    if fresh:
        keys = [entry.key for _each, entry in fresh]
        changed = Programme.objects.filter(town=by.town, key__in=keys)
        index_programmes(list(changed.values_list("pk", flat=True)))
        payload = {"added": report.added, "changed": report.changed}
        record("programmes.imported", on=by.town, by=by, payload=payload)
    return report


def _row(by: Actor, at: datetime, each: Record, entry: CatalogueEntry) -> Programme:
    searched = (
        entry.name,
        entry.funder,
        entry.administered_by,
        entry.summary,
        entry.region,
        *entry.themes,
        *entry.everyday,
    )
    return Programme(
        town=by.town,
        key=entry.key,
        name=entry.name,
        funder=entry.funder,
        level=entry.level,
        status=entry.status,
        relevance=entry.relevance,
        as_of=entry.as_of_day,
        source_url=entry.source_url,
        applicants=_padded(entry.applicants),
        themes=_padded(entry.themes),
        search_text=" ".join(searched).lower(),
        record=dict(each.values),
        imported_at=at,
    )


def _padded(words: Sequence[str]) -> str:
    """Words between bars, so that a filter finds whole words only: ``|verein|kirche|``."""
    return f"|{'|'.join(words)}|" if words else ""
