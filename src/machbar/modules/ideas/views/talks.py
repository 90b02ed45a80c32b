"""The team's pages: which ideas wait, one idea with its history, answering it, making a project of it."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import idea_panels
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.queue import back_to_queue, remember_deed
from machbar.modules.ideas.bundles import bundles_with
from machbar.modules.ideas.core import Suspicion
from machbar.modules.ideas.delivery import delivery_of
from machbar.modules.ideas.exceptions import DecidedMeanwhile, IdeaError
from machbar.modules.ideas.forms import BecomeProjectForm, PhotoForm
from machbar.modules.ideas.forms.answers import AnswerForm, ContactForm
from machbar.modules.ideas.kin import goes_on, kin_of_idea
from machbar.modules.ideas.labels import SUSPICIONS, ideas_of_tables
from machbar.modules.ideas.meanwhile import Meanwhile, meanwhile
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import (
    answer_due,
    decision_state,
    joined_into,
    page_by_key,
    pressing_ideas,
    templates_of,
    unanswered_of_tables,
    with_history,
)
from machbar.modules.ideas.services import (
    answer_idea,
    has_receipt,
    make_project,
    publish_idea,
    unpublish_idea,
    with_receipt,
)
from machbar.modules.ideas.supporters import offers_waiting
from machbar.modules.ideas.views.beside import beside

WAITING = 50


@never_cache
@require_safe
@staff_only
def talks(request: HouseRequest) -> HttpResponse:
    """Ideas without an answer (those from tables apart), people who would join in, and below them all ideas."""
    _may_answer(request)
    is_of_tables = request.GET.get("eingelesen") == "1"
    waiting, of_tables = pressing_ideas(request.actor, WAITING + 1)
    if is_of_tables:
        waiting = list(unanswered_of_tables(request.actor)[: WAITING + 1])
    today = timezone.localdate()
    rows = [
        {
            "idea": idea,
            "is_late": answer_due(idea, request.town.answer_days) < today,
        }
        for idea in waiting[:WAITING]
    ]
    page = page_by_key(
        Idea.objects.filter(town=request.town),
        field="handed_in_at",
        after=request.GET.get("nach", ""),
    )
    offers = list(offers_waiting(request.actor)[: WAITING + 1])
    context = {
        "waiting": rows,
        "more_waiting": len(waiting) > WAITING,
        "offers": offers[:WAITING],
        "more_offers": len(offers) > WAITING,
        "page": page,
        "is_of_tables": is_of_tables,
        "of_tables": ideas_of_tables(of_tables.total) if of_tables else "",
    }
    return render(request, "ideas/talks.html", context)


@never_cache
@require_safe
@staff_only
def talk(request: HouseRequest, public_id: str) -> HttpResponse:
    """One idea with everything the team needs to answer it."""
    return talk_page(request, _idea(request, public_id))


@require_POST
@staff_only
def answer(request: HouseRequest, public_id: str) -> HttpResponse:
    """Answer the giver."""
    idea = _idea(request, public_id)
    form = _answer_form(request, idea, request.POST)
    seen = request.POST.get("seen", "")
    if not form.is_valid():
        decided = meanwhile(idea, seen)
        return talk_page(request, idea, answer_form=form, decided=decided, status=422)
    try:
        given = answer_idea(
            idea=idea,
            by=request.actor,
            at=timezone.now(),
            status=form.cleaned_data["status"],
            text=form.cleaned_data["text"],
            key=form.cleaned_data["form_key"],
            is_question=form.cleaned_data["is_question"],
            seen=seen,
        )
    except DecidedMeanwhile:
        idea = _idea(request, public_id)
        decided = meanwhile(idea, seen)
        return talk_page(request, idea, answer_form=form, decided=decided, status=409)
    except IdeaError as error:
        form.add_error(None, str(error))
        return talk_page(request, idea, answer_form=form, status=422)
    messages.success(request, _sent(given.sent_by))
    return redirect("ideas:talk", public_id)


@require_POST
@staff_only
def become_project(request: HouseRequest, public_id: str) -> HttpResponse:
    """Start a project from the idea."""
    idea = _idea(request, public_id)
    form = BecomeProjectForm(request.POST)
    if not form.is_valid():
        return talk_page(request, idea, project_form=form, status=422)
    try:
        project = make_project(
            idea=idea, by=request.actor, at=timezone.now(), title=form.cleaned_data["title"]
        )
    except IdeaError as error:
        form.add_error(None, str(error))
        return talk_page(request, idea, project_form=form, status=422)
    messages.success(request, _("The project is there. Now the five slots."))
    return redirect("projects:workspace", project.public_id)


@require_POST
@staff_only
def publish(request: HouseRequest, public_id: str) -> HttpResponse:
    """Hang the idea on the wall."""
    try:
        publish_idea(idea=_idea(request, public_id), by=request.actor, at=timezone.now())
    except IdeaError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The idea hangs on the wall."))
    return redirect("ideas:talk", public_id)


@require_POST
@staff_only
def unpublish(request: HouseRequest, public_id: str) -> HttpResponse:
    """Take the idea off the wall."""
    idea = _idea(request, public_id)
    unpublish_idea(idea=idea, by=request.actor)
    if back_to_queue(request):
        remember_deed(
            request, sentence=_("Undone: “%(title)s” waits again.") % {"title": idea.title}
        )
        return redirect("queue")
    messages.success(request, _("The idea no longer hangs on the wall."))
    return redirect("ideas:talk", public_id)


def _may_answer(request: HouseRequest) -> None:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied


def _idea(request: HouseRequest, public_id: str) -> Idea:
    _may_answer(request)
    ideas = with_receipt(with_history(Idea.objects.filter(town=request.town)))
    return get_object_or_404(ideas, public_id=public_id)


def talk_page(
    request: HouseRequest,
    idea: Idea,
    *,
    answer_form: AnswerForm | None = None,
    project_form: BecomeProjectForm | None = None,
    photo_form: PhotoForm | None = None,
    contact_form: ContactForm | None = None,
    decided: Meanwhile | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of one idea, perhaps with a form that needs another look."""
    if photo_form is None and idea.photo is not None:
        known = {"alt_text": idea.photo.alt_text, "credit": idea.photo.credit}
        photo_form = PhotoForm(initial=known, photo=idea.photo)
    return render(
        request,
        "ideas/talk.html",
        {
            "idea": idea,
            "has_receipt": not idea.contact and has_receipt(idea),
            "due": answer_due(idea, request.town.answer_days),
            "seen": decision_state(idea),
            "meanwhile": decided,
            "answer_form": answer_form or _answer_form(request, idea),
            "answers": [delivery_of(answer) for answer in idea.answers.all()],
            "suspicions": [SUSPICIONS[Suspicion(code)] for code in idea.suspicions.split()],
            "contact_form": contact_form or ContactForm(initial={"contact": idea.contact}),
            "project_form": project_form or BecomeProjectForm(initial={"title": idea.title}),
            "photo_form": photo_form,
            "projects": [becoming.project for becoming in idea.becomings.all()],
            "panels": idea_panels(request.modules, request.actor, idea.pk),
            "joined": joined_into(idea),
            "bundles": bundles_with(idea),
            "kindred": kin_of_idea(request.actor, idea) if goes_on(idea) else None,
            **beside(request, idea),
        },
        status=status,
    )


def _answer_form(request: HouseRequest, idea: Idea, sent: object = None) -> AnswerForm:
    idea.town = request.town
    return AnswerForm(sent, templates=list(templates_of(request.town)), idea=idea)


def _sent(channel: str) -> str:
    return {
        "mail": _("The answer is on its way by mail."),
        "phone": _("Saved. The call stands under “Calls”."),
        "letter": _("Saved. The letter stands under “Letters”."),
    }.get(channel, _("Saved. The answer stands on the receipt's page."))
