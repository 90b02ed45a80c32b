"""The one seam to backup and restore: when the last ones were.

Backups are another part of the house. Whoever builds it puts functions into `SOURCES`; as long as nobody has, nothing
was ever backed up, and the light says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

When = Callable[[], datetime | None]


def never() -> datetime | None:
    """Nothing of the kind has happened yet."""
    return None


@dataclass(kw_only=True)
class Sources:
    """Who knows when the last backup was made, and when the last restore was tried out."""

    last_backup: When = never
    last_restore_test: When = never


SOURCES = Sources()
