"""What the operator has chosen about backups: variables win over what was entered on the page (`towns.kept`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from machbar.foundation.keeping.plan import Keep
from machbar.foundation.towns.kept import kept

HOUR = 3
KEEP = Keep(daily=7, weekly=5, monthly=12)
MOST = 366


@dataclass(frozen=True, kw_only=True)
class Choices:
    """Whether, at which hour, how many, closed by which passphrase (empty: open), and into which folder."""

    is_on: bool
    hour: int
    keep: Keep
    passphrase: str
    folder: Path


def chosen() -> Choices:
    """The choices of this moment; read anew each time, so that the page counts in the worker at once."""
    found = {**kept(settings.DATA), **settings.BACKUP}
    return Choices(
        is_on=found.get("backup_on", "no" if settings.DEMO else "yes") == "yes",
        hour=_number(found, "backup_hour", HOUR, 23),
        keep=keep_of(found.get("backup_keep", "")) or KEEP,
        passphrase=str(settings.BACKUP_PASSPHRASE) or found.get("backup_passphrase", ""),
        folder=Path(settings.BACKUP_FOLDER),
    )


def keep_of(text: str) -> Keep | None:
    """Three numbers with commas between them: days (at least one), weeks, months; None where it is none of ours."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) != 3 or not all(part.isdecimal() and int(part) <= MOST for part in parts):
        return None
    daily, weekly, monthly = map(int, parts)
    return Keep(daily=daily, weekly=weekly, monthly=monthly) if daily else None


def as_text(keep: Keep) -> str:
    """What `keep_of` reads."""
    return f"{keep.daily},{keep.weekly},{keep.monthly}"


def _number(found: Mapping[str, str], name: str, default: int, most: int) -> int:
    raw = found.get(name, "")
    return int(raw) if raw.isdecimal() and int(raw) <= most else default
