"""Writing to the audit trail, erasing what is personal in it, and checking that nobody changed it."""

import hashlib
import json
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol

from django.db import models, transaction
from django.utils import timezone

from machbar.foundation.audit.models import START, AuditEntry, AuditHead, AuditPayload
from machbar.foundation.towns.models import Town

# What guests cannot see on any page, and what happens so often that kept pages would be of no use (site/kept_pages.py).
# Everything that is not named here counts as seen: whoever adds a deed need not know of this list.
SHOWS_NOTHING = frozenset({"idea.handed_in"})


class Acting(Protocol):
    """Who acted: a town, and how the trail names the actor."""

    @property
    def town(self) -> Town:
        """The town in which it happened."""

    @property
    def trace(self) -> str:
        """Kind and public id of the actor."""


@dataclass(frozen=True, kw_only=True)
class ChainReport:
    """The state of a town's chain: how many entries, its head, and the number of the first broken entry (or None)."""

    entries: int
    head: str
    broken_at: int | None


@transaction.atomic
def record(
    event: str, *, on: models.Model, by: Acting, payload: Mapping[str, object] | None = None
) -> AuditEntry:
    """Add an entry to the chain of the actor's town, in the transaction of the deed itself."""
    AuditHead.objects.get_or_create(town=by.town)
    head = AuditHead.objects.select_for_update().get(town=by.town)
    salt = secrets.token_hex(16)
    content = json.dumps(payload or {}, sort_keys=True, ensure_ascii=False, default=str)
    entry = AuditEntry(
        town=by.town,
        sequence=head.sequence + 1,
        at=timezone.now(),
        event=event,
        object_kind=on._meta.label_lower,
        object_id=str(getattr(on, "public_id", on.pk)),
        actor=by.trace,
        payload_digest=_digest_of_payload(salt, content),
        previous=head.digest,
    )
    entry.digest = _digest_of(entry)
    entry.save()
    AuditPayload.objects.create(entry=entry, salt=salt, content=content)
    AuditHead.objects.filter(pk=head.pk).update(
        sequence=entry.sequence,
        digest=entry.digest,
        shown=head.shown if event in SHOWS_NOTHING else entry.sequence,
    )
    return entry


@transaction.atomic
def erase_payload(entry: AuditEntry, *, by: Acting) -> None:
    """Remove what is personal in an entry; the chain still verifies, and says who erased what."""
    erased, _of_which = AuditPayload.objects.filter(entry=entry).delete()
    if erased:
        record("audit.erased", on=entry, by=by, payload={"number": entry.sequence})


def verify_chain(town: Town) -> ChainReport:
    """Walk a town's chain from its beginning; memory stays flat whatever its length."""
    head = AuditHead.objects.filter(town=town).first()
    previous, sequence, broken = START, 0, None
    entries = AuditEntry.objects.filter(town=town).order_by("sequence").select_related("payload")
    for entry in entries.iterator(chunk_size=500):
        sequence += 1
        if not _holds(entry, sequence, previous):
            broken = sequence
            break
        previous = entry.digest
    noted = (head.sequence, head.digest) if head is not None else (0, START)
    if broken is None and noted != (sequence, previous):
        broken = sequence + 1
    return ChainReport(entries=sequence, head=previous, broken_at=broken)


def _holds(entry: AuditEntry, sequence: int, previous: str) -> bool:
    if (
        entry.sequence != sequence
        or entry.previous != previous
        or entry.digest != _digest_of(entry)
    ):
        return False
    payload = getattr(entry, "payload", None)
    return payload is None or (
        _digest_of_payload(payload.salt, payload.content) == entry.payload_digest
    )


def _digest_of(entry: AuditEntry) -> str:
    moment: datetime = entry.at
    # JSON keeps neighbouring columns apart: nothing can move from one into the next unseen.
    columns = [
        entry.town_id,
        entry.sequence,
        moment.astimezone(UTC).isoformat(),
        entry.event,
        entry.object_kind,
        entry.object_id,
        entry.actor,
        entry.payload_digest,
        entry.previous,
    ]
    return hashlib.sha256(json.dumps(columns).encode()).hexdigest()


def _digest_of_payload(salt: str, content: str) -> str:
    return hashlib.sha256(json.dumps([salt, content]).encode()).hexdigest()
