"""The project sheet on its way out: a page to copy from, field by field, and files."""

import logging
from collections.abc import Callable, Mapping, Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.characters import lost_characters
from machbar.foundation.documents.downloads import (
    download,
    file_name,
    odt_download,
    pdf_download,
)
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.core import SheetField, completeness, empty_fields, sheet_text
from machbar.modules.projects.labels import length_words
from machbar.modules.projects.models import Project
from machbar.modules.projects.papers import (
    LONG,
    fields_for,
    other_lists,
    sheet_json,
    sheet_paper,
    sheet_texts,
)
from machbar.modules.projects.rules import can_change, can_see_contact
from machbar.modules.projects.selectors import (
    projects_visible_to,
    sheet_values,
    with_classifications,
    with_sheet,
)

log = logging.getLogger(__name__)


@never_cache
@require_safe
@staff_only
def sheet_export(request: HouseRequest, public_id: str) -> HttpResponse:
    """Every field to copy, with its length; what is still empty; the files."""
    project = _project(request, public_id)
    fields = fields_for(request.actor)
    texts = sheet_texts(project)
    values = sheet_values(project)
    shown = {each.name for each in fields}
    context = {
        "project": project,
        "rows": [_row(each, texts[each.name]) for each in fields if texts[each.name]],
        "empty": [each.label for each in fields if each.name in shown & set(empty_fields(values))],
        "completeness": completeness(values),
        "lists": [(name, terms) for _key, name, terms in other_lists(project) if terms],
        "lost": " ".join(lost_characters(texts[name] for name in shown)),
        "sees_contact": can_see_contact(request.actor),
        "may_work": can_change(request.actor, project),
    }
    return render(request, "projects/sheet_export.html", context)


@never_cache
@require_safe
@staff_only
def sheet_file(request: HouseRequest, public_id: str, kind: str) -> HttpResponse:
    """The sheet as PDF, ODT, JSON or plain text."""
    project = _project(request, public_id)
    if kind not in WRITERS:
        raise Http404
    try:
        return WRITERS[kind](request, project, fields_for(request.actor))
    except PaperError:
        log.exception("project sheet not written")
        messages.error(request, _("The file could not be made. The text on this page is complete."))
        return redirect("projects:sheet_export", public_id)


def _project(request: HouseRequest, public_id: str) -> Project:
    projects = with_classifications(with_sheet(projects_visible_to(request.actor)))
    return get_object_or_404(projects.select_related("town"), public_id=public_id)


def _row(field: SheetField, text: str) -> dict[str, object]:
    is_long = field.name in LONG or "\n" in text
    return {
        "name": field.name,
        "label": field.label,
        "text": text,
        "lines": min(24, 2 + len(text) // 90 + text.count("\n")) if is_long else 0,
        "length": length_words(field, text),
    }


def _as_pdf(request: HouseRequest, project: Project, fields: Sequence[SheetField]) -> HttpResponse:
    return pdf_download(
        sheet_paper(
            project, fields=fields, dated=timezone.localdate(), is_demo=request.town.is_demo
        )
    )


def _as_odt(request: HouseRequest, project: Project, fields: Sequence[SheetField]) -> HttpResponse:
    return odt_download(
        sheet_paper(
            project, fields=fields, dated=timezone.localdate(), is_demo=request.town.is_demo
        )
    )


def _as_json(request: HouseRequest, project: Project, fields: Sequence[SheetField]) -> HttpResponse:
    today = timezone.localdate()
    content = sheet_json(project, fields=fields, dated=today, is_demo=request.town.is_demo)
    return download(content.encode(), name=_name(project, "json"), kind="application/json")


def _as_text(request: HouseRequest, project: Project, fields: Sequence[SheetField]) -> HttpResponse:
    content = sheet_text(sheet_texts(project), fields)
    return download(content.encode(), name=_name(project, "txt"), kind="text/plain; charset=utf-8")


def _name(project: Project, ending: str) -> str:
    return file_name(_("Project sheet"), project.title, day=timezone.localdate(), ending=ending)


WRITERS: Mapping[str, Callable[[HouseRequest, Project, Sequence[SheetField]], HttpResponse]] = {
    "pdf": _as_pdf,
    "odt": _as_odt,
    "json": _as_json,
    "txt": _as_text,
}
