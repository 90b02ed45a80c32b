"""A fault at the n-th file operation below a folder: the method of SQLite's own tests (trust.md, section 1)."""

import errno
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

CHANGING = frozenset(
    {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "os.truncate", "shutil.rmtree"}
)


@dataclass(kw_only=True)
class Fault:
    """Counts operations; the ``at``-th and, as on a dead disk, all after it fail."""

    at: int
    below: str
    seen: int = 0
    happened: bool = False


_ACTIVE: list[Fault] = []
_INSTALLED: list[bool] = []


@contextmanager
def fault_at(at: int, *, below: Path) -> Iterator[Fault]:
    """Let the ``at``-th operation that changes a file below the folder fail, and all after it."""
    if not _INSTALLED:
        sys.addaudithook(_watch)
        _INSTALLED.append(True)
    fault = Fault(at=at, below=str(below))
    _ACTIVE.append(fault)
    try:
        yield fault
    finally:
        _ACTIVE.remove(fault)


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    if not _ACTIVE or not (event in CHANGING or (event == "open" and _writes(arguments))):
        return
    fault = _ACTIVE[-1]
    if not str(arguments[0]).startswith(fault.below):
        return
    fault.seen += 1
    if fault.seen >= fault.at:
        fault.happened = True
        raise OSError(errno.EIO, "fault injected by a test")


def _writes(arguments: tuple[object, ...]) -> bool:
    _path, _mode, flags = arguments
    return isinstance(flags, int) and bool(flags & 3)
