"""The history of one project over the audit trail: when, who, what."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.history import history as history_of
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.history import things_of
from machbar.modules.projects.selectors import projects_visible_to

KEY_DIGITS = 15


@never_cache
@require_safe
@staff_only
def history(request: HouseRequest, public_id: str) -> HttpResponse:
    """Everything that happened to the project and to what belongs to it, newest first, page by page."""
    project = get_object_or_404(projects_visible_to(request.actor), public_id=public_id)
    key = request.GET.get("vor", "")
    before = int(key) if key.isascii() and key.isdigit() and len(key) <= KEY_DIGITS else None
    things = things_of(request.modules, request.actor, project)
    page = history_of(request.actor, things, before=before)
    context = {"project": project, "page": page, "is_later": before is not None}
    return render(request, "projects/history.html", context)
