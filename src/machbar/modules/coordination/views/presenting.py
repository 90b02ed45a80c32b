"""Tasks and diary entries as the pages show them: who, how pressing, and what the reader may do."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.coordination.core import Due, urgency_of
from machbar.modules.coordination.forms import TaskDeedForm
from machbar.modules.coordination.models import DiaryEntry, Member, Task
from machbar.modules.coordination.rules import (
    can_coordinate,
    can_do,
    can_take,
    member_can_do,
    member_can_take,
)
from machbar.modules.coordination.services.tasks import Owner
from machbar.modules.coordination.views.desk import Desk


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """One task with everything its part of the page needs."""

    task: Task
    owner: str
    urgency: Due
    is_mine: bool
    may_do: bool
    may_take: bool
    may_hand_over: bool
    form: TaskDeedForm
    is_refused: bool

    @property
    def is_late(self) -> bool:
        """Whether its day is over."""
        return self.task.is_open and self.urgency is Due.LATE


def rows_for_team(
    actor: Actor,
    tasks: Iterable[Task],
    today: date,
    *,
    owners: Sequence[Owner] = (),
    bound: Mapping[str, TaskDeedForm] | None = None,
) -> list[TaskRow]:
    """Tasks for somebody of the team; load them with `with_owners`."""
    coordinates = can_coordinate(actor)
    return [
        TaskRow(
            task=task,
            owner=owner_words(task, sees_names=coordinates, is_team=True),
            urgency=urgency_of(task.due_on, today),
            is_mine=actor.person is not None and task.owner_person_id == actor.person.pk,
            may_do=can_do(actor, task),
            may_take=can_take(actor, task),
            may_hand_over=coordinates and bool(owners),
            form=_form(task, today, owners, bound),
            is_refused=task.public_id in (bound or {}),
        )
        for task in tasks
    ]


def rows_for_member(
    member: Member,
    tasks: Iterable[Task],
    today: date,
    *,
    bound: Mapping[str, TaskDeedForm] | None = None,
) -> list[TaskRow]:
    """Tasks for the holder of a member's link; load them with `with_owners`."""
    return [
        TaskRow(
            task=task,
            owner=owner_words(task, sees_names=False, is_team=False),
            urgency=urgency_of(task.due_on, today),
            is_mine=task.owner_member_id == member.pk,
            may_do=member_can_do(member, task),
            may_take=member_can_take(member, task),
            may_hand_over=False,
            form=_form(task, today, (), bound),
            is_refused=task.public_id in (bound or {}),
        )
        for task in tasks
    ]


def owner_words(task: Task, *, sees_names: bool, is_team: bool) -> str:
    """Who has the task, in the words that the reader may see; empty where nobody has it."""
    if task.owner_person is not None:
        return task.owner_person.name if is_team else _("the team")
    if task.owner_member is not None:
        return member_words(task.owner_member, sees_names=sees_names)
    return ""


def member_words(member: Member, *, sees_names: bool) -> str:
    """A member's name for who coordinates, the first name for others where agreed."""
    if sees_names and member.name:
        return member.name
    if member.shows_first_name and member.first_name:
        return member.first_name
    return _("somebody of the group")


def _form(
    task: Task, today: date, owners: Sequence[Owner], bound: Mapping[str, TaskDeedForm] | None
) -> TaskDeedForm:
    refused = (bound or {}).get(task.public_id)
    return refused or TaskDeedForm(
        today=today,
        owners=owners,
        auto_id=f"id_{task.public_id}_%s",
        initial={"due_on": task.due_on},
    )


@dataclass(frozen=True, kw_only=True)
class EntryRow:
    """One diary entry as a desk shows it."""

    entry: DiaryEntry
    author: str
    may_correct: bool
    may_release: bool
    url: str
    deed_url: str


def entry_rows(desk: Desk, entries: Iterable[DiaryEntry]) -> list[EntryRow]:
    """Entries for the team or for a member; load them with `with_pictures`."""
    sees_names = can_coordinate(desk.actor)
    return [
        EntryRow(
            entry=entry,
            author=author_words(entry, sees_names=sees_names, is_team=desk.is_team),
            may_correct=desk.may_correct(entry),
            may_release=desk.may_release,
            url=desk.url("entry", entry.public_id),
            deed_url=desk.url("entry_deed", entry.public_id),
        )
        for entry in entries
    ]


def author_words(entry: DiaryEntry, *, sees_names: bool, is_team: bool) -> str:
    """Who wrote it, in the words that the reader may see."""
    if entry.by_member is not None:
        return member_words(entry.by_member, sees_names=sees_names)
    if entry.by_person is not None and is_team:
        return entry.by_person.name
    return _("the team")
