"""What groups put into the archive of a town: members, diary, milestones and tasks of projects, and what is open."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.surfaces.archiving import Archived, ArchiveDuty, ArchivePart
from machbar.modules.coordination.models import DiaryEntry, Member, Milestone, Task
from machbar.modules.coordination.selectors import (
    diary_visible_to,
    members_visible_to,
    tasks_visible_to,
    with_owners,
)
from machbar.modules.projects.selectors import projects_visible_to

DAY = "j. F Y"


def archive(actor: Actor) -> Archived:
    """Who is no member of the team finds the public diary and the public milestones, and no tasks."""
    parts: dict[int, list[ArchivePart]] = defaultdict(list)
    milestones = Milestone.objects.filter(project__in=projects_visible_to(actor))
    if not actor.is_staff:
        milestones = milestones.filter(is_public=True)
    _add_members(parts, members_visible_to(actor))
    _add_milestones(parts, list(milestones.order_by("project_id", "planned_on", "id")))
    tasks = list(with_owners(tasks_visible_to(actor))) if actor.is_staff else []
    _add_tasks(parts, tasks)
    entries = diary_visible_to(actor).prefetch_related("pictures__picture__files")
    _add_diary(parts, list(entries.order_by("project_id", "on", "id")), is_inside=actor.is_staff)
    open_milestones = milestones.filter(done_on=None).select_related("project")
    return Archived(
        project_parts=parts,
        duties=[
            *(
                ArchiveDuty(
                    on=task.due_on, what=task.title, where=task.project.title, whose=_owner(task)
                )
                for task in tasks
                if task.is_open
            ),
            *(
                ArchiveDuty(on=each.planned_on, what=each.title, where=each.project.title)
                for each in (open_milestones if actor.is_staff else [])
            ),
        ],
    )


def _owner(task: Task) -> str:
    owner = task.owner_person or task.owner_member
    return str(owner.name) if owner is not None else ""


def _day(day: date | None) -> str:
    return date_format(day, DAY) if day else ""


def _add_members(parts: dict[int, list[ArchivePart]], members: QuerySet[Member]) -> None:
    """Who belongs to the group, was invited or asked to join; whoever has left has no name here."""
    states = (Member.State.ACTIVE, Member.State.INVITED, Member.State.ASKED)
    found = members.filter(state__in=states, is_suspicious=False)
    lines: dict[int, list[list[str]]] = defaultdict(list)
    for each in found.order_by("project_id", "role", "asked_at", "id"):
        is_active = each.is_active
        state = each.get_role_display() if is_active else each.get_state_display()
        lines[each.project_id].append([each.name, state, each.contact, each.offer])
    head = [_("Name"), _("State"), _("Contact"), _("What they can do")]
    for project, of_it in lines.items():
        parts[project].append(ArchivePart(title=_("The group"), head=head, lines=of_it))


def _add_milestones(parts: dict[int, list[ArchivePart]], milestones: list[Milestone]) -> None:
    lines: dict[int, list[list[str]]] = defaultdict(list)
    for each in milestones:
        lines[each.project_id].append([each.title, _day(each.planned_on), _day(each.done_on)])
    head = [_("Milestone"), _("Planned for"), _("Reached on")]
    for project, of_it in lines.items():
        parts[project].append(ArchivePart(title=_("Milestones"), head=head, lines=of_it))


def _add_tasks(parts: dict[int, list[ArchivePart]], tasks: list[Task]) -> None:
    lines: dict[int, list[list[str]]] = defaultdict(list)
    for task in tasks:
        state = task.get_state_display()
        lines[task.project_id].append([task.title, _day(task.due_on), state, _owner(task)])
    head = [_("Task"), _("By when"), _("State"), _("Whose")]
    for project, of_it in lines.items():
        parts[project].append(ArchivePart(title=_("Tasks"), head=head, lines=of_it))


def _add_diary(
    parts: dict[int, list[ArchivePart]], entries: list[DiaryEntry], *, is_inside: bool
) -> None:
    lines: dict[int, list[list[str]]] = defaultdict(list)
    pictures: dict[int, list[Picture]] = defaultdict(list)
    for entry in entries:
        lines[entry.project_id].append([_day(entry.on), entry.text])
        shown = [each.picture for each in entry.pictures.all()]
        pictures[entry.project_id] += [each for each in shown if is_inside or each.is_released]
    head = [_("Day"), _("Diary entry")]
    for project, of_it in lines.items():
        part = ArchivePart(title=_("Diary"), head=head, lines=of_it, pictures=pictures[project])
        parts[project].append(part)
