"""How the events of groups, tasks, diaries and milestones read in a history, and which things belong to a project.

Nobody's name stands in these sentences: who belongs to a group is for those to see who coordinate it, on its own page.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import CharField, QuerySet, Value
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.surfaces.module import EventLabel, Payload, Traced
from machbar.foundation.ui.formats import partial_date
from machbar.modules.coordination.models import DiaryEntry, GroupLetter, Member, Task

MEMBERS, TASKS, LETTERS = "coordination.member", "coordination.task", "coordination.groupletter"
PICTURES = "media.picture"


def traced(actor: Actor, project: int) -> Sequence[Traced]:
    """Members, tasks and letters of the project, and the pictures of its diary (one query)."""
    here = {"project": project, "project__town": actor.town}
    pictures = Picture.objects.filter(town=actor.town, in_diary__entry__project=project)
    found: dict[str, list[str]] = {MEMBERS: [], TASKS: [], LETTERS: [], PICTURES: []}
    rows = _ids(Member.objects.filter(**here), MEMBERS).union(
        _ids(Task.objects.filter(**here), TASKS),
        _ids(GroupLetter.objects.filter(**here), LETTERS),
        _ids(pictures, PICTURES),
        all=True,
    )
    for kind, public_id in rows:
        found[kind].append(public_id)
    return [Traced(kind=kind, ids=ids) for kind, ids in found.items()]


def _ids(rows: "QuerySet[Any]", kind: str) -> "QuerySet[Any, tuple[str, str]]":
    named = rows.order_by().annotate(of_kind=Value(kind, output_field=CharField()))
    pairs: QuerySet[Any, tuple[str, str]] = named.values_list("of_kind", "public_id")
    return pairs


def _visibility(value: object) -> str:
    return str(dict(DiaryEntry.Visibility.choices).get(str(value), value))


def _day(value: object) -> str:
    return partial_date(str(value)) if value else _("no day")


def _role(value: object) -> str:
    return str(dict(Member.Role.choices).get(str(value), value))


def _yes_or_no(value: object) -> str:
    return _("yes") if value else _("no")


def _reason(payload: Payload) -> Sequence[str]:
    reason = payload.get("reason")
    return [_("Why: %(reason)s") % {"reason": reason}] if reason else []


DAY = {"day": _day, "visibility": _visibility}
FROM_TO = {"from": _day, "to": _day}
EVENT_LABELS: Mapping[str, EventLabel] = {
    "group.asked": EventLabel(sentence=gettext_lazy("Somebody asked to join the group.")),
    "group.confirmed": EventLabel(sentence=gettext_lazy("Somebody was taken into the group.")),
    "group.declined": EventLabel(
        sentence=gettext_lazy("A request to join the group was declined."), is_internal=True
    ),
    "group.called": EventLabel(
        sentence=gettext_lazy("Somebody who had asked to join was called."), is_internal=True
    ),
    "group.letter_posted": EventLabel(
        sentence=gettext_lazy("A letter to somebody who had asked to join was posted."),
        is_internal=True,
    ),
    "group.invited": EventLabel(
        sentence=gettext_lazy("Somebody was invited into the group."), is_internal=True
    ),
    "group.joined": EventLabel(
        sentence=gettext_lazy("Somebody accepted the invitation into the group.")
    ),
    "group.choices_changed": EventLabel(
        sentence=gettext_lazy(
            "A member changed what they agree to: first name for the group: %(first_name)s, reminders: %(reminders)s."
        ),
        bare=gettext_lazy("A member changed what they agree to."),
        words={"first_name": _yes_or_no, "reminders": _yes_or_no},
        is_internal=True,
    ),
    "group.role_changed": EventLabel(
        sentence=gettext_lazy("The role of a member changed: %(role)s."),
        bare=gettext_lazy("The role of a member changed."),
        words={"role": _role},
    ),
    "group.left": EventLabel(
        sentence=gettext_lazy("Somebody left the group; name and contact are deleted.")
    ),
    "group.link_sent": EventLabel(
        sentence=gettext_lazy("A member got a new personal link by mail."), is_internal=True
    ),
    "group.letter_written": EventLabel(
        sentence=gettext_lazy("A letter went to the group; mails sent: %(mails)s."),
        bare=gettext_lazy("A letter went to the group."),
        is_internal=True,
    ),
    "tasks.reminders_stopped": EventLabel(
        sentence=gettext_lazy("Somebody of the team switched off the reminders of tasks.")
    ),
    "task.added": EventLabel(
        sentence=gettext_lazy("A new task: “%(title)s”."), bare=gettext_lazy("A new task.")
    ),
    "task.taken": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” was taken."),
        bare=gettext_lazy("A task was taken."),
    ),
    "task.handed_over": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” was given to somebody."),
        bare=gettext_lazy("A task was given to somebody."),
    ),
    "task.given_back": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” is free again."),
        bare=gettext_lazy("A task is free again."),
    ),
    "task.done": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” is done."),
        bare=gettext_lazy("A task is done."),
    ),
    "task.reopened": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” is open again."),
        bare=gettext_lazy("A task is open again."),
    ),
    "task.dropped": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” was dropped."),
        bare=gettext_lazy("A task was dropped."),
        details=_reason,
    ),
    "task.moved": EventLabel(
        sentence=gettext_lazy("The task “%(title)s” moved: from %(from)s to %(to)s."),
        bare=gettext_lazy("A task moved to another day."),
        words=FROM_TO,
    ),
    "diary.written": EventLabel(
        sentence=gettext_lazy("A diary entry of %(day)s was written; read by: %(visibility)s."),
        bare=gettext_lazy("A diary entry was written."),
        words=DAY,
    ),
    "diary.corrected": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s was corrected; read by: %(visibility)s."),
        bare=gettext_lazy("A diary entry was corrected."),
        words=DAY,
    ),
    "diary.released": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s was released for everybody."),
        bare=gettext_lazy("A diary entry was released for everybody."),
        words=DAY,
    ),
    "diary.kept_inside": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s stays inside the group."),
        bare=gettext_lazy("A diary entry stays inside the group."),
        words=DAY,
        details=_reason,
        is_internal=True,
    ),
    "diary.waits_again": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s waits for its release again."),
        bare=gettext_lazy("A diary entry waits for its release again."),
        words=DAY,
        is_internal=True,
    ),
    "diary.removed": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s was erased."),
        bare=gettext_lazy("A diary entry was erased."),
        words=DAY,
    ),
    "diary.picture_added": EventLabel(
        sentence=gettext_lazy("The diary entry of %(day)s got a picture."),
        bare=gettext_lazy("A diary entry got a picture."),
        words=DAY,
    ),
    "diary.picture_removed": EventLabel(
        sentence=gettext_lazy("A picture of the diary entry of %(day)s was erased."),
        bare=gettext_lazy("A picture of a diary entry was erased."),
        words=DAY,
    ),
    "milestone.planned": EventLabel(
        sentence=gettext_lazy("The milestone “%(title)s” was planned for %(day)s."),
        bare=gettext_lazy("A milestone was planned."),
        words=DAY,
    ),
    "milestone.reached": EventLabel(
        sentence=gettext_lazy("The milestone “%(title)s” was reached on %(day)s."),
        bare=gettext_lazy("A milestone was reached."),
        words=DAY,
    ),
    "milestone.reopened": EventLabel(
        sentence=gettext_lazy("The milestone “%(title)s” is not reached after all."),
        bare=gettext_lazy("A milestone is not reached after all."),
    ),
    "milestone.moved": EventLabel(
        sentence=gettext_lazy("The milestone “%(title)s” moved: from %(from)s to %(to)s."),
        bare=gettext_lazy("A milestone moved to another day."),
        words=FROM_TO,
        details=_reason,
    ),
    "milestone.removed": EventLabel(
        sentence=gettext_lazy("The milestone “%(title)s” was taken out of the plan."),
        bare=gettext_lazy("A milestone was taken out of the plan."),
        details=_reason,
    ),
}
