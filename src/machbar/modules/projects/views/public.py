"""What everybody sees of projects."""

from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from machbar.foundation.surfaces.asking import project_panels, timeline
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import ProjectPage
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.linked_data import organisation
from machbar.foundation.ui.linked_data import LinkedData
from machbar.modules.projects.core import MAIN_LINE, StageKey
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import (
    cards,
    projects_visible_to,
    standings,
    with_sheet,
    with_slots,
    with_status,
)

PAGE = 24


@require_safe
@kept_for_guests
def index(request: HouseRequest) -> HttpResponse:
    """The public projects, those that changed last first."""
    projects = with_slots(
        projects_visible_to(request.actor).filter(published_at__isnull=False)
    ).order_by("-changed_at", "-id")
    page = Paginator(projects, PAGE).get_page(request.GET.get("seite"))
    return render(request, "projects/index.html", {"page": page, "cards": cards(page.object_list)})


@require_safe
@kept_for_guests
def project(request: HouseRequest, public_id: str) -> HttpResponse:
    """One project: the house, the money, the way so far, who stands behind it."""
    found = get_object_or_404(
        with_status(with_sheet(projects_visible_to(request.actor))), public_id=public_id
    )
    panels = project_panels(request.modules, request.actor, found.pk, ProjectPage.PUBLIC)
    context = {
        "project": found,
        "states": standings(found.slots.all()),
        "panels": [each for each in panels if not each.is_beside],
        "beside": [each for each in panels if each.is_beside],
        "steps": timeline(request.modules, request.actor, [found.pk]).get(found.pk, []),
        "ahead": ahead(found),
        "linked_data": _linked_data(found) if found.is_public else None,
    }
    return render(request, "projects/project.html", context)


def ahead(project: Project) -> list[tuple[str, str]]:
    """The stages that lie ahead of a project until it is done, each with what it needs, as far as anybody knows."""
    stage = StageKey(project.stage)
    if stage not in MAIN_LINE or MAIN_LINE.index(stage) >= MAIN_LINE.index(StageKey.DONE):
        return []
    rest = MAIN_LINE[MAIN_LINE.index(stage) + 1 : MAIN_LINE.index(StageKey.DONE) + 1]
    hints = {
        StageKey.FEASIBLE: _("when all five slots stand"),
        StageKey.REALISATION: _planned(project.starts_on),
        StageKey.DONE: _planned(project.ends_on),
    }
    return [(str(Project.Stage(each.value).label), hints.get(each, "")) for each in rest]


def _planned(day: date | None) -> str:
    return _("planned: %(day)s") % {"day": date_format(day, "j. F Y")} if day else ""


def _linked_data(project: Project) -> LinkedData:
    """schema.org's `Project`, a kind of organisation; only what stands on the page."""
    return {
        "@type": "Project",
        "@id": absolute_url(project.town, reverse("projects:project", args=[project.public_id])),
        "name": project.title,
        "description": project.lead_sentence or project.description,
        "url": absolute_url(project.town, reverse("projects:project", args=[project.public_id])),
        "parentOrganization": organisation(project.town),
        "areaServed": project.town.name,
    }
