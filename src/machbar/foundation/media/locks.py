"""Locks over processes: by a file on one machine, by the database where several machines share a store.

PostgreSQL keeps such a lock with the session and frees it when the session ends; SQLite is one machine anyway.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

FAMILY = 0x4D42  # the first number of our locks in the database: "MB"


@contextmanager
def by_file(path: Path, *, shared: bool = False) -> Iterator[None]:
    """Wait for the file's lock; alone, or together with all who share it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_SH if shared else fcntl.LOCK_EX)
        yield


def is_free_file(path: Path) -> bool:
    """Whether nobody holds the file's lock at this moment."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


@contextmanager
def by_database(number: int, *, shared: bool = False) -> Iterator[None]:
    """Wait for the lock of this number, over all machines of one PostgreSQL."""
    ending = "_shared" if shared else ""
    _ask(f"SELECT pg_advisory_lock{ending}(%s, %s)", number)
    try:
        yield
    finally:
        _ask(f"SELECT pg_advisory_unlock{ending}(%s, %s)", number)


def is_free_in_database(number: int) -> bool:
    """Whether nobody holds, or waits for, the lock of this number."""
    if not _ask("SELECT pg_try_advisory_lock(%s, %s)", number):
        return False
    _ask("SELECT pg_advisory_unlock(%s, %s)", number)
    return True


def _ask(statement: str, number: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [FAMILY, number])
        return bool(cursor.fetchone()[0])
