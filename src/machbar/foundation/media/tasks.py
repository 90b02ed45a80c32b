"""What the worker does with pictures."""

import logging
from datetime import timedelta

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from machbar.foundation.media.exceptions import StoreAway
from machbar.foundation.media.services import sweep

log = logging.getLogger("machbar.media")
PAUSE = timedelta(hours=6)


@task()
def sweep_pictures() -> int:
    """Sweep up and come back in six hours; may run any number of times."""
    try:
        return sweep(now=timezone.now())
    except StoreAway as error:
        log.warning("no sweep this time: %s", error)
        return 0
    finally:
        _come_back()


def _come_back() -> None:
    """Run again later, unless that is already planned."""
    from django_tasks_db.models import DBTaskResult

    now = timezone.now()
    planned = DBTaskResult.objects.filter(
        task_path=sweep_pictures.module_path,
        status=TaskResultStatus.READY,
        run_after__gt=now,
    )
    if not planned.exists():
        sweep_pictures.using(run_after=now + PAUSE).enqueue()
