"""Bundles of ideas: what everybody sees of them, and what the team does with them."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.modules.ideas.bundles import (
    bundles_visible_to,
    ideas_in,
    public_bundles,
    with_counts,
    with_ideas,
)
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import BecomeProjectForm
from machbar.modules.ideas.kin_forms import BundleForm, NumberForm
from machbar.modules.ideas.models import Bundle, Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services import (
    change_bundle,
    dissolve_bundle,
    make_project_of_bundle,
    publish_bundle,
    put_into_bundle,
    take_out_of_bundle,
    unpublish_bundle,
)
from machbar.modules.ideas.supporters import shown_counts

MOST = 100
_PROJECT_IDS = "id_projekt_%s"  # the name of the bundle stands on the same page


@require_safe
@kept_for_guests
def bundles(request: ActorRequest) -> HttpResponse:
    """The bundles that everybody sees."""
    return render(request, "ideas/bundles.html", {"bundles": public_bundles(request.actor)[:MOST]})


@require_safe
@kept_for_guests
def bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """One bundle with its public ideas, and the project that grew from it."""
    found = get_object_or_404(with_ideas(public_bundles(request.actor)), public_id=public_id)
    project = found.project if found.project is not None and found.project.is_public else None
    ideas = ideas_in(found, is_public=True)
    context = {
        "bundle": found,
        "ideas": ideas,
        "supporters": shown_counts(ideas),
        "project": project,
    }
    return render(request, "ideas/bundle.html", context)


@never_cache
@require_safe
@staff_only
def work_bundles(request: ActorRequest) -> HttpResponse:
    """All bundles, newest first."""
    _may_answer(request)
    found = with_counts(bundles_visible_to(request.actor))[:MOST]
    return render(request, "ideas/work_bundles.html", {"bundles": found})


@never_cache
@require_safe
@staff_only
def work_bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """One bundle with everything the team does with it."""
    return _page(request, _bundle(request, public_id))


@require_POST
@staff_only
def edit_bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """Another name, another paragraph."""
    found = _bundle(request, public_id)
    form = BundleForm(request.POST)
    if not form.is_valid():
        return _page(request, found, bundle_form=form, status=422)
    change_bundle(
        bundle=found,
        by=request.actor,
        title=form.cleaned_data["title"],
        text=form.cleaned_data["text"],
    )
    messages.success(request, _("Saved."))
    return redirect("ideas:work_bundle", public_id)


@require_POST
@staff_only
def show_bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """Show the bundle to everybody, or, with the other button, to the team only."""
    found = _bundle(request, public_id)
    if request.POST.get("deed") == "hide":
        unpublish_bundle(bundle=found, by=request.actor)
        messages.success(request, _("Now only the team sees the bundle."))
    else:
        publish_bundle(bundle=found, by=request.actor, at=timezone.now())
        messages.success(request, _("Everybody sees the bundle now."))
    return redirect("ideas:work_bundle", public_id)


@require_POST
@staff_only
def fill_bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """Put another idea in, by its number."""
    found = _bundle(request, public_id)
    form = NumberForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        idea = Idea.objects.filter(town=request.town, number=number).first()
        try:
            if idea is not None:
                put_into_bundle(bundle=found, idea=idea, by=request.actor, at=timezone.now())
                messages.success(request, _("%(number)s lies in the bundle.") % {"number": number})
                return redirect("ideas:work_bundle", public_id)
            form.add_error("number", _("There is no idea with this number."))
        except IdeaError as error:
            form.add_error("number", str(error))
    return _page(request, found, number_form=form, status=422)


@require_POST
@staff_only
def empty_bundle(request: ActorRequest, public_id: str, idea_id: str) -> HttpResponse:
    """Take one idea out."""
    found = _bundle(request, public_id)
    idea = get_object_or_404(Idea.objects.filter(town=request.town), public_id=idea_id)
    take_out_of_bundle(bundle=found, idea=idea, by=request.actor)
    messages.success(request, _("%(number)s is out of the bundle.") % {"number": idea.number})
    return redirect("ideas:work_bundle", public_id)


@require_POST
@staff_only
def bundle_project(request: ActorRequest, public_id: str) -> HttpResponse:
    """One project of all ideas in the bundle."""
    found = _bundle(request, public_id)
    form = BecomeProjectForm(request.POST, auto_id=_PROJECT_IDS)
    if form.is_valid():
        title = form.cleaned_data["title"]
        try:
            project = make_project_of_bundle(
                bundle=found, by=request.actor, at=timezone.now(), title=title
            )
        except IdeaError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The project is there. Now the five slots."))
            return redirect("projects:workspace", project.public_id)
    return _page(request, found, project_form=form, status=422)


@require_POST
@staff_only
def drop_bundle(request: ActorRequest, public_id: str) -> HttpResponse:
    """Dissolve the bundle; its ideas stay."""
    dissolve_bundle(bundle=_bundle(request, public_id), by=request.actor)
    messages.success(request, _("The bundle is dissolved. Its ideas are all still there."))
    return redirect("ideas:work_bundles")


def _may_answer(request: ActorRequest) -> None:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied


def _bundle(request: ActorRequest, public_id: str) -> Bundle:
    _may_answer(request)
    found = with_ideas(bundles_visible_to(request.actor)).select_related("town")
    return get_object_or_404(found, public_id=public_id)


def _page(
    request: ActorRequest,
    found: Bundle,
    *,
    bundle_form: BundleForm | None = None,
    number_form: NumberForm | None = None,
    project_form: BecomeProjectForm | None = None,
    status: int = 200,
) -> HttpResponse:
    known = {"title": found.title, "text": found.text}
    context = {
        "bundle": found,
        "rows": [row.idea for row in found.bundled.all()],
        "bundle_form": bundle_form or BundleForm(initial=known),
        "number_form": number_form or NumberForm(),
        "project_form": project_form
        or BecomeProjectForm(initial={"title": found.title}, auto_id=_PROJECT_IDS),
    }
    return render(request, "ideas/work_bundle.html", context, status=status)
