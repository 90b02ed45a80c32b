"""What the worker does with pictures."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from machbar.foundation.later import run_by
from machbar.foundation.media.exceptions import StoreAway
from machbar.foundation.media.services import sweep

log = logging.getLogger("machbar.media")
PAUSE = timedelta(hours=6)


@task()
def sweep_pictures() -> int:
    """Sweep up and come back in six hours; may run any number of times."""
    now, removed = timezone.now(), 0
    try:
        removed = sweep(now=now)
    except StoreAway as error:
        log.warning("no sweep this time: %s", error)
    run_by(sweep_pictures, now + PAUSE)
    return removed
