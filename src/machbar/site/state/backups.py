"""The one seam to backup and restore: when the last ones were.

Backups are another part of the house. Whoever builds it puts functions into `SOURCES`; as long as nobody has, nothing
was ever backed up, and the light says so.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

When = Callable[[], datetime | None]


class Failed(Protocol):
    """When the last try failed, and why."""

    @property
    def at(self) -> datetime:
        """When."""

    @property
    def reason(self) -> str:
        """Why, in a sentence."""


How = Callable[[], Failed | None]


def never() -> None:
    """Nothing of the kind has happened yet."""


@dataclass(kw_only=True)
class Sources:
    """Who knows when the last backup was made, when the last restore was tried out, and how the last try failed."""

    last_backup: When = never
    last_restore_test: When = never
    backup_failure: How = never
    test_failure: How = never


SOURCES = Sources()
