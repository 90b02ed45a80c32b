"""The way of a project from stage to stage: gates, checklist, type, operation table, history."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.core import MAIN_LINE, asks_for_a_name
from machbar.modules.projects.exceptions import ProjectError
from machbar.modules.projects.forms import (
    GapForm,
    KindForm,
    MoveForm,
    NewPointForm,
    PointForm,
    operation_table,
)
from machbar.modules.projects.labels import missing_sentence
from machbar.modules.projects.models import ChecklistItem, Project
from machbar.modules.projects.rules import can_change
from machbar.modules.projects.selectors import (
    operation_of,
    operation_plan_of,
    projects_visible_to,
    with_slots,
    with_stages,
)
from machbar.modules.projects.services import (
    add_point,
    choose_kind,
    decide_point,
    gate_of,
    move_project,
    set_operation,
)
from machbar.modules.projects.services.stages import Gate, moves_of

EDIT = ["GET", "HEAD", "POST"]


@dataclass(frozen=True, kw_only=True)
class ShownGate:
    """A gate as the page shows it: where it leads, what it misses in sentences, the form of the step."""

    gate: Gate
    target: Project.Stage
    missing: Sequence[str]
    form: MoveForm


@never_cache
@require_safe
@staff_only
def way(request: HouseRequest, public_id: str) -> HttpResponse:
    """Where the project stands, what the next gate misses, its checklist, its steps so far."""
    return way_page(request, staged(request, public_id))


def way_page(
    request: HouseRequest,
    project: Project,
    *,
    move: MoveForm | None = None,
    point: tuple[str, PointForm] | None = None,
    new_point: NewPointForm | None = None,
) -> HttpResponse:
    """The page of the way, perhaps with a form that still needs something (then with status 422)."""
    moves = moves_of(project)
    gates = [
        ShownGate(
            gate=gate,
            target=Project.Stage(gate.move.target.value),
            missing=[missing_sentence(each) for each in gate.missing],
            form=_form_for(gate.move.target.value, move),
        )
        for gate in (gate_of(request.actor, project, each, request.modules) for each in moves)
    ]
    target = gates[0].target
    context = {
        "project": project,
        "forward": [each for each in gates if not each.gate.move.needs_reason],
        "aside": [each for each in gates if each.gate.move.needs_reason],
        "points": _points(project, target, point),
        "point_error": point[1] if point else None,
        "new_point": new_point or NewPointForm(initial={"gate": target}),
        "next": target,
        "kind": KindForm(initial={"kind": project.kind}),
        "operation": operation_of(project),
        "operation_plan": operation_plan_of(project),
        "move_error": move,
        "may_work": can_change(request.actor, project),
    }
    is_refused = bool(move or point or new_point)
    return render(request, "projects/way.html", context, status=422 if is_refused else 200)


@require_POST
@staff_only
def move(request: HouseRequest, public_id: str) -> HttpResponse:
    """Take a step."""
    project = changeable(request, public_id)
    form = MoveForm(request.POST)
    if form.is_valid():
        try:
            move_project(project=project, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except ProjectError as error:
            form.add_error("reason", str(error))
        else:
            messages.success(
                request,
                _("The project is now here: %(stage)s.") % {"stage": project.get_stage_display()},
            )
            return redirect("projects:way", public_id)
    return way_page(request, project, move=form)


@require_POST
@staff_only
def kind(request: HouseRequest, public_id: str) -> HttpResponse:
    """Say what type of project it is."""
    project = changeable(request, public_id)
    form = KindForm(request.POST)
    if form.is_valid():
        choose_kind(
            project=project, kind=form.cleaned_data["kind"], by=request.actor, at=timezone.now()
        )
        messages.success(request, _("Saved. The checklist fits the type now."))
    else:
        messages.error(request, _("This type of project is not in the list."))
    return redirect("projects:way", public_id)


@require_POST
@staff_only
def point(request: HouseRequest, public_id: str, item: str) -> HttpResponse:
    """Decide one point of the checklist."""
    project = changeable(request, public_id)
    found = get_object_or_404(
        ChecklistItem.objects.select_related("project"), project=project, public_id=item
    )
    form = PointForm(request.POST)
    if form.is_valid():
        try:
            decide_point(item=found, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except ProjectError as error:
            form.add_error("note", str(error))
        else:
            return redirect(f"{_way(public_id)}#punkte")
    return way_page(request, project, point=(item, form))


@require_POST
@staff_only
def new_point(request: HouseRequest, public_id: str) -> HttpResponse:
    """Add a point of one's own."""
    project = changeable(request, public_id)
    form = NewPointForm(request.POST)
    if form.is_valid():
        try:
            add_point(project=project, by=request.actor, at=timezone.now(), **form.cleaned_data)
        except ProjectError as error:
            form.add_error("text", str(error))
        else:
            return redirect(f"{_way(public_id)}#punkte")
    return way_page(request, project, new_point=form)


@never_cache
@require_http_methods(EDIT)
@staff_only
def operation(request: HouseRequest, public_id: str) -> HttpResponse:
    """Three years of running costs and income."""
    project = staged(request, public_id)
    plan, rows = operation_plan_of(project), list(project.operation_lines.all())
    if request.method == "POST" and not can_change(request.actor, project):
        raise PermissionDenied
    typed = request.POST if request.method == "POST" else None
    table = operation_table(rows, typed)
    gap = GapForm(
        typed,
        initial={
            "seen_version": plan.version if plan else 0,
            "gap_covered_by": plan.gap_covered_by if plan else "",
        },
    )
    if typed is not None and table.is_valid() and gap.is_valid():
        try:
            set_operation(
                project=project,
                lines=table.lines(),
                by=request.actor,
                at=timezone.now(),
                **gap.cleaned_data,
            )
        except ProjectError as error:
            gap.add_error(None, str(error))
        else:
            messages.success(request, _("The operation table is saved."))
            return redirect("projects:operation", public_id)
    context = {
        "project": project,
        "table": table,
        "gap": gap,
        "rows": rows,
        "operation": operation_of(project),
        "may_work": can_change(request.actor, project),
    }
    status = 422 if typed is not None else 200
    return render(request, "projects/operation.html", context, status=status)


def staged(request: HouseRequest, public_id: str) -> Project:
    """The project with everything a gate looks at; 404 where the actor may not see it."""
    projects = with_stages(with_slots(projects_visible_to(request.actor)))
    return get_object_or_404(projects, public_id=public_id)


def changeable(request: HouseRequest, public_id: str) -> Project:
    """The same for somebody who wants to change it; 403 where that is not allowed."""
    project = staged(request, public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied
    return project


def _way(public_id: str) -> str:
    return reverse("projects:way", args=[public_id])


def _form_for(target: str, bound: MoveForm | None) -> MoveForm:
    if bound is not None and bound.data.get("target") == target:
        return bound
    form = MoveForm(initial={"target": target}, auto_id=f"id_{target}_%s")
    form.fields["reason"].required = True  # wherever the field is shown, the step needs one
    return form


def _points(
    project: Project, target: str, bound: tuple[str, PointForm] | None
) -> list[dict[str, object]]:
    """The points before the next stage, and those before earlier ones that are still open."""
    shown = [
        item
        for item in project.checklist.all()
        if item.gate == target
        or (item.state == ChecklistItem.State.OPEN and _is_behind(item, target))
    ]
    return [
        {
            "item": item,
            "form": _note_form(item) if is_done else refused or _note_form(item),
            "is_open": refused is not None and not is_done,
            "who": _who_form(item, refused if is_done else None),
        }
        for item in shown
        for refused in [bound[1] if bound and bound[0] == item.public_id else None]
        for is_done in [refused is not None and refused.data.get("state") == "done"]
    ]


def _who_form(item: ChecklistItem, refused: PointForm | None) -> PointForm | None:
    """The form of a point that asks who; None for every other point."""
    if not asks_for_a_name(item.text):
        return None
    form = refused or PointForm(initial={"note": item.note}, auto_id=f"id_wer_{item.public_id}_%s")
    field = form.fields["note"]
    field.label, field.required = _("Who, and how to reach them?"), True
    field.help_text = _("A name or a role. Only the team reads it.")
    return form


def _note_form(item: ChecklistItem) -> PointForm:
    form = PointForm(initial={"note": item.note}, auto_id=f"id_{item.public_id}_%s")
    form.fields["note"].required = True  # it stands only beside "not needed"
    return form


def _is_behind(item: ChecklistItem, target: str) -> bool:
    order = [stage.value for stage in MAIN_LINE]
    return item.gate in order and target in order and order.index(item.gate) < order.index(target)
