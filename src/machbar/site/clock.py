"""The worker looks at the clock every quarter of an hour, so that nothing waits for a time that was never right.

A clock that stood a year ahead for a moment leaves behind a morning round planned for next year, and mails to be tried
again then (trust.md, F5). Planning is idempotent, so looking often costs nothing.
"""

import logging
import threading
from datetime import datetime

from django.db import connection
from django.utils import timezone

from machbar.foundation.keeping.tasks import keep_planned
from machbar.foundation.post.services import are_due
from machbar.foundation.post.tasks import deliver_due_letters
from machbar.foundation.surfaces.tasks import keep_round_planned

log = logging.getLogger("machbar.clock")
SECONDS = 900


def wind(now: datetime) -> None:
    """The next morning's round and the night's backup are planned, and mails whose time has come are on their way."""
    keep_round_planned(now)
    keep_planned(now)
    if are_due(now):
        deliver_due_letters.enqueue()


def keep_winding() -> None:
    """Wind in the background as long as this process lives."""
    stop = threading.Event()

    def run() -> None:
        while not stop.wait(SECONDS):
            try:
                wind(timezone.now())
            except Exception:
                # The database may be away for a while; the next look is in a quarter of an hour.
                log.exception("the clock could not be wound")
            finally:
                connection.close()

    threading.Thread(target=run, name="clock", daemon=True).start()
