"""The feasibility sketch behind the counter, and by the personal link of somebody who writes along."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.services import link_behind
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.documents.pdf import write_pdf
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.projects.core import SketchStep, thawed
from machbar.modules.projects.exceptions import ProjectError
from machbar.modules.projects.forms import FinishForm, WriterForm
from machbar.modules.projects.labels import STEP_TITLES
from machbar.modules.projects.models import Project, SketchEdition
from machbar.modules.projects.selectors import (
    content_of,
    projects_visible_to,
    sketch_of,
    writer_behind,
)
from machbar.modules.projects.services import end_writer, finish_sketch, invite_writer
from machbar.modules.projects.services.sketch import PURPOSE
from machbar.modules.projects.sketch_papers import compare, sketch_paper
from machbar.modules.projects.views.sketch_desk import Desk, file_of, overview_page, step_page

EDIT = ["GET", "HEAD", "POST"]
PAGES = 2


@never_cache
@require_safe
@staff_only
def sketch(request: HouseRequest, public_id: str) -> HttpResponse:
    """The overview for the team."""
    return overview_page(request, _desk(request, public_id))


@never_cache
@require_http_methods(EDIT)
@staff_only
def sketch_step(request: HouseRequest, public_id: str, step: str) -> HttpResponse:
    """One question, for those of the team who may write."""
    return step_page(request, _writing(request, public_id), step)


@never_cache
@require_POST
@staff_only
def sketch_finish(request: HouseRequest, public_id: str) -> HttpResponse:
    """Freeze a version; refused with a sentence for each thing that is missing."""
    desk = _writing(request, public_id)
    form = FinishForm(request.POST)
    if not form.is_valid():
        return overview_page(request, desk, refused=[_("Please look at the sketch once more.")])
    try:
        edition = finish_sketch(
            project=desk.project, by=desk.actor, at=timezone.now(), **form.cleaned_data
        )
    except ProjectError as error:
        return overview_page(request, desk, refused=[str(error)])
    messages.success(request, _("Version %(n)d is finished and kept.") % {"n": edition.number})
    _warn_of_pages(request, desk, edition)
    return redirect("projects:sketch_edition", public_id, edition.number)


def _warn_of_pages(request: HouseRequest, desk: Desk, edition: SketchEdition) -> None:
    paper = sketch_paper(
        desk.project,
        thawed(edition.content),
        title=edition.title,
        dated=timezone.localdate(edition.finished_at),
        is_demo=request.town.is_demo,
        number=edition.number,
        authors=edition.authors,
    )
    try:
        pages = write_pdf(paper).pages
    except PaperError:
        return  # the page of the files says so when somebody wants one
    if pages > PAGES:
        messages.warning(
            request,
            _("On paper it takes %(n)d pages instead of two. Please shorten it in a next version.")
            % {"n": pages},
        )


@never_cache
@require_safe
@staff_only
def sketch_edition(request: HouseRequest, public_id: str, number: int) -> HttpResponse:
    """A frozen version, to be read again."""
    desk = _desk(request, public_id)
    edition = _edition(desk.project, number)
    content = thawed(edition.content)
    context = {
        "project": desk.project,
        "edition": edition,
        "parts": [
            (STEP_TITLES[step], content.text(step), step is SketchStep.VARIANTS)
            for step in SketchStep
            if content.text(step) or step is SketchStep.VARIANTS
        ],
        "comparison": compare(content.variants),
    }
    return render(request, "projects/sketch_edition.html", context)


@never_cache
@require_safe
@staff_only
def sketch_file(request: HouseRequest, public_id: str, number: int, kind: str) -> HttpResponse:
    """The draft (0) or a frozen version as PDF or ODT."""
    desk = _desk(request, public_id)
    if not number:
        return file_of(request, desk, kind, content_of(sketch_of(desk.project)))
    edition = _edition(desk.project, number)
    return file_of(request, desk, kind, thawed(edition.content), edition)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def sketch_invite(request: HouseRequest, public_id: str) -> HttpResponse:
    """Give a link to somebody without an account; it is shown once. Who loads the answer anew comes to the sketch."""
    if request.method != "POST":
        return redirect("projects:sketch", public_id)
    desk = _writing(request, public_id)
    form = WriterForm(request.POST)
    if not form.is_valid():
        return overview_page(request, desk, writer_form=form)
    token = invite_writer(
        project=desk.project, by=desk.actor, at=timezone.now(), **form.cleaned_data
    )
    if token is None:
        messages.info(request, _("This link exists already; it was shown when it was made."))
        return redirect("projects:sketch", public_id)
    path = reverse("projects:sketch_by_link", args=[token])
    return overview_page(request, desk, new_link=request.build_absolute_uri(path))


@never_cache
@require_POST
@staff_only
def sketch_uninvite(request: HouseRequest, public_id: str, writer: str) -> HttpResponse:
    """End a link."""
    desk = _writing(request, public_id)
    found = get_object_or_404(
        desk.project.sketch_writers.select_related("project"), public_id=writer
    )
    end_writer(writer=found, by=desk.actor, at=timezone.now())
    messages.success(request, _("The link has ended. What was written by it stays."))
    return redirect("projects:sketch", public_id)


# --- by link -------------------------------------------------------------------------------------
@never_cache
@require_safe
def sketch_by_link(request: HouseRequest, token: str) -> HttpResponse:
    """The overview for somebody who writes along."""
    return overview_page(request, _by_link(request, token))


@never_cache
@require_http_methods(EDIT)
def sketch_step_by_link(request: HouseRequest, token: str, step: str) -> HttpResponse:
    """One question for somebody who writes along."""
    return step_page(request, _by_link(request, token), step)


@never_cache
@require_safe
def sketch_file_by_link(request: HouseRequest, token: str, kind: str) -> HttpResponse:
    """The draft as a file for somebody who writes along."""
    desk = _by_link(request, token)
    return file_of(request, desk, kind, content_of(sketch_of(desk.project)))


def _by_link(request: HouseRequest, token: str) -> Desk:
    """What came by the link is recorded as such, whoever is signed in beside it."""
    link = link_behind(town=request.town, token=token, purpose=PURPOSE)
    writer = writer_behind(link) if link is not None else None
    if writer is None:
        raise Http404
    project = get_object_or_404(
        Project.objects.filter(pk=writer.project_id).select_related("town", "operation_plan")
    )
    actor = Actor(town=request.town, link=link)
    return Desk(project=project, actor=actor, writer=writer, token=token)


def _desk(request: HouseRequest, public_id: str) -> Desk:
    projects = projects_visible_to(request.actor).select_related("town", "operation_plan")
    return Desk(project=get_object_or_404(projects, public_id=public_id), actor=request.actor)


def _writing(request: HouseRequest, public_id: str) -> Desk:
    desk = _desk(request, public_id)
    if not desk.may_write:
        raise PermissionDenied
    return desk


def _edition(project: Project, number: int) -> SketchEdition:
    return get_object_or_404(SketchEdition, sketch__project=project, number=number)
