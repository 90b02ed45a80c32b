"""Which files of the data directory belong into a backup, and a still picture of them while the server goes on."""

import os
from collections.abc import Iterator
from pathlib import Path

from machbar.foundation.keeping import memory
from machbar.foundation.media import store

OWN = frozenset({memory.NAME, "worker-seen", "backups"})
SUFFIX = ".machbar"  # backups themselves
DATABASE = "machbar.sqlite3"


def belongs(name: str) -> bool:
    """Whether a path (with `/`, below the data directory) is kept: not the database, nothing hidden or half written."""
    parts = name.split("/")
    return (
        not any(part.startswith(".") for part in parts)
        and parts[0] not in OWN
        and not name.endswith(SUFFIX)
        and not parts[0].startswith(DATABASE)
        and not name.endswith((".part", ".log"))
    )


def names(data: Path) -> Iterator[str]:
    """Every file that belongs into a backup, in order of the alphabet; links are not followed."""
    found = []
    for folder, _folders, here in os.walk(data):
        for each in here:
            path = Path(folder) / each
            name = path.relative_to(data).as_posix()
            if belongs(name) and path.is_file() and not path.is_symlink():
                found.append(name)
    yield from sorted(found)


def hold(data: Path, still: Path) -> None:
    """Link all of them into ``still``: what is erased meanwhile stays readable. Alone with the pictures."""
    with store.locked():
        for name in names(data):
            target = still / name
            target.parent.mkdir(parents=True, exist_ok=True)
            os.link(data / name, target)


def sync(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
