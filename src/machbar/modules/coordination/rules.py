"""May this actor, or the member behind this link, do that?"""

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.modules.coordination.models import DiaryEntry, Member, Task
from machbar.modules.projects.core import FINISHED
from machbar.modules.projects.models import Project

COORDINATING_ROLES = (Role.LOTSE, Role.MODERATION, Role.ADMIN)
OVER = frozenset(stage.value for stage in FINISHED)


def can_coordinate(actor: Actor) -> bool:
    """See who asked and how to reach the members, decide, invite, write, give out tasks."""
    return actor.has(*COORDINATING_ROLES)


def can_take(actor: Actor, task: Task) -> bool:
    """Take a free task oneself."""
    return actor.is_staff and actor.person is not None and task.is_free


def can_do(actor: Actor, task: Task) -> bool:
    """Tick a task, postpone it, drop it: its owner and who coordinates."""
    is_own = actor.person is not None and task.owner_person_id == actor.person.pk
    return can_coordinate(actor) or (actor.is_staff and is_own)


def member_can_take(member: Member, task: Task) -> bool:
    """Take a free task of the own group."""
    return member.is_active and task.project_id == member.project_id and task.is_free


def member_can_do(member: Member, task: Task) -> bool:
    """Tick or postpone a task: its owner, and the lead every task of the group."""
    is_here = member.is_active and task.project_id == member.project_id
    return is_here and (member.leads or task.owner_member_id == member.pk)


def can_join(project: Project) -> bool:
    """Whether strangers may ask to join: the project is public and not over."""
    return project.is_public and project.stage not in OVER


def can_write_diary(actor: Actor) -> bool:
    """Read the inside of a project's diary, write in it, let entries out, correct and remove them."""
    return actor.has(*COORDINATING_ROLES, Role.EDITOR)


def member_can_write_diary(member: Member) -> bool:
    """Write in the diary of the own project."""
    return member.is_active


def member_can_release(member: Member) -> bool:
    """Let the group's entries out: whoever leads it."""
    return member.leads


def member_can_correct(member: Member, entry: DiaryEntry) -> bool:
    """Correct or remove an entry: its author, and the lead every one of the group's."""
    is_here = member.is_active and entry.project_id == member.project_id
    return is_here and (member.leads or entry.by_member_id == member.pk)
