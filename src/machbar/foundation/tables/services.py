"""A file comes in, is looked at, taken in whole or not at all, and taken back while nobody has touched its things."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.tables.core import (
    Entry,
    Reading,
    Table,
    Trouble,
    names_of,
    read_entries,
    read_table,
)
from machbar.foundation.tables.exceptions import AlreadySettled, NotTaken
from machbar.foundation.tables.kinds import Double, Shown, TableKind, Taking
from machbar.foundation.tables.models import Batch, BatchItem
from machbar.foundation.tables.snapshots import digests, watched_names
from machbar.foundation.towns.models import Town

DRAFT_HOURS = 24
INSERT = 500


@dataclass(frozen=True, kw_only=True)
class Look:
    """What a file would bring: how it was read, what is wrong with it, and what is there already."""

    table: Table
    reading: Reading
    troubles: tuple[Trouble, ...]
    doubles: tuple[Double, ...]
    program: str = ""

    def wanted(self, *, with_doubles: bool) -> list[Entry]:
        """The lines that would be taken in."""
        known = set() if with_doubles else {double.line for double in self.doubles}
        return [entry for entry in self.reading.entries if entry.line not in known]


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What became of the things of a batch: those as they came, those changed since, and how many are gone."""

    untouched: tuple[int, ...]
    changed: tuple[Shown, ...]
    gone: int


def look_into(*, content: bytes, kind: TableKind, by: Actor, at: datetime) -> Look:
    """Read a file without changing anything. Raises `core.TableRefused` for what is no table."""
    columns = kind.columns(by.town)
    table = read_table(content, names_of(columns))
    translated = kind.translate(table) if kind.translate is not None else None
    shown, program = translated or (table, "")
    reading = read_entries(shown, columns)
    named = {each.column.label: each.heading for each in reading.understood if each.column}
    found = [*kind.check(by, at, reading.entries)]
    if kind.check_cells is not None:
        lines = (*reading.entries, *reading.partial)
        found += [trouble for entry in lines for trouble in kind.check_cells(entry)]
    checked = (
        replace(trouble, column=named.get(trouble.column, trouble.column)) for trouble in found
    )
    troubles = [*reading.troubles, *checked]
    return Look(
        table=shown,
        reading=reading,
        troubles=tuple(sorted(troubles, key=lambda trouble: trouble.line)),
        doubles=tuple(kind.doubles(by, reading.entries)),
        program=program,
    )


@transaction.atomic
def bring_file(*, content: bytes, name: str, kind: TableKind, by: Actor, at: datetime) -> Batch:
    """Keep a file for a day, so that it can be looked at and taken in."""
    forget_drafts(town=by.town, at=at)
    return Batch.objects.create(
        town=by.town,
        kind=kind.key,
        file_name=name[-200:],
        file_digest=hashlib.sha256(content).hexdigest(),
        content=content,
        brought_by=by.person,
        brought_at=at,
    )


def take_batch(
    *, batch: Batch, kind: TableKind, by: Actor, at: datetime, with_doubles: bool
) -> int:
    """Take in every line or none; returns how many things there are now.

    No mail leaves the house. Raises `NotTaken` where a line is wrong or nothing is left to take, `AlreadySettled`
    after a second click.
    """
    if batch.content is None:
        raise AlreadySettled(_already())
    look = look_into(content=bytes(batch.content), kind=kind, by=by, at=at)
    if look.troubles:
        raise NotTaken(_("Some lines are wrong. Nothing was taken in."))
    entries = look.wanted(with_doubles=with_doubles)
    if not entries:
        raise NotTaken(_("Nothing is left to take in: every line is known already."))
    return _take(batch, kind, Taking(by=by, at=at, key=batch.public_id, entries=entries), look)


@transaction.atomic
def _take(batch: Batch, kind: TableKind, taking: Taking, look: Look) -> int:
    watched = watched_names(kind.model)
    left_out = len(look.reading.entries) - len(taking.entries)
    won = Batch.objects.filter(pk=batch.pk, state=Batch.State.DRAFT).update(
        state=Batch.State.TAKEN,
        content=None,
        taken_at=taking.at,
        count=len(taking.entries),
        left_out=left_out,
        watched=watched,
    )
    if not won:
        raise AlreadySettled(_already())
    made = kind.take(taking)
    states = digests(kind.model, made, watched)
    BatchItem.objects.bulk_create(
        (
            BatchItem(batch=batch, object_id=pk, line=entry.line, digest=states[pk])
            for pk, entry in zip(made, taking.entries, strict=True)
        ),
        batch_size=INSERT,
    )
    payload = {
        "kind": kind.key,
        "count": len(made),
        "left_out": left_out,
        "file": batch.file_name,
        "sha256": batch.file_digest,
    }
    record("tables.taken_in", on=batch, by=taking.by, payload=payload)
    batch.refresh_from_db()
    return len(made)


def standing_of(*, batch: Batch, kind: TableKind) -> Standing:
    """Which things of a batch are as they came; the changed ones by name."""
    came = dict(batch.items.order_by("id").values_list("object_id", "digest"))
    now = digests(kind.model, list(came), batch.watched)
    changed = [pk for pk in now if now[pk] != came[pk]]
    shown = kind.show(batch.town, changed)
    return Standing(
        untouched=tuple(pk for pk in now if now[pk] == came[pk]),
        changed=tuple(shown[pk] for pk in changed),
        gone=len(came) - len(now),
    )


@transaction.atomic
def undo_batch(*, batch: Batch, kind: TableKind, by: Actor, at: datetime) -> int:
    """Remove the things of a batch that nobody has touched; returns how many. What was changed since stays.

    The batch can be taken back once more when a changed thing is as it came again. Raises `AlreadySettled`.
    """
    here = Batch.objects.select_for_update().filter(pk=batch.pk, state=Batch.State.TAKEN).first()
    if here is None:
        raise AlreadySettled(_already())
    ids = list(here.items.values_list("object_id", flat=True))
    # Locked, so that nobody changes or refers to a thing between the look and its end.
    list(kind.model._default_manager.select_for_update().filter(pk__in=ids).values_list("pk"))
    untouched = standing_of(batch=here, kind=kind).untouched
    if not untouched:
        raise NotTaken(_("Every entry was changed since. Nothing was removed."))
    _remove(kind, untouched)
    here.items.filter(object_id__in=untouched).delete()
    here.removed += len(untouched)
    if here.removed == here.count:
        here.state = Batch.State.UNDONE
    here.undone_at = at
    here.save(update_fields=["removed", "state", "undone_at"])
    payload = {"kind": kind.key, "removed": len(untouched), "kept": here.count - here.removed}
    record("tables.taken_back", on=here, by=by, payload=payload)
    batch.refresh_from_db()
    return len(untouched)


def _remove(kind: TableKind, ids: Sequence[int]) -> None:
    kind.forget(ids)
    for first in range(0, len(ids), INSERT):
        kind.model._default_manager.filter(pk__in=ids[first : first + INSERT]).delete()


@transaction.atomic
def drop_draft(*, batch: Batch) -> bool:
    """Forget a file that shall not be taken in; a taken one stays. Says whether it is forgotten."""
    return bool(Batch.objects.filter(pk=batch.pk, state=Batch.State.DRAFT).delete()[0])


def forget_drafts(*, at: datetime, town: Town | None = None) -> int:
    """Forget files that nobody took in within a day; how many there were."""
    old = Batch.objects.filter(
        state=Batch.State.DRAFT, brought_at__lt=at - timedelta(hours=DRAFT_HOURS)
    )
    if town is not None:
        old = old.filter(town=town)
    return old.delete()[0]


def same_file(batch: Batch) -> Batch | None:
    """An earlier batch of the town with the same content that was taken in and not taken back."""
    return (
        Batch.objects.filter(
            town=batch.town,
            kind=batch.kind,
            file_digest=batch.file_digest,
            state=Batch.State.TAKEN,
        )
        .exclude(pk=batch.pk)
        .first()
    )


def _already() -> str:
    return _(
        "This file was taken in, taken back or forgotten meanwhile. Please look at the page again."
    )
