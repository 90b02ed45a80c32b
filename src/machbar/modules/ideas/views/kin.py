"""Kin ideas: what an idea reminds of, joining two and taking them apart, and a project that is there."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.modules.ideas.bundles import CHOICES, bundles_visible_to
from machbar.modules.ideas.core import read_number
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.kin import Kindred, found_by, kin_of_idea
from machbar.modules.ideas.kin_forms import BundleUpForm, JoinForm, KinSearch, TellForm
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.services import (
    join_ideas,
    join_project,
    leave_project,
    make_bundle,
    put_into_bundle,
    take_apart,
)
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to


@never_cache
@require_safe
@staff_only
def kin(request: ActorRequest, public_id: str) -> HttpResponse:
    """What the idea reminds of, with what can be done about it; other ideas and projects by typing."""
    return _kin_page(request, idea_of_team(request, public_id))


@require_POST
@staff_only
def bundle_up(request: ActorRequest, public_id: str) -> HttpResponse:
    """Put the idea and the ticked ones into a bundle, a new one or one that is there."""
    idea = idea_of_team(request, public_id)
    bundles = list(bundles_visible_to(request.actor)[:CHOICES])
    form = BundleUpForm(request.POST, bundles=bundles)
    if not form.is_valid():
        return _kin_page(request, idea, bundle_form=form, status=422)
    ticked = Idea.objects.filter(
        town=request.town, public_id__in=request.POST.getlist("ideas")
    ).select_related("town")
    ideas = [idea, *ticked.exclude(pk=idea.pk).order_by("handed_in_at", "id")]
    at, by = timezone.now(), request.actor
    chosen = next((b for b in bundles if b.public_id == form.cleaned_data["bundle"]), None)
    try:
        if chosen is None:
            key, title = form.cleaned_data["form_key"], form.cleaned_data["title"]
            chosen = make_bundle(by=by, at=at, form_key=key, title=title, ideas=ideas)
        else:
            for each in ideas:
                put_into_bundle(bundle=chosen, idea=each, by=by, at=at)
    except IdeaError as error:
        form.add_error(None, str(error))
        return _kin_page(request, idea, bundle_form=form, status=422)
    messages.success(request, _("The ideas lie together in the bundle."))
    return redirect("ideas:work_bundle", chosen.public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def join(request: ActorRequest, public_id: str) -> HttpResponse:
    """Join the idea into another one: both texts side by side, and the sentence for its giver."""
    idea = idea_of_team(request, public_id)
    if request.method != "POST":
        number = request.GET.get("mit", "")
        form = JoinForm(initial={"number": number, "text": _join_text()})
        return _join_page(request, idea, form, number)
    form = JoinForm(request.POST)
    if form.is_valid():
        number = form.cleaned_data["number"]
        into = Idea.objects.filter(town=request.town, number=number).first()
        try:
            if into is not None:
                _join(request, idea, into, form)
                return redirect("ideas:talk", public_id)
            form.add_error("number", _("There is no idea with this number."))
        except IdeaError as error:
            form.add_error(None, str(error))
    return _join_page(request, idea, form, request.POST.get("number", ""), status=422)


def _join(request: ActorRequest, idea: Idea, into: Idea, form: JoinForm) -> None:
    join_ideas(
        idea=idea,
        into=into,
        by=request.actor,
        at=timezone.now(),
        text=form.cleaned_data["text"],
        key=form.cleaned_data["form_key"],
    )
    messages.success(
        request,
        _("Joined. From now on answers to %(number)s reach both givers.") % {"number": into.number},
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def apart(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take a joined idea apart from the other, and tell its giver."""
    idea = idea_of_team(request, public_id)
    form = TellForm(request.POST or None, initial={"text": _apart_text()})
    undo = partial(take_apart, idea=idea, by=request.actor, at=timezone.now())
    if request.method == "POST" and _undone(form, undo):
        messages.success(request, _("The idea stands by itself again."))
        return redirect("ideas:talk", public_id)
    context = {"idea": idea, "form": form}
    return render(request, "ideas/apart.html", context, status=422 if form.errors else 200)


@require_POST
@staff_only
def join_known_project(request: ActorRequest, public_id: str) -> HttpResponse:
    """Let the idea become part of a project that is there."""
    idea = idea_of_team(request, public_id)
    project = _project(request, request.POST.get("project", ""))
    try:
        join_project(idea=idea, project=project, by=request.actor, at=timezone.now())
    except IdeaError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request,
            _("The idea is part of the project “%(title)s” now.") % {"title": project.title},
        )
    return redirect("ideas:talk", public_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def leave_known_project(request: ActorRequest, public_id: str, project_id: str) -> HttpResponse:
    """Undo the link between an idea and a project, and tell the giver."""
    idea = idea_of_team(request, public_id)
    project = _project(request, project_id)
    form = TellForm(request.POST or None, initial={"text": _leave_text(project)})
    undo = partial(leave_project, idea=idea, project=project, by=request.actor, at=timezone.now())
    if request.method == "POST" and _undone(form, undo):
        messages.success(request, _("The idea no longer belongs to the project."))
        return redirect("ideas:talk", public_id)
    context = {"idea": idea, "project": project, "form": form}
    return render(request, "ideas/leave_project.html", context, status=422 if form.errors else 200)


def _undone(form: TellForm, undo: Callable[..., object]) -> bool:
    """Whether it was undone, and the giver told; what stands in the way of it is said in the form."""
    if not form.is_valid():
        return False
    try:
        undo(text=form.cleaned_data["text"], key=form.cleaned_data["form_key"])
    except IdeaError as error:
        form.add_error(None, str(error))
        return False
    return True


def idea_of_team(request: ActorRequest, public_id: str) -> Idea:
    """An idea of the town for who may answer it; else 403 or 404."""
    if not can_answer_ideas(request.actor):
        raise PermissionDenied
    ideas = Idea.objects.filter(town=request.town).select_related("town", "joined_to")
    return get_object_or_404(ideas, public_id=public_id)


def _project(request: ActorRequest, public_id: str) -> Project:
    return get_object_or_404(projects_visible_to(request.actor), public_id=public_id)


def _kin_page(
    request: ActorRequest, idea: Idea, *, bundle_form: BundleUpForm | None = None, status: int = 200
) -> HttpResponse:
    search = KinSearch(request.GET)
    typed = search.cleaned_data["suche"].strip() if search.is_valid() else ""
    kindred: Kindred = (
        found_by(request.actor, idea, typed) if typed else kin_of_idea(request.actor, idea)
    )
    bundles = list(bundles_visible_to(request.actor)[:CHOICES])
    context = {
        "idea": idea,
        "kindred": kindred,
        "search": search,
        "typed": typed,
        "form": bundle_form or BundleUpForm(bundles=bundles),
        "ticked": request.POST.getlist("ideas"),
    }
    return render(request, "ideas/kin.html", context, status=status)


def _join_page(
    request: ActorRequest, idea: Idea, form: JoinForm, number: str, status: int = 200
) -> HttpResponse:
    known = Idea.objects.filter(town=request.town, number=read_number(number))
    context = {"idea": idea, "form": form, "other": known.exclude(pk=idea.pk).first()}
    return render(request, "ideas/join.html", context, status=status)


def _join_text() -> str:
    return _(
        "Somebody else had almost the same idea. We put both together, so that they are stronger. "
        "You keep your number and hear of everything that happens from now on."
    )


def _apart_text() -> str:
    return _(
        "We had put your idea together with another one. That was not quite right: it goes on by itself."
    )


def _leave_text(project: Project) -> str:
    return _(
        "We had taken your idea into the project “%(title)s”. That was not quite right: "
        "we go on looking for what suits it."
    ) % {"title": project.title}
