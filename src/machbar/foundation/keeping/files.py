"""Which files of the data directory belong into a backup, and a still picture of them while the server goes on."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from machbar.foundation.keeping import memory, presence

ARCHIVES = "archives"
OWN = frozenset(
    {
        *(memory.NAME, "worker-seen", "backups", ARCHIVES, "erasures"),
        *(presence.SERVING, presence.FINISHING),
    }
)
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
    """Link all of them into ``still``: what is erased meanwhile stays readable. Call it alone with the pictures."""
    for name in names(data):
        target = still / name
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(data / name, target)
        except OSError:  # a disk that knows no second names
            shutil.copyfile(data / name, target)


@contextmanager
def work_folder(data: Path, kind: str) -> Iterator[Path]:
    """A hidden folder beside the data; those of killed processes go first: they hold what may be erased since."""
    for left in data.glob(f".{kind}-*"):
        owner = left.name.split("-")[1]
        if left.is_dir() and (owner == str(os.getpid()) or not _lives(owner)):
            shutil.rmtree(left)
    with tempfile.TemporaryDirectory(prefix=f".{kind}-{os.getpid()}-", dir=data) as name:
        yield Path(name)


def _lives(process: str) -> bool:
    try:
        os.kill(int(process), 0)
    except (ProcessLookupError, ValueError):
        return False
    except PermissionError:
        return True
    return True


def forget_archives(data: Path) -> None:
    """Remove the finished archives of towns: they may hold who was erased since. Raises `OSError`."""
    for path in (data / ARCHIVES).glob("*.zip"):
        path.unlink(missing_ok=True)


def take_name(part: Path, path: Path) -> None:
    """Give a finished file its name, never in the place of one that came meanwhile. Raises `OSError`."""
    try:
        os.link(part, path)
    except FileExistsError:
        raise
    except OSError:  # a stick formatted with FAT knows no second names
        if path.exists():
            raise
        part.rename(path)


def sync(folder: Path) -> None:
    """Let the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
