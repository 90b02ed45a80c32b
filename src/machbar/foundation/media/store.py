"""Files under `MACHBAR_DATA/media/pictures`, named by their SHA-256; a file is there whole or not at all.

Writing and removing take one lock for the whole server, together with the rows that go with them: nobody removes a
file while somebody else is about to count on it. Decoding never happens under the lock.
"""

import fcntl
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

SPARE = 200 * 1024 * 1024  # bytes that stay free on the disk for the database
UNFINISHED = ".part"


def folder() -> Path:
    """Where the files lie."""
    return Path(settings.MEDIA_ROOT) / "pictures"


@contextmanager
def elsewhere(media: Path) -> Iterator[None]:
    """While inside, the files lie below another folder: a restore works on what has not yet taken its place."""
    here, settings.MEDIA_ROOT = settings.MEDIA_ROOT, media
    try:
        yield
    finally:
        settings.MEDIA_ROOT = here


def path_of(sha256: str) -> Path:
    """Where the file with this hash lies, or would lie."""
    return folder() / sha256[:2] / sha256


@contextmanager
def locked() -> Iterator[None]:
    """Alone with the files, over all processes of this server."""
    folder().mkdir(parents=True, exist_ok=True)
    with (folder() / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def has_room() -> bool:
    """Whether the disk has more than what the database needs."""
    folder().mkdir(parents=True, exist_ok=True)
    return shutil.disk_usage(folder()).free > SPARE


def write(content: bytes) -> str:
    """Keep a content, durably; returns its hash. Raises `OSError`, and then leaves nothing behind."""
    sha256 = hashlib.sha256(content).hexdigest()
    target = path_of(sha256)
    if target.exists():
        return sha256
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f"{sha256}.{os.getpid()}{UNFINISHED}")
    try:
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise
    _sync(target.parent)
    return sha256


def read(sha256: str) -> bytes | None:
    """The content with this hash, or None where the file is missing."""
    try:
        return path_of(sha256).read_bytes()
    except FileNotFoundError:
        return None


def remove(sha256: str) -> None:
    """Remove a file; a missing one is removed already."""
    path_of(sha256).unlink(missing_ok=True)


def hashes(*, older_than: float = 0) -> Iterator[str]:
    """The names of all files that have not been touched for so many seconds, unfinished ones with their ending."""
    latest = time.time() - older_than
    for path in sorted(folder().glob("??/*")):
        try:
            if path.stat().st_mtime <= latest:
                yield path.name
        except FileNotFoundError:
            continue


def is_whole(sha256: str) -> bool:
    """Whether the file is there and still holds what its name says."""
    content = read(sha256)
    return content is not None and hashlib.sha256(content).hexdigest() == sha256


def _sync(directory: Path) -> None:
    """Make a new name durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
