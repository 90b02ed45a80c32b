"""The worker's sign of life: a file in the data directory, touched every half minute, and the tasks it has ended.

Where the worker runs on another machine, its file is not here; then the last task that it has ended counts.
"""

import threading
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db.models import Max

SECONDS = 30


def beat() -> None:
    """Show that the worker lives; a full or read-only disk is the self-check's matter, not ours."""
    try:
        path().touch()
    except OSError:
        return


def keep_beating() -> None:
    """Beat in the background as long as this process lives."""
    stop = threading.Event()

    def run() -> None:
        beat()
        while not stop.wait(SECONDS):
            beat()

    threading.Thread(target=run, name="heartbeat", daemon=True).start()


def path() -> Path:
    """The file."""
    return Path(settings.DATA) / "worker-seen"


def last_beat() -> datetime | None:
    """When a worker was last seen; None where never (one query)."""
    from django_tasks_db.models import DBTaskResult

    ended: datetime | None = DBTaskResult.objects.aggregate(at=Max("finished_at"))["at"]
    try:
        touched = datetime.fromtimestamp(path().stat().st_mtime, UTC)
    except OSError:
        return ended
    return max(touched, ended) if ended else touched
