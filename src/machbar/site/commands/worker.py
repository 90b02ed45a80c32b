"""`machbar worker`: background work, such as delivering mail, and the clock. `machbar serve` starts it along."""

import argparse
import logging
import signal
import time

from machbar.site.light import serve_here, start

log = logging.getLogger("machbar.worker")
PAUSE_SECONDS = 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """No arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Work until a signal."""
    serve_here()
    start()
    from machbar.site.clock import keep_winding
    from machbar.site.heartbeat import keep_beating

    keep_beating()
    keep_winding()
    while not work():
        time.sleep(PAUSE_SECONDS)
    return 0


def work() -> bool:
    """Take up what a killed worker left behind, then work; False where the database takes nothing just now.

    A database that is away, or a disk that is full, must not end the worker: `serve` would end the pages with it.
    """
    from django.core.management import call_command
    from django.db import DatabaseError, InterfaceError, OperationalError, connection

    from machbar.site.faults import fault_of

    try:
        take_up_what_was_left()
        call_command("db_worker", interval=1, verbosity=0)
    except (DatabaseError, InterfaceError) as error:
        if fault_of(error) is None and not isinstance(error, (OperationalError, InterfaceError)):
            raise
        log.warning("the database takes no work just now: %s", type(error).__name__)
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGQUIT):
            signal.signal(number, signal.SIG_DFL)  # those of the worker that ended
        connection.close()
        return False
    return True


def take_up_what_was_left() -> None:
    """What a worker does first: tasks and letters of a killed one come to their turn, and the clock is wound."""
    from django.core.management import call_command
    from django.utils import timezone
    from django_tasks.base import TaskResultStatus
    from django_tasks_db.models import DBTaskResult

    from machbar.foundation.keeping.tasks import plan_backups
    from machbar.foundation.media.tasks import sweep_pictures
    from machbar.foundation.post.tasks import deliver_due_letters
    from machbar.foundation.surfaces.tasks import plan_daily_round
    from machbar.site.upkeep import mend_search

    DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING).update(
        status=TaskResultStatus.READY, started_at=None
    )
    call_command("prune_db_task_results", verbosity=0)
    # A process that was killed between commit and enqueue left letters behind that no task knows of.
    deliver_due_letters.enqueue()
    plan_daily_round(timezone.now())
    plan_backups(timezone.now())
    mend_search.enqueue()
    sweep_pictures.enqueue()
