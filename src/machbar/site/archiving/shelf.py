"""Where finished archives of a town lie until somebody fetches them: for a week, the newest of each sort."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from machbar.foundation.keeping.files import ARCHIVES
from machbar.foundation.towns.models import Town
from machbar.site.archiving.gathering import LABELS, Sort

KEPT_FOR = timedelta(days=7)
_NAME = re.compile(r"archiv-([a-z0-9-]+)-(oeffentlich|vollstaendig)-\d{4}-\d\d-\d\d-\d{6}\.zip")


@dataclass(frozen=True, kw_only=True)
class Ready:
    """A finished archive; ``size`` in bytes."""

    path: Path
    sort: Sort
    made: datetime
    size: int

    @property
    def label(self) -> str:
        """For whom it is."""
        return str(LABELS[self.sort])

    @property
    def goes(self) -> datetime:
        """When it is removed."""
        return self.made + KEPT_FOR


def folder() -> Path:
    """The folder of all towns."""
    return Path(settings.DATA) / ARCHIVES


def new_path(town: Town, sort: Sort, now: datetime) -> Path:
    """Where an archive of this moment goes. Raises `OSError`."""
    folder().mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder() / f"archiv-{town.key}-{sort}-{timezone.localtime(now):%Y-%m-%d-%H%M%S}.zip"


def ready(town: Town, now: datetime) -> list[Ready]:
    """The archives of a town that may still be fetched, the newest first."""
    found = [_ready(path, town) for path in folder().glob("archiv-*.zip")]
    living = [each for each in found if each is not None and each.goes > now]
    return sorted(living, key=lambda each: (each.made, each.path.name), reverse=True)


def clear(now: datetime) -> None:
    """Remove what is older than a week, and all but the newest of a town and sort. Raises `OSError`."""
    seen: set[tuple[str, str]] = set()
    for path in sorted(folder().glob("archiv-*.zip"), key=lambda each: each.stat().st_mtime)[::-1]:
        match = _NAME.fullmatch(path.name)
        if match is None:
            continue
        made = datetime.fromtimestamp(path.stat().st_mtime, tz=timezone.get_current_timezone())
        if match.groups() in seen or made + KEPT_FOR <= now:
            path.unlink(missing_ok=True)
        seen.add((match.group(1), match.group(2)))


def _ready(path: Path, town: Town) -> Ready | None:
    match = _NAME.fullmatch(path.name)
    if match is None or match.group(1) != town.key:
        return None
    stat = path.stat()
    made = datetime.fromtimestamp(stat.st_mtime, tz=timezone.get_current_timezone())
    return Ready(path=path, sort=Sort(match.group(2)), made=made, size=stat.st_size)
