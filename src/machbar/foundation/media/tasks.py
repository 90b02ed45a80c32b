"""What the worker does with pictures."""

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from machbar.foundation.later import run_by
from machbar.foundation.media.services import sweep

PAUSE = timedelta(hours=6)


@task()
def sweep_pictures() -> int:
    """Sweep up and come back in six hours; may run any number of times."""
    now = timezone.now()
    removed = sweep(now=now)
    run_by(sweep_pictures, now + PAUSE)
    return removed
