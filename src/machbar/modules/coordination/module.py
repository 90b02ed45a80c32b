"""What coordination contributes to the house."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayItem, DayPart, Module, Panel, ProjectPage
from machbar.foundation.towns.models import Town
from machbar.modules.coordination.models import Member, Task
from machbar.modules.coordination.rules import can_coordinate, can_join
from machbar.modules.coordination.selectors import (
    my_tasks,
    overdue,
    project_with_group,
    requests_waiting,
)
from machbar.modules.coordination.services import forget_old_requests, send_reminders
from machbar.modules.coordination.views.presenting import rows_for_team
from machbar.modules.coordination.views.queueing import queue, queue_panel

ON_THE_DAY = 8
ON_THE_PAGE = 6


def project_panels(actor: Actor, project: int) -> Sequence[Panel]:
    """In public the open public tasks and the way in; for the team all open tasks and the group."""
    found = project_with_group(actor, project)
    if found is None:
        return ()
    tasks: list[Task] = found.open_tasks  # type: ignore[attr-defined]
    panels = []
    if can_join(found):
        public = [task for task in tasks if task.is_public]
        context = {"project": found, "tasks": public}
        panels.append(
            Panel(
                template="coordination/_join_panel.html",
                context=context,
                position=5,
                page=ProjectPage.PUBLIC,
                is_beside=True,
            )
        )
    if actor.is_staff:
        rows = rows_for_team(actor, tasks[:ON_THE_PAGE], timezone.localdate())
        context = {
            "project": found,
            "rows": rows,
            "total": len(tasks),
            "coordinates": can_coordinate(actor),
        }
        panels.append(
            Panel(
                template="coordination/_work_panel.html",
                context=context,
                position=5,
                page=ProjectPage.WORKSPACE,
            )
        )
    return panels


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Requests to join without an answer, overdue tasks (for who coordinates everybody's), and my own of today."""
    if not actor.is_staff:
        return None
    asking = requests_waiting(actor)
    late = overdue(actor, today)
    mine = my_tasks(actor).filter(due_on=today)
    items = [
        *(_request_item(member, actor) for member in asking[:ON_THE_DAY]),
        *(_task_item(task, today) for task in [*late[:ON_THE_DAY], *mine[:ON_THE_DAY]]),
    ]
    if not items:
        return None
    total = len(items)
    if total >= ON_THE_DAY:
        total = asking.count() + late.count() + mine.count()
    shown = sorted(items, key=lambda item: (item.due, item.since))[:ON_THE_DAY]
    return DayPart(
        title=_("Tasks and people who want to join"),
        items=shown,
        total=total,
        url=reverse("coordination:my_tasks"),
    )


def daily(town: Town, today: date) -> None:
    """The worker's clock: reminders go out, old requests are forgotten."""
    now = timezone.now()
    send_reminders(town=town, today=today, at=now)
    forget_old_requests(town=town, at=now)


def _request_item(member: Member, actor: Actor) -> DayItem:
    asked_on = timezone.localdate(member.asked_at)
    due = asked_on + timedelta(days=actor.town.answer_days)
    return DayItem(
        headline=gettext("%(name)s wants to join") % {"name": member.first_name},
        detail=gettext("%(project)s, still without an answer") % {"project": member.project.title},
        url=reverse("coordination:group", args=[member.project.public_id]),
        action=_("Answer the request"),
        since=asked_on,
        due=due,
        is_late=due < timezone.localdate(),
    )


def _task_item(task: Task, today: date) -> DayItem:
    due = task.due_on or today
    return DayItem(
        headline=task.title,
        detail=gettext("%(project)s, due %(day)s")
        % {"project": task.project.title, "day": due.strftime("%d.%m.%Y")},
        url=reverse("coordination:group", args=[task.project.public_id]),
        action=_("To the task"),
        since=due,
        due=due,
        is_late=due < today,
    )


MODULE = Module(
    key="coordination",
    name=_("Tasks and groups"),
    summary=_("Small tasks, people who join in, mails that show nobody's address."),
    urls="machbar.modules.coordination.urls",
    needs=frozenset({"projects"}),
    project_panels=project_panels,
    day_page=day_page,
    daily=daily,
    queue=queue,
    queue_panel=queue_panel,
)
