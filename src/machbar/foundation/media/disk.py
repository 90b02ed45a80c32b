"""Pictures on a disk, below a folder, named by their SHA-256; a file is there whole or not at all."""

import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path

from machbar.foundation.media.locks import by_file

SPARE = 200 * 1024 * 1024  # bytes that stay free on the disk for the database
UNFINISHED = ".part"


@dataclass(frozen=True)
class Disk:
    """The pictures below ``folder``."""

    folder: Path

    def path_of(self, sha256: str) -> Path:
        """Where the file with this hash lies, or would lie."""
        return self.folder / sha256[:2] / sha256

    def locked(self) -> AbstractContextManager[None]:
        """Alone with the files, over all processes of this machine."""
        return by_file(self.folder / ".lock")

    def held(self) -> AbstractContextManager[None]:
        """A backup links the files; what is removed meanwhile stays readable for it."""
        return nullcontext()

    def may_remove(self) -> bool:
        """Whether a file may go just now."""
        return True

    def has_room(self) -> bool:
        """Whether the disk has more than what the database needs."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self.folder).free > SPARE

    def write(self, content: bytes) -> str:
        """Keep a content, durably; returns its hash. Raises `OSError`, and then leaves nothing behind."""
        sha256 = hashlib.sha256(content).hexdigest()
        target = self.path_of(sha256)
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

    def read(self, sha256: str) -> bytes | None:
        """The content with this hash, or None where the file is missing."""
        try:
            return self.path_of(sha256).read_bytes()
        except FileNotFoundError:
            return None

    def remove(self, sha256: str) -> None:
        """Remove a file; a missing one is removed already."""
        self.path_of(sha256).unlink(missing_ok=True)

    def hashes(self, *, older_than: float = 0) -> Iterator[str]:
        """The names of all files that nobody has touched for so many seconds, unfinished ones with their ending."""
        latest = time.time() - older_than
        for path in sorted(self.folder.glob("??/*")):
            try:
                if path.stat().st_mtime <= latest:
                    yield path.name
            except FileNotFoundError:
                continue


def _sync(directory: Path) -> None:
    """Make a new name durable."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
