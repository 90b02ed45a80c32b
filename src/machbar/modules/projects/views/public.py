"""What everybody sees of projects."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from machbar.foundation.surfaces.asking import project_panels, timeline
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import ProjectPage
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import (
    projects_visible_to,
    standings,
    with_sheet,
    with_slots,
    with_status,
)

PAGE = 24


@require_safe
def index(request: HouseRequest) -> HttpResponse:
    """The public projects, those that changed last first."""
    projects = with_slots(
        projects_visible_to(request.actor).filter(published_at__isnull=False)
    ).order_by("-changed_at", "-id")
    page = Paginator(projects, PAGE).get_page(request.GET.get("seite"))
    return render(request, "projects/index.html", {"page": page, "cards": cards(page.object_list)})


@require_safe
def project(request: HouseRequest, public_id: str) -> HttpResponse:
    """One project: the house, the money, the way so far, who stands behind it."""
    found = get_object_or_404(
        with_status(with_sheet(projects_visible_to(request.actor))), public_id=public_id
    )
    context = {
        "project": found,
        "states": standings(found.slots.all()),
        "panels": project_panels(request.modules, request.actor, found.pk, ProjectPage.PUBLIC),
        "steps": timeline(request.modules, request.actor, [found.pk]).get(found.pk, []),
    }
    return render(request, "projects/project.html", context)


def cards(projects: Iterable[Project]) -> list[dict[str, object]]:
    """Projects with the states of their slots, as the cards need them; load them with `with_slots`."""
    return [{"project": each, "states": standings(each.slots.all())} for each in projects]
