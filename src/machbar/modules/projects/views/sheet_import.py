"""The project sheet on its way in: paste a text, look at what goes where, take what is wanted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.core import SheetReading, read_sheet
from machbar.modules.projects.exceptions import ProjectError
from machbar.modules.projects.forms import PastedSheetForm, TakeForm
from machbar.modules.projects.importing import Change, proposals, taken_values
from machbar.modules.projects.labels import remark_sentence
from machbar.modules.projects.models import Project
from machbar.modules.projects.rules import can_change
from machbar.modules.projects.selectors import projects_visible_to, with_sheet
from machbar.modules.projects.services import change_sheet


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def sheet_import(request: HouseRequest, public_id: str) -> HttpResponse:
    """Paste a sheet; after that, the page shows what would change."""
    project = _project(request, public_id)
    form = PastedSheetForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        return _preview(request, project, form.cleaned_data["text"])
    status = 422 if form.is_bound else 200
    context = {"project": project, "form": form}
    return render(request, "projects/sheet_import.html", context, status=status)


@require_POST
@staff_only
def sheet_take(request: HouseRequest, public_id: str) -> HttpResponse:
    """Take the ticked fields of the pasted text into the sheet."""
    project = _project(request, public_id)
    form = TakeForm(request.POST)
    text = request.POST.get("text", "")
    if not form.is_valid():
        return _preview(request, project, text, _errors(form.errors))
    reading = read_sheet(text)
    take = [name for name in form.cleaned_data["take"] if name in reading.values]
    sheet = taken_values(project, request.town, reading.values, take)
    if not sheet.is_valid():
        return _preview(request, project, text, _errors(sheet.errors))
    values = {name: value for name, value in sheet.changed_values().items() if name in take}
    try:
        change_sheet(
            project=project,
            by=request.actor,
            at=timezone.now(),
            seen_version=form.cleaned_data["seen_version"],
            values=values,
            topics=sheet.cleaned_data["topics"] if "topics" in take else None,
        )
    except ProjectError as error:
        return _preview(request, _project(request, public_id), text, [str(error)])
    n = len(take)
    messages.success(request, ngettext("%(n)d field taken.", "%(n)d fields taken.", n) % {"n": n})
    return redirect("projects:workspace", public_id)


def _project(request: HouseRequest, public_id: str) -> Project:
    project = get_object_or_404(with_sheet(projects_visible_to(request.actor)), public_id=public_id)
    if not can_change(request.actor, project):
        raise PermissionDenied
    return project


def _preview(
    request: HouseRequest, project: Project, text: str, errors: list[str] | None = None
) -> HttpResponse:
    reading: SheetReading = read_sheet(text)
    found = proposals(project, request.town, reading.values)
    if not found and not errors:
        errors = [_("No field of the sheet was found in this text.")]
    ticked = request.POST.getlist("take") if errors and "take" in request.POST else None
    context = {
        "project": project,
        "form": PastedSheetForm(initial={"text": text}),
        "text": text,
        "rows": [
            {
                "proposal": each,
                "can_take": each.change in {Change.FILLS, Change.DIFFERS},
                "is_ticked": each.change is Change.FILLS if ticked is None else each.name in ticked,
            }
            for each in found
            if each.change is not Change.SAME
        ],
        "same": [each.label for each in found if each.change is Change.SAME],
        "remarks": [remark_sentence(each) for each in reading.remarks],
        "errors": errors or [],
        "can_take": any(each.change in {Change.FILLS, Change.DIFFERS} for each in found),
    }
    return render(request, "projects/sheet_import.html", context, status=422 if errors else 200)


def _errors(errors: ErrorDict) -> list[str]:
    return [str(error) for found in errors.values() for error in found]
