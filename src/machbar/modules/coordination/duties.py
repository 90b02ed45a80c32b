"""The duties of somebody of the team: the open tasks that are theirs."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.foundation.surfaces.duties import Duties, Duty
from machbar.foundation.ui.formats import long_date
from machbar.modules.coordination.models import ReminderStop, Task
from machbar.modules.coordination.services import hand_over_task


def of(actor: Actor, person: Person) -> Sequence[Duty]:
    """Every open task of this person in the town, the most pressing first (one query)."""
    return [
        Duty(
            key=f"coordination:{task.public_id}",
            kind=_("Task"),
            headline=task.title,
            detail=_detail(task),
            url=reverse("coordination:group", args=[task.project.public_id]),
        )
        for task in _tasks(actor, person).order_by("due_on", "pk")
    ]


def hand_over(
    actor: Actor, name: str, person: Person, successor: Person | None, at: datetime
) -> None:
    """Give one task to the successor, or make it free."""
    for task in _tasks(actor, person).filter(public_id=name):
        hand_over_task(task=task, owner=successor, by=actor, at=at)


def let_go(actor: Actor, person: Person, _at: datetime) -> None:
    """Forget that somebody wanted no mails."""
    ReminderStop.objects.filter(town=actor.town, person=person).delete()


def _tasks(actor: Actor, person: Person) -> QuerySet[Task]:
    open_tasks = Task.objects.filter(state=Task.State.OPEN, owner_person=person)
    return open_tasks.filter(project__town=actor.town).select_related("project")


def _detail(task: Task) -> str:
    if task.due_on is None:
        return task.project.title
    return gettext("%(project)s, until %(day)s") % {
        "project": task.project.title,
        "day": long_date(task.due_on),
    }


DUTIES = Duties(of=of, hand_over=hand_over, let_go=let_go)
