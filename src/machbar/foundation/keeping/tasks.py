"""What the worker does about backups: one a night, a trial a week, and what the page orders."""

import logging
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from machbar.foundation.keeping import choices, memory
from machbar.foundation.keeping.exceptions import KeepingError
from machbar.foundation.keeping.plan import next_slot
from machbar.foundation.keeping.schedule import back_up, needs_trial, try_out
from machbar.foundation.keeping.telling import tell_operators
from machbar.foundation.later import run_by
from machbar.foundation.towns.models import Town

if TYPE_CHECKING:
    from django_tasks_db.models import DBTaskResult

log = logging.getLogger("machbar.keeping")
AGAIN = timedelta(hours=1)
AFTER_START = timedelta(minutes=10)
"""A worker that starts has other things to do first."""


@task()
def nightly_backup() -> None:
    """Make tonight's backup unless it is there, and come back: tomorrow, or in an hour where it failed."""
    now = timezone.now()
    run_by(nightly_backup, _next_night(now))
    if not Town.objects.exists() or not choices.chosen().is_on:
        return
    if not _made(now, only_if_due=True):
        run_by(nightly_backup, now + AGAIN)


@task()
def back_up_now() -> None:
    """The backup that somebody ordered on the page."""
    _made(timezone.now(), only_if_due=False)


@task()
def try_out_backup(name: str) -> None:
    """Restore one beside the town, and write to the operators where that fails."""
    now = timezone.now()
    reason = try_out(name, now)
    if reason:
        log.warning("the trial of a backup failed; the self-check says why")
        tell_operators(memory.TRIAL, reason, now)


def _made(now: datetime, *, only_if_due: bool) -> bool:
    try:
        made = back_up(now, only_if_due=only_if_due)
    except KeepingError as error:
        log.warning("no backup was made; the self-check says why")
        tell_operators(memory.BACKUP, str(error), now)
        return False
    if made is not None and needs_trial(now):
        try_out_backup.enqueue(made.name)
    return True


def plan_backups(now: datetime) -> None:
    """At the start of the worker: look soon whether the last night's backup is missing."""
    run_by(nightly_backup, now + AFTER_START)


def keep_planned(now: datetime) -> None:
    """The coming night's backup is planned, also where a clock that ran ahead had planned it for another year."""
    run_by(nightly_backup, _next_night(now))


def _next_night(now: datetime) -> datetime:
    return next_slot(timezone.localtime(now), choices.chosen().hour)


def order_backup() -> bool:
    """Ask the worker for a backup; False where one is ordered or being made already."""
    if is_ordered():
        return False
    back_up_now.enqueue()
    return True


def order_trial(name: str) -> bool:
    """Ask the worker to try one out; False where a trial is ordered already."""
    if _waiting(try_out_backup.module_path, TaskResultStatus.RUNNING).exists():
        return False
    try_out_backup.enqueue(name)
    return True


def is_ordered() -> bool:
    """Whether the page waits for a backup (one query)."""
    return _waiting(back_up_now.module_path, TaskResultStatus.RUNNING).exists()


def _waiting(path: str, *more: TaskResultStatus) -> "QuerySet[DBTaskResult[Any, Any]]":
    from django_tasks_db.models import DBTaskResult

    states = [TaskResultStatus.READY, *more]
    return DBTaskResult.objects.filter(task_path=path, status__in=states)
