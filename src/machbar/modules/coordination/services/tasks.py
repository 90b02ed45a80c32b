"""Small tasks: added, taken, done with one click, postponed with a count, dropped with a reason.

A second click changes nothing: the state that a deed expects is part of its WHERE clause. Each deed leaves a line in
the audit trail; who has a task is named there by kind only, never by name.
"""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.modules.coordination.core import postponing
from machbar.modules.coordination.exceptions import AlreadyDecided, NotAMember, ReasonMissing
from machbar.modules.coordination.models import Member, Task
from machbar.modules.projects.models import Project
from machbar.modules.projects.services.changing import touch

Owner = Member | Person


@transaction.atomic
def add_task(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    title: str,
    effort: int,
    owner: Owner | None = None,
    due_on: date | None = None,
    is_public: bool = False,
    is_fictional: bool = False,
) -> Task:
    """A new task, free to take where it has no owner. The same form sent twice gives one task."""
    task, is_new = Task.objects.get_or_create(
        project=project,
        form_key=form_key,
        defaults={
            "title": " ".join(title.split()),
            "effort": effort,
            "due_on": due_on,
            "is_public": is_public,
            "created_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        touch(project, at)
        _record("task.added", task, by)
        if owner is not None:
            hand_over_task(task=task, owner=owner, by=by, at=at)
    return task


@transaction.atomic
def take_task(*, task: Task, owner: Owner, by: Actor, at: datetime) -> None:
    """Take a free task. Raises `AlreadyDecided` where somebody else was faster."""
    free = _open(task).filter(owner_member=None, owner_person=None)
    if free.update(**_owned_by(task, owner), owned_since=at):
        _record("task.taken", task, by)
    elif not _open(task).filter(**_owned_by(task, owner)).exists():
        raise AlreadyDecided(_("Somebody else has taken this task already."))


@transaction.atomic
def hand_over_task(*, task: Task, owner: Owner | None, by: Actor, at: datetime) -> None:
    """Give an open task to somebody, or make it free."""
    if owner is None:
        _set_free(_open(task).exclude(owner_member=None, owner_person=None), task, by)
        return
    new = _owned_by(task, owner)
    if _open(task).exclude(**new).update(**new, owned_since=at):
        _record("task.handed_over", task, by, to="person" if new["owner_person"] else "member")


@transaction.atomic
def give_back_task(*, task: Task, owner: Owner, by: Actor) -> None:
    """Let go of a task: it is free again."""
    _set_free(_open(task).filter(**_owned_by(task, owner)), task, by)


@transaction.atomic
def finish_task(*, task: Task, by: Actor, at: datetime) -> None:
    """Tick a task."""
    if _open(task).update(state=Task.State.DONE, ended_at=at):
        touch(task.project, at)
        _record("task.done", task, by)


@transaction.atomic
def reopen_task(*, task: Task, by: Actor, at: datetime) -> None:
    """Take the tick back, or take a dropped task up again."""
    ended = Task.objects.filter(pk=task.pk).exclude(state=Task.State.OPEN)
    if ended.update(state=Task.State.OPEN, ended_at=None, reason=""):
        touch(task.project, at)
        _record("task.reopened", task, by)


@transaction.atomic
def drop_task(*, task: Task, by: Actor, at: datetime, reason: str) -> None:
    """Nobody does it any more, and this is why."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing(_("Please say in one sentence why the task is dropped."))
    if _open(task).update(state=Task.State.DROPPED, ended_at=at, reason=reason):
        touch(task.project, at)
        _record("task.dropped", task, by, reason=reason)


@transaction.atomic
def postpone_task(*, task: Task, by: Actor, due_on: date) -> None:
    """Move a task to another day; each move to a later one is counted, once also where two click at once."""
    step = postponing(task.due_on, due_on)
    still = _open(task).filter(due_on=task.due_on, times_postponed=task.times_postponed)
    won = still.update(due_on=step.due_on, times_postponed=task.times_postponed + int(step.counts))
    if won and step.due_on != task.due_on:
        _record("task.moved", task, by, **{"from": task.due_on, "to": step.due_on})


def _set_free(tasks: QuerySet[Task], task: Task, by: Actor) -> None:
    if tasks.update(owner_member=None, owner_person=None, owned_since=None):
        _record("task.given_back", task, by)


def _record(event: str, task: Task, by: Actor, **more: object) -> None:
    record(event, on=task, by=by, payload={"title": task.title, **more})


def _open(task: Task) -> QuerySet[Task]:
    return Task.objects.filter(pk=task.pk, state=Task.State.OPEN)


def _owned_by(task: Task, owner: Owner) -> dict[str, int | None]:
    if isinstance(owner, Person):
        return {"owner_person": owner.pk, "owner_member": None}
    if owner.project_id != task.project_id or not owner.is_active:
        raise NotAMember(_("Only members of this project's group take its tasks."))
    return {"owner_member": owner.pk, "owner_person": None}
