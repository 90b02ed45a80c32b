"""When the last backup was made and the last restore tried out, and why the last try failed: a file beside the data."""

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

NAME = "backup-memory.json"
BACKUP, TRIAL = "backup", "restore_test"


@dataclass(frozen=True, kw_only=True)
class Failure:
    """The last try failed: when, and why in a sentence."""

    at: datetime
    reason: str


def note(what: str, at: datetime) -> None:
    """Remember a moment: `BACKUP` or `TRIAL`; what failed before is over. Raises `OSError`."""
    _write({what: at.isoformat(), f"{what}_failed": "", f"{what}_reason": ""})


def note_failure(what: str, at: datetime, reason: str) -> None:
    """Remember that the last try failed; a disk that takes no file takes no note either."""
    try:
        _write({f"{what}_failed": at.isoformat(), f"{what}_reason": reason})
    except OSError:
        return


def last_backup() -> datetime | None:
    """When the last backup was finished; None where never."""
    return _at(BACKUP)


def last_restore_test() -> datetime | None:
    """When a backup was last restored or tried out; None where never."""
    return _at(TRIAL)


def failure_of(what: str) -> Failure | None:
    """How the last try of a `BACKUP` or `TRIAL` failed; None where it did not."""
    at = _at(f"{what}_failed")
    return Failure(at=at, reason=_all().get(f"{what}_reason", "")) if at else None


def begin_update(backup: Path) -> None:
    """The database is about to be migrated; what was there lies in this backup. Raises `OSError`."""
    _write({"update": str(backup)})


def end_update() -> None:
    """The migration has succeeded."""
    if _all().get("update"):
        _write({"update": ""})


def begun_update() -> Path | None:
    """The backup from before a migration that did not succeed; None where there is none."""
    raw = _all().get("update")
    return Path(raw) if raw and Path(raw).exists() else None


def _at(what: str) -> datetime | None:
    raw = _all().get(what)
    try:
        return datetime.fromisoformat(raw) if raw else None
    except ValueError:
        return None


def _path() -> Path:
    return Path(settings.DATA) / NAME


def _write(values: dict[str, str]) -> None:
    together = {name: value for name, value in {**_all(), **values}.items() if value}
    part = _path().with_suffix(".part")
    part.write_text(json.dumps(together), encoding="ascii")
    part.replace(_path())


def _all() -> dict[str, str]:
    try:
        found = json.loads(_path().read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
