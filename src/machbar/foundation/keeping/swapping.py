"""Old out, new in: each step can be done again, and a note in the data directory says that it has to be.

The old data lies in `.before-restore` until the end. Files are renamed, never copied; on PostgreSQL two schemas change
their names in one transaction.
"""

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection, transaction

from machbar.foundation.keeping import presence
from machbar.foundation.keeping.files import DATABASE, belongs, sync
from machbar.foundation.keeping.presence import NOTE

NEW, OLD = "machbar_restoring", "machbar_before_restore"
ASIDE, STAGED = ".before-restore", ".ready-to-restore"


@contextmanager
def beside(folder: Path) -> Iterator[None]:
    """While inside, Django's database is a new, empty one: a file in ``folder``, or the schema `NEW`."""
    postgresql = connection.vendor == "postgresql"
    place = connection.settings_dict
    name, options = place["NAME"], dict(place["OPTIONS"])
    if postgresql:
        drop_schema(NEW)
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SCHEMA {NEW}")
    _leave()
    try:
        if postgresql:
            place["OPTIONS"] = {**options, "options": f"-c search_path={NEW}"}
        else:
            place["NAME"] = str(folder / DATABASE)
        yield
        if not postgresql:
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        _leave()
        place["NAME"], place["OPTIONS"] = name, options


def _leave() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]


def drop_schema(name: str) -> None:
    """Remove a schema of ours with all in it (PostgreSQL; elsewhere nothing)."""
    if connection.vendor == "postgresql" and _has_schema(name):
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA {name} CASCADE")


def swap(data: Path, new_files: Path, database: Path) -> None:
    """Put the new files (and the SQLite file) in the place of the old ones."""
    with presence.finishing(data):
        _begin(data, new_files, database)
        _carry_on(data)


def _begin(data: Path, new_files: Path, database: Path) -> None:
    staged = data / STAGED
    shutil.rmtree(staged, ignore_errors=True)
    shutil.rmtree(data / ASIDE, ignore_errors=True)
    drop_schema(OLD)
    new_files.mkdir(exist_ok=True)
    if database.exists():
        database.rename(new_files / DATABASE)
    _settle(new_files)
    new_files.rename(staged)
    postgresql = connection.vendor == "postgresql"
    old = [each.name for each in data.iterdir() if _goes(each.name, postgresql=postgresql)]
    _keep_note(data, {"old": sorted(old), "new": sorted(each.name for each in staged.iterdir())})


def _goes(name: str, *, postgresql: bool) -> bool:
    """Whether what is there now makes room: what backups hold, and the SQLite file where it is the one in use."""
    return belongs(name) or (name.startswith(DATABASE) and not postgresql)


def finish(data: Path) -> bool:
    """Go on with a swap that was begun and not ended, and end it; says whether there was one. May be repeated."""
    with presence.finishing(data):
        is_open = presence.is_swap_open(data)  # another process may have just ended it
        if is_open:
            _carry_on(data)
    return is_open


def _carry_on(data: Path) -> None:
    """Do what the note says; doing it twice changes nothing."""
    note = json.loads((data / NOTE).read_text(encoding="utf-8"))
    aside, staged = data / ASIDE, data / STAGED
    aside.mkdir(exist_ok=True)
    connection.close()
    for name in note["old"]:
        here, old = data / name, aside / name
        still_old = name not in note["new"] or os.path.lexists(staged / name)
        if still_old and os.path.lexists(here) and not os.path.lexists(old):
            here.rename(old)
    for name in note["new"]:
        if os.path.lexists(staged / name):
            _remove(data / name)  # made by a command that ran in between
            (staged / name).rename(data / name)
    sync(data)
    _swap_schemas()
    _keep_note(
        data, {"old": [], "new": []}
    )  # the exchange is over; clearing away may be cut off, too
    for folder in (staged, aside):
        if folder.exists():
            shutil.rmtree(folder)
    drop_schema(OLD)
    (data / NOTE).unlink()
    sync(data)


def _remove(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _swap_schemas() -> None:
    if connection.vendor != "postgresql" or not _has_schema(NEW):
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        current = connection.ops.quote_name(cursor.fetchone()[0])
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"ALTER SCHEMA {current} RENAME TO {OLD}")
        cursor.execute(f"ALTER SCHEMA {NEW} RENAME TO {current}")


def _has_schema(name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_namespace WHERE nspname = %s", (name,))
        return bool(cursor.fetchone()[0])


def _keep_note(data: Path, note: dict[str, list[str]]) -> None:
    part = data / f"{NOTE}.part"
    with part.open("w", encoding="utf-8") as file:
        json.dump(note, file)
        file.flush()
        os.fsync(file.fileno())
    part.replace(data / NOTE)
    sync(data)


def _settle(folder: Path) -> None:
    """Keys are for us only; every content is on the disk before its name counts."""
    for place, folders, here in os.walk(folder):
        for name in here:
            with (Path(place) / name).open("rb") as file:
                os.fsync(file.fileno())
        for name in folders:
            (Path(place) / name).chmod(0o700 if name == "keys" else 0o755)
    for path in (folder / "keys").glob("*"):
        path.chmod(0o600)
