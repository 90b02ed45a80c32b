"""The team's pages of projects: the list, the workspace with the five slots, the sheet, the mediation."""

from collections.abc import Mapping
from functools import partial
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import corners, project_panels, slot_evidence
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Corner, ProjectPage
from machbar.foundation.ui.conflicts import NO_CONFLICT, Saving
from machbar.foundation.ui.triangle import Side, Triangle
from machbar.modules.projects.core import SHEET, completeness, empty_fields
from machbar.modules.projects.forms import (
    NewProjectForm,
    ProjectFilter,
    SheetForm,
    SlotForm,
    StatusForm,
)
from machbar.modules.projects.models import Project, Slot
from machbar.modules.projects.rules import can_change, can_see_contact, can_work_on_projects
from machbar.modules.projects.selectors import (
    cards,
    lacking,
    last_slot_change,
    operation_of,
    projects_visible_to,
    sheet_values,
    sketch_standing,
    standing_still,
    standings,
    with_sheet,
    with_slots,
    with_status,
)
from machbar.modules.projects.services import (
    change_sheet,
    create_project,
    publish_project,
    set_slot,
    withdraw_project,
)
from machbar.modules.projects.views.public import PAGE
from machbar.modules.projects.views.saving import save_project_form

EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@staff_only
def work_list(request: HouseRequest) -> HttpResponse:
    """All projects of the town, perhaps only those that lack one slot."""
    form = ProjectFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {"fehlt": "", "still": False}
    projects = projects_visible_to(request.actor).order_by("-changed_at", "-id")
    if asked["still"]:
        projects = standing_still(request.actor, timezone.localdate())
    if asked["fehlt"]:
        projects = lacking(projects, asked["fehlt"])
    ordered = with_slots(projects)
    page = Paginator(ordered, PAGE).get_page(request.GET.get("seite"))
    context = {
        "form": form,
        "page": page,
        "cards": cards(page.object_list),
        "missing": asked["fehlt"],
        "still": asked["still"],
        "query": urlencode({name: value for name, value in asked.items() if value}) + "&",
        "may_work": can_work_on_projects(request.actor),
    }
    return render(request, "projects/work_list.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new(request: HouseRequest) -> HttpResponse:
    """Start a project that did not begin as an idea."""
    if not can_work_on_projects(request.actor):
        raise PermissionDenied
    form = NewProjectForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        project = create_project(
            by=request.actor, at=timezone.now(), title=form.cleaned_data["title"]
        )
        return redirect("projects:workspace", project.public_id)
    return render(request, "projects/new.html", {"form": form}, status=_status(form.is_bound))


@never_cache
@require_safe
@staff_only
def workspace(request: HouseRequest, public_id: str) -> HttpResponse:
    """One project from behind the counter."""
    return workspace_page(request, whole_project(request, public_id))


@never_cache
@require_http_methods(EDIT)
@staff_only
def sheet(request: HouseRequest, public_id: str) -> HttpResponse:
    """Edit the sheet; who saves over somebody else's change sees both texts."""
    project = _changeable(request, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> SheetForm:
        current = _project(request, public_id)
        return SheetForm(typed, instance=current, town=request.town, prefix=prefix)

    saving = Saving(form=make(None))
    if request.method == "POST":
        saving = save_project_form(
            request,
            project=project,
            make=make,
            save=lambda form: _save_sheet(request, cast("SheetForm", form)),
            done=_("The sheet is saved."),
        )
        if saving.is_saved:
            return redirect("projects:workspace", public_id)
    context = {"project": project, "form": saving.form, "conflict": saving.conflict}
    return render(request, "projects/sheet.html", context, status=_status(request.method == "POST"))


def _save_sheet(request: HouseRequest, form: SheetForm) -> None:
    if not form.has_changed():
        return
    change_sheet(
        project=form.instance,
        by=request.actor,
        at=timezone.now(),
        seen_version=form.cleaned_data["seen_version"],
        values=form.changed_values(),
        topics=form.changed_topics(),
    )


@require_POST
@staff_only
def slot(request: HouseRequest, public_id: str, kind: str) -> HttpResponse:
    """Say how far one slot is; who saves over somebody else's change sees both texts."""
    project = whole_project(request, public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied
    if kind not in Slot.Kind.values:
        raise Http404

    def make(typed: QueryDict | None, prefix: str | None = None) -> SlotForm:
        return _slot_form(Slot.objects.get(project=project, kind=kind), typed, prefix)

    def save(form: BaseForm) -> None:
        typed = {**form.cleaned_data}
        seen = typed.pop("seen_version")
        now = timezone.now()
        set_slot(project=project, kind=kind, by=request.actor, at=now, seen=seen, **typed)

    saving = save_project_form(
        request,
        project=project,
        make=make,
        save=save,
        done=_("The slot is saved."),
        last=partial(last_slot_change, project, kind),
    )
    if saving.is_saved:
        return redirect("projects:workspace", public_id)
    return workspace_page(request, project, bound={kind: saving}, status=422)


@never_cache
@require_safe
@staff_only
def mediation(request: HouseRequest, public_id: str) -> HttpResponse:
    """The project between funding, premises and demand: suggestions, reasons, the next question."""
    project = _project(request, public_id)
    if not _offers_mediation(request):
        raise Http404
    found = corners(request.modules, request.actor, project.pk)
    questions = [corner.question for corner in found if corner.question is not None]
    question = max(questions, key=lambda each: each.decides, default=None)
    context = {
        "project": project,
        "figure": _triangle(project, {corner.key: corner for corner in found}),
        "corners": found,
        "question": question,
        "notes": [corner.note for corner in found if corner.note],
        "outcomes": [corner.outcome for corner in found if corner.outcome is not None],
    }
    return render(request, "projects/mediation.html", context)


@require_POST
@staff_only
def publish(request: HouseRequest, public_id: str) -> HttpResponse:
    """Show the project to everybody."""
    publish_project(project=_changeable(request, public_id), by=request.actor, at=timezone.now())
    messages.success(request, _("Everybody can see the project now."))
    return redirect("projects:workspace", public_id)


@require_POST
@staff_only
def take_back(request: HouseRequest, public_id: str) -> HttpResponse:
    """Take the project off the public pages."""
    withdraw_project(project=_changeable(request, public_id), by=request.actor)
    messages.success(request, _("The project is no longer public."))
    return redirect("projects:workspace", public_id)


def _project(request: HouseRequest, public_id: str) -> Project:
    return get_object_or_404(with_sheet(projects_visible_to(request.actor)), public_id=public_id)


def whole_project(request: HouseRequest, public_id: str) -> Project:
    """Everything that the workspace shows."""
    projects = with_status(with_slots(projects_visible_to(request.actor))).select_related(
        "main_category", "regional_office", "operation_plan", "sketch"
    )
    return get_object_or_404(projects, public_id=public_id)


def _changeable(request: HouseRequest, public_id: str) -> Project:
    project = _project(request, public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied
    return project


def workspace_page(
    request: HouseRequest,
    project: Project,
    *,
    bound: dict[str, Saving] | None = None,
    status_form: StatusForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The workspace; refused forms stand in their place with what was typed."""
    evidence = slot_evidence(request.modules, request.actor, [project.pk]).get(project.pk, [])
    savings = bound or {}
    slots = [
        {
            "slot": each,
            "form": savings[each.kind].form if each.kind in savings else _slot_form(each),
            "conflict": savings[each.kind].conflict if each.kind in savings else NO_CONFLICT,
            "is_open": each.kind in savings,
            "evidence": [piece for piece in evidence if piece.slot == each.kind],
        }
        for each in project.slots.all()
    ]
    values = sheet_values(project)
    context = {
        "operation": operation_of(project),
        "status_form": status_form or StatusForm(),
        "project": project,
        "sketch": sketch_standing(project),
        "states": standings(project.slots.all()),
        "slots": slots,
        "panels": project_panels(request.modules, request.actor, project.pk, ProjectPage.WORKSPACE),
        "completeness": completeness(values),
        "empty": [_label(name) for name in empty_fields(values)],
        "rows": _rows(values, with_personal=can_see_contact(request.actor)),
        "may_work": can_change(request.actor, project),
        "offers_mediation": _offers_mediation(request),
    }
    return render(request, "projects/workspace.html", context, status=status)


def _triangle(project: Project, found: Mapping[str, Corner]) -> Triangle:
    """The project between those corners that this town has."""
    funding, rooms = found.get("funding"), found.get("premises")
    return Triangle(
        title=project.title,
        states=standings(project.slots.all()),
        funding=str(funding.offer) if funding else "",
        rooms=str(rooms.offer) if rooms else "",
        project_funding=_side(funding),
        project_rooms=_side(rooms),
    )


def _offers_mediation(request: HouseRequest) -> bool:
    return any(module.corner is not None for module in request.modules)


def _side(corner: Corner | None) -> Side | None:
    return Side(verdict=corner.verdict, sentence=str(corner.summary)) if corner else None


def _slot_form(slot: Slot, typed: QueryDict | None = None, prefix: str | None = None) -> SlotForm:
    initial = {
        "seen_version": slot.fingerprint,
        "state": slot.state,
        "note": slot.note,
        "is_sought": slot.is_sought,
        "evidence_url": slot.evidence_url,
    }
    return SlotForm(typed, initial=initial, auto_id=f"id_{slot.kind}_%s", prefix=prefix)


def _rows(values: dict[str, object], *, with_personal: bool) -> list[tuple[str, object]]:
    shown = [field for field in SHEET if with_personal or not field.is_personal]
    return [
        (_label(field.name), _shown(values[field.name])) for field in shown if values[field.name]
    ]


def _shown(value: object) -> object:
    return ", ".join(str(each) for each in value) if isinstance(value, list) else value


def _label(name: str) -> str:
    return str(Project._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def _status(is_bound: bool) -> int:
    return 422 if is_bound else 200
