"""The checklist of a project: laid out by its type, ticked, answered with "not needed", added to."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.projects.core import asks_for_a_name, points_for
from machbar.modules.projects.exceptions import NotPossible, ReasonMissing
from machbar.modules.projects.models import ChecklistItem, Project
from machbar.modules.projects.services.changing import touch

MOST_POINTS = 60


def lay_out_checklist(project: Project) -> None:
    """Bring the points in line with the project's type: what is missing comes, what nobody touched goes."""
    points = points_for(project.kind)
    wanted = {(point.gate.value, point.text) for point in points}
    for item in project.checklist.filter(state=ChecklistItem.State.OPEN, is_own=False, note=""):
        if (item.gate, item.text) not in wanted:
            item.delete()
    ChecklistItem.objects.bulk_create(
        [
            ChecklistItem(
                project=project,
                gate=point.gate.value,
                text=point.text,
                is_required=point.is_required,
                position=position,
            )
            for position, point in enumerate(points)
        ],
        ignore_conflicts=True,
    )


@transaction.atomic
def choose_kind(*, project: Project, kind: str, by: Actor, at: datetime) -> None:
    """Say what type of project it is; its checklist follows. The same again changes nothing."""
    if not Project.objects.filter(pk=project.pk).exclude(kind=kind).update(kind=kind):
        return
    project.kind = kind
    lay_out_checklist(project)
    touch(project, at)
    record("project.kind_chosen", on=project, by=by, payload={"kind": kind})


@transaction.atomic
def decide_point(
    *, item: ChecklistItem, state: str, by: Actor, at: datetime, note: str = ""
) -> None:
    """Tick a point, take the tick back, or say why it is not needed; one that asks who is ticked with a name.

    Raises `ReasonMissing`.
    """
    note = note.strip()
    if state == ChecklistItem.State.NOT_NEEDED and not note:
        raise ReasonMissing(_("Please say in one sentence why this point is not needed."))
    if state == ChecklistItem.State.DONE and asks_for_a_name(item.text) and not note:
        raise ReasonMissing(_("Please say who: a name or a role, and how to reach them."))
    is_open = state == ChecklistItem.State.OPEN
    won = (
        ChecklistItem.objects.filter(pk=item.pk)
        .exclude(state=state, note=note)
        .update(
            state=state,
            note=note,
            decided_by=None if is_open else by.person,
            decided_at=None if is_open else at,
        )
    )
    if won:
        touch(item.project, at)
        payload = {"point": item.text, "state": state}
        record("project.point_decided", on=item.project, by=by, payload=payload)


@transaction.atomic
def add_point(*, project: Project, gate: str, text: str, by: Actor, at: datetime) -> None:
    """Add a point of one's own; the same words before the same stage stand only once."""
    if project.checklist.count() >= MOST_POINTS:
        raise NotPossible(
            _("A checklist takes at most %(n)d points. Please put some together.")
            % {"n": MOST_POINTS}
        )
    _item, is_new = ChecklistItem.objects.get_or_create(
        project=project,
        gate=gate,
        text=text.strip(),
        defaults={"is_own": True, "is_required": True, "position": MOST_POINTS},
    )
    if is_new:
        touch(project, at)
        record("project.point_added", on=project, by=by, payload={"point": text.strip()})
