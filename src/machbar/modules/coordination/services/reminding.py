"""Reminders by mail, sent by the worker's clock: one mail a person, Mondays and the day before a task is due.

The log row and the letter are written in one transaction per recipient: a worker that is killed at any step sends
the rest at its next round and nothing twice. Whoever had a task before Monday gets the week's mail, also where the
worker slept on Monday; whoever takes one during the week waits for the next.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.foundation.towns.models import Town
from machbar.modules.coordination import letters
from machbar.modules.coordination.core import is_due_soon, week_begins, week_of
from machbar.modules.coordination.models import Member, Reminder, ReminderStop, Task
from machbar.modules.coordination.rules import OVER
from machbar.modules.coordination.selectors import with_owners
from machbar.modules.coordination.services.group import leave_group, link_to
from machbar.modules.projects.core import StageKey
from machbar.reasoning.contact import ContactKind

STOP = "task_reminders"
LINK_DAYS = 90
REQUESTS_KEPT = timedelta(days=30)
QUIET = frozenset({*OVER, StageKey.RESTING.value})


def send_reminders(*, town: Town, today: date, at: datetime) -> int:
    """Write the mails that are due today in a town; returns how many."""
    tasks_of: dict[Member | Person, list[Task]] = defaultdict(list)
    owned = _owned_tasks(town)
    for task in owned:
        owner = task.owner_member or task.owner_person
        if owner is not None:
            tasks_of[owner].append(task)
    logged = _logged(town, owned, today)
    return sum(
        _remind(town, owner, tasks, logged.get((type(owner), owner.pk), frozenset()), today, at)
        for owner, tasks in tasks_of.items()
    )


@transaction.atomic
def stop_reminders(*, town: Town, person: Person, by: Actor) -> None:
    """No more mails about tasks for somebody of the team; a second click changes nothing."""
    _stop, is_new = ReminderStop.objects.get_or_create(town=town, person=person)
    if is_new:
        record("tasks.reminders_stopped", on=person, by=by)


def old_requests(town: Town) -> QuerySet[Any]:
    """Declined requests and invitations without an answer, with `over_since`: declined, or invited."""
    waiting = Member.objects.filter(
        project__town=town, state__in=[Member.State.DECLINED, Member.State.INVITED]
    )
    return waiting.annotate(over_since=Coalesce("ended_at", "asked_at"))


def forget_old_requests(*, town: Town, at: datetime) -> int:
    """After thirty days nothing is kept of them; returns how many there were."""
    clock = Actor(town=town, system=True)
    old = list(old_requests(town).filter(over_since__lt=at - REQUESTS_KEPT))
    for member in old:
        leave_group(member=member, by=clock, at=at)
    return len(old)


def _owned_tasks(town: Town) -> Sequence[Task]:
    """Open tasks whose owner gets mails, in projects that move."""
    tasks = with_owners(
        Task.objects.filter(project__town=town, state=Task.State.OPEN).exclude(
            project__stage__in=QUIET
        )
    )
    members = tasks.filter(
        owner_member__state=Member.State.ACTIVE,
        owner_member__wants_reminders=True,
        owner_member__contact_kind=ContactKind.MAIL,
    ).select_related("owner_member__project__town")
    stopped = ReminderStop.objects.filter(town=town).values("person")
    people = Person.objects.filter(is_active=True, roles__town=town).exclude(pk__in=stopped)
    return [*members, *tasks.filter(owner_person__in=people.values("pk"))]


def _logged(
    town: Town, tasks: Sequence[Task], today: date
) -> Mapping[tuple[type, int | None], frozenset[str]]:
    """What each recipient has had of this week's mails and of those about these tasks."""
    occasions = [_week(today), *map(_before, tasks)]
    found: dict[tuple[type, int | None], set[str]] = defaultdict(set)
    for row in Reminder.objects.filter(town=town, occasion__in=occasions):
        owner = (Member, row.member_id) if row.member_id else (Person, row.person_id)
        found[owner].add(row.occasion)
    return {key: frozenset(had) for key, had in found.items()}


def _week(today: date) -> str:
    return f"week:{week_of(today)}"


def _before(task: Task) -> str:
    return f"task:{task.public_id}"


def _remind(
    town: Town,
    owner: Member | Person,
    tasks: Sequence[Task],
    logged: frozenset[str],
    today: date,
    at: datetime,
) -> bool:
    week = _week(today)
    is_weekly = week not in logged and any(_is_older(task, today) for task in tasks)
    soon = [task for task in tasks if is_due_soon(task.due_on, today)]
    new = set(map(_before, soon)) - logged
    if not is_weekly and not new:
        return False
    shown = tasks if is_weekly else [task for task in soon if _before(task) in new]
    occasions = sorted({week, *new} if is_weekly else new)
    _send(town, owner, shown, occasions, today, at)
    return True


@transaction.atomic
def _send(
    town: Town,
    owner: Member | Person,
    tasks: Sequence[Task],
    occasions: Sequence[str],
    today: date,
    at: datetime,
) -> None:
    Reminder.objects.bulk_create(
        Reminder(
            town=town,
            member=owner if isinstance(owner, Member) else None,
            person=owner if isinstance(owner, Person) else None,
            occasion=occasion,
            sent_at=at,
        )
        for occasion in occasions
    )
    expires_at = at + timedelta(days=LINK_DAYS)
    token = (
        link_to(owner, expires_at)
        if isinstance(owner, Member)
        else issue_link(town=town, purpose=STOP, subject=owner, expires_at=expires_at)
    )
    letters.send_task_reminder(town=town, to=owner, tasks=tasks, today=today, token=token)


def _is_older(task: Task, today: date) -> bool:
    """Whether the owner has had the task since before this week."""
    monday = timezone.make_aware(datetime.combine(week_begins(today), time.min))
    return task.owned_since is not None and task.owned_since < monday
