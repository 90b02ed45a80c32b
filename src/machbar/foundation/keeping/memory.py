"""When the last backup was made and the last restore tried out: a small file in the data directory."""

import json
from datetime import datetime
from pathlib import Path

from django.conf import settings

NAME = "backup-memory.json"


def note(what: str, at: datetime) -> None:
    """Remember a moment: `backup` or `restore_test`. Raises `OSError`."""
    path = Path(settings.DATA) / NAME
    part = path.with_suffix(".part")
    part.write_text(json.dumps({**_all(path), what: at.isoformat()}), encoding="ascii")
    part.replace(path)


def last_backup() -> datetime | None:
    """When the last backup was finished; None where never."""
    return _at("backup")


def last_restore_test() -> datetime | None:
    """When a backup was last restored or tried out; None where never."""
    return _at("restore_test")


def _at(what: str) -> datetime | None:
    raw = _all(Path(settings.DATA) / NAME).get(what)
    try:
        return datetime.fromisoformat(raw) if raw else None
    except ValueError:
        return None


def _all(path: Path) -> dict[str, str]:
    try:
        found = json.loads(path.read_text(encoding="ascii"))
    except (OSError, ValueError):
        return {}
    return {str(k): str(v) for k, v in found.items()} if isinstance(found, dict) else {}
