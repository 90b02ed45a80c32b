"""Making a backup: a still picture of rows and files, written beside and renamed when it lies safely on the disk."""

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from machbar import __version__
from machbar.foundation.keeping import container, files, memory, tables
from machbar.foundation.keeping.exceptions import NotWritten
from machbar.foundation.keeping.fetching import add_from_bucket, note_hashes
from machbar.foundation.keeping.reasons import reason_of
from machbar.foundation.media import store


@dataclass(frozen=True, kw_only=True)
class Made:
    """What went into a backup; ``size`` in bytes."""

    path: Path
    size: int
    rows: int
    files: int
    sealed: bool


def make(path: Path, *, passphrase: str, now: datetime) -> Made:
    """Write everything into ``path``, which must not be there yet.

    Raises `NotWritten`; then nothing lies there.
    """
    if path.exists():
        raise NotWritten(
            _("%(path)s is there already. Please choose another name.") % {"path": path}
        )
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    data = Path(settings.DATA)
    try:
        with (
            files.work_folder(data, "backup") as work,
            os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file,
        ):
            rows, count = _write(file, work, data, passphrase, now)
            file.flush()
            os.fsync(file.fileno())
        files.take_name(part, path)
        files.sync(path.parent)
        memory.note(memory.BACKUP, now)
    except OSError as error:
        raise NotWritten(
            _("The backup could not be written: %(reason)s.") % {"reason": reason_of(error)}
        ) from error
    finally:
        part.unlink(missing_ok=True)
    size = path.stat().st_size
    return Made(path=path, size=size, rows=rows, files=count, sealed=bool(passphrase))


def _write(
    file: IO[bytes], work: Path, data: Path, passphrase: str, now: datetime
) -> tuple[int, int]:
    still = work / "still"
    written: dict[str, tables.Written] = {}
    with store.held(), container.writing(file, passphrase) as into:
        with ExitStack() as moment:
            with store.locked():  # rows of pictures and their files come and go together
                moment.enter_context(_snapshot())
                files.hold(data, still)
            every = tables.models_of(connection)
            about = {
                "format": container.FORMAT,
                "machbar": __version__,
                "made": now.isoformat(),
                "database": connection.vendor,
                "migrations": tables.applied(connection),
            }
            into.add_json(container.FIRST, about)
            for name, model in every.items():
                lines = work / "table"
                with lines.open("wb") as target:
                    written[name] = tables.write(model, connection, target)
                into.add_file(f"tables/{name}.jsonl", lines)
            heads = _heads(every)
            note_hashes(work)
        kept = list(files.names(still)) if still.exists() else []
        for name in kept:
            into.add_file(f"files/{name}", still / name)
        fetched = add_from_bucket(into, work)
        into.add_json(
            container.LAST,
            {
                "members": into.known,
                "tables": {name: vars(each) for name, each in written.items()},
                "heads": heads,
                "left_out": sorted(tables.LEFT_OUT),
            },
        )
    shutil.rmtree(still, ignore_errors=True)
    return sum(each.rows for each in written.values()), len(kept) + fetched


@contextmanager
def _snapshot() -> Iterator[None]:
    """Everything read inside is of one moment; nobody who writes has to wait."""
    if connection.vendor == "postgresql":
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
                cursor.execute("SELECT count(*) FROM django_migrations")  # fixes the moment
            yield
        return
    with (
        connection.cursor() as cursor
    ):  # a reader's transaction; `atomic` would take the writers' lock
        cursor.execute("BEGIN DEFERRED")
        cursor.execute("SELECT count(*) FROM django_migrations")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _heads(every: dict[str, tables.Model]) -> dict[str, str]:
    """The head of each town's audit chain, so that the backup is a witness."""
    model = every.get("audit_audithead")
    if model is None:
        return {}
    rows: Any = QuerySet(model).using(connection.alias).values_list("town__key", "digest")
    return {str(key): str(head) for key, head in rows}
