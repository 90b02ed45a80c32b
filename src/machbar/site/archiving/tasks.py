"""What the worker does about archives: makes those that were ordered, and removes them after a week."""

import logging

from django.utils import timezone
from django_tasks import task
from django_tasks.base import TaskResultStatus

from machbar.foundation.towns.models import Town
from machbar.site.archiving import shelf
from machbar.site.archiving.gathering import Sort
from machbar.site.archiving.writing import write_archive

log = logging.getLogger("machbar.archive")


@task()
def make_archive(town: int, sort: str) -> bool:
    """Write it beside the older one, which then goes; says whether the disk took it."""
    now = timezone.now()
    place = Town.objects.get(pk=town)
    try:
        path = shelf.new_path(place, Sort(sort), now)
        write_archive(path, town=place, sort=Sort(sort), now=now)
        shelf.clear(now)
    except OSError as error:
        log.warning("no archive was made: %s", type(error).__name__)
        return False
    forget_archives.using(run_after=now + shelf.KEPT_FOR).enqueue()
    return True


@task()
def forget_archives() -> None:
    """Names do not lie about for longer than somebody needs to fetch them."""
    shelf.clear(timezone.now())


def order(town: Town, sort: Sort) -> bool:
    """Ask the worker for one; False where this one is ordered or being made already."""
    if str(sort) in ordered(town):
        return False
    make_archive.enqueue(town.pk, str(sort))
    return True


def ordered(town: Town) -> set[str]:
    """The sorts that the worker still has to make for a town (one query)."""
    from django_tasks_db.models import DBTaskResult

    waiting = DBTaskResult.objects.filter(
        task_path=make_archive.module_path,
        status__in=[TaskResultStatus.READY, TaskResultStatus.RUNNING],
    )
    arguments = waiting.values_list("args_kwargs", flat=True)
    return {str(each["args"][1]) for each in arguments if each["args"][0] == town.pk}
