"""Who works with the data directory: servers beside each other, or one restore alone. Knows no Django.

Two files are locked, never read: the system lets go of a lock when its process ends, however it ends, so no lock
outlives a server that was killed.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SERVING, FINISHING = "serving.lock", "finishing.lock"
NOTE = ".restore-swap.json"


class Occupied(Exception):
    """Somebody else works with these data: a restore, or for a restore a server."""


def is_swap_open(data: Path) -> bool:
    """Whether a restore had begun to put new data in the place of old, and has not ended it."""
    return (data / NOTE).exists()


def hold(data: Path, *, alone: bool) -> int:
    """Say that this process serves from the data directory, or (``alone``) that it exchanges them; until it ends.

    Returns the open descriptor; -1 where a server cannot write there, which the checks at the start say better.
    Raises `Occupied`.
    """
    try:
        data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(data / SERVING, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError:
        if alone:
            raise
        return -1
    try:
        fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise Occupied from error
    return descriptor


@contextmanager
def alone(data: Path) -> Iterator[None]:
    """While inside, no server works with these data. Raises `Occupied` and `OSError`."""
    descriptor = hold(data, alone=True)
    try:
        yield
    finally:
        os.close(descriptor)


@contextmanager
def finishing(data: Path) -> Iterator[None]:
    """One at a time puts new data in the place of the old; who comes second waits, and finds it done."""
    data.mkdir(parents=True, exist_ok=True)
    with (data / FINISHING).open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
