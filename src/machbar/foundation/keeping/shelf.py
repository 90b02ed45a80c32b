"""The folder in which the server keeps its own backups: what lies there, whether it was tried out, and what may go."""

import fcntl
import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.utils import timezone

from machbar.foundation.keeping import container
from machbar.foundation.keeping.exceptions import NotReadable
from machbar.foundation.keeping.plan import Keep, superfluous

BEFORE_UPDATE = "-vor-update"
_NAME = re.compile(rf"machbar-(\d{{4}}-\d\d-\d\d-\d{{6}})({BEFORE_UPDATE})?\.machbar")
_MOMENT = "%Y-%m-%d-%H%M%S"
_TRIALS, _LOCK = "trials.json", ".lock"
KEPT_BEFORE_UPDATE = 3


@dataclass(frozen=True, kw_only=True)
class Shelved:
    """A backup on the shelf: when it was made (by its name), its size in bytes, and how its last trial ended."""

    path: Path
    made: datetime
    size: int
    is_sealed: bool
    is_before_update: bool
    tried: datetime | None
    is_sound: bool

    @property
    def name(self) -> str:
        """The file's name, by which pages call it."""
        return self.path.name


def new_path(folder: Path, now: datetime, *, before_update: bool = False) -> Path:
    """Where a backup of this moment goes; the folder is made, for us only. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    end = BEFORE_UPDATE if before_update else ""
    return folder / f"machbar-{timezone.localtime(now):{_MOMENT}}{end}.machbar"


def on_shelf(folder: Path) -> list[Shelved]:
    """What lies there, the newest first; files of other names are nobody's business here."""
    trials = _trials(folder)
    found = [_shelved(path, trials) for path in folder.glob("machbar-*.machbar")]
    return sorted((each for each in found if each), key=lambda each: each.name, reverse=True)


def named(folder: Path, name: str) -> Shelved | None:
    """The backup of this name; None where there is none."""
    return next((each for each in on_shelf(folder) if each.name == name), None)


def note_trial(folder: Path, name: str, at: datetime, *, is_sound: bool) -> None:
    """Remember how the trial of a backup ended; those of files that are gone are forgotten. Raises `OSError`."""
    trials = {**_trials(folder), name: f"{at.isoformat()} {'sound' if is_sound else 'broken'}"}
    there = {each: said for each, said in trials.items() if (folder / each).exists()}
    part = folder / f"{_TRIALS}.part"
    part.write_text(json.dumps(there), encoding="ascii")
    part.replace(folder / _TRIALS)


def clear(folder: Path, keep: Keep) -> list[str]:
    """Remove what no day, week or month needs, and all but the newest before updates; their names.

    Call it only when the newest is known to be whole. Raises `OSError`.
    """
    every = on_shelf(folder)
    regular = {each.name: each.made for each in every if not each.is_before_update}
    before = [each.name for each in every if each.is_before_update]
    going = [*superfluous(regular, keep), *before[KEPT_BEFORE_UPDATE:]]
    for name in going:
        (folder / name).unlink(missing_ok=True)
    return going


@contextmanager
def alone_with(folder: Path) -> Iterator[bool]:
    """Whether this process is the only one that makes a backup here; never waits. Raises `OSError`."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / _LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _shelved(path: Path, trials: dict[str, str]) -> Shelved | None:
    match = _NAME.fullmatch(path.name)
    if not match or path.is_symlink():
        return None
    try:
        made = timezone.make_aware(datetime.strptime(match.group(1), _MOMENT))  # noqa: DTZ007
        size, is_sealed = path.stat().st_size, container.is_sealed(path)
    except (ValueError, OSError, NotReadable):  # no day at all, or gone meanwhile
        return None
    tried, _space, verdict = trials.get(path.name, "").partition(" ")
    return Shelved(
        path=path,
        made=made,
        size=size,
        is_sealed=is_sealed,
        is_before_update=bool(match.group(2)),
        tried=datetime.fromisoformat(tried) if tried else None,
        is_sound=verdict == "sound",
    )


def _trials(folder: Path) -> dict[str, str]:
    try:
        found = json.loads((folder / _TRIALS).read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
