"""The receipt: what somebody with the personal link of an idea sees and may do."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.foundation.surfaces.asking import receipt_panels
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.ideas.forms import AdditionForm
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.selectors import joined_into, with_history
from machbar.modules.ideas.services import RECEIPT, add_to_idea, withdraw_idea


@never_cache
@require_safe
def receipt(request: HouseRequest, token: str) -> HttpResponse:
    """The till slip with number and QR code, and how things stand."""
    idea, _actor = idea_behind(request, token)
    return _page(request, idea, token, AdditionForm())


@never_cache
@require_POST
def add(request: HouseRequest, token: str) -> HttpResponse:
    """Keep what the giver adds."""
    idea, actor = idea_behind(request, token)
    form = AdditionForm(request.POST)
    if not form.is_valid():
        return _page(request, idea, token, form, status=422)
    add_to_idea(idea=idea, by=actor, at=timezone.now(), text=form.cleaned_data["text"])
    messages.success(request, _("Thank you, the team reads it."))
    return redirect("ideas:receipt", token)


@never_cache
@require_POST
def withdraw(request: HouseRequest, token: str) -> HttpResponse:
    """Take the idea back."""
    idea, actor = idea_behind(request, token)
    withdraw_idea(idea=idea, by=actor)
    messages.success(request, _("You have taken your idea back. It no longer hangs on the wall."))
    return redirect("ideas:receipt", token)


def idea_behind(request: ActorRequest, token: str) -> tuple[Idea, Actor]:
    """The idea of a personal link with everything its page needs, and the actor that the link makes; else 404."""
    link = link_behind(town=request.town, token=token, purpose=RECEIPT)
    if link is None:
        raise Http404
    idea = with_history(Idea.objects.filter(town=request.town, pk=link.subject_id)).first()
    if idea is None:
        raise Http404
    return idea, Actor(town=request.town, link=link)


def _page(
    request: HouseRequest, idea: Idea, token: str, form: AdditionForm, status: int = 200
) -> HttpResponse:
    leading = idea.joined_to or idea
    known = [becoming.project for becoming in leading.becomings.all()]
    answers = list(idea.answers.all())
    last = answers[-1] if answers else None
    if _waits_for_the_giver(idea, last):
        form.fields["text"].label = _("Your answer to our question")
    return render(
        request,
        "ideas/receipt.html",
        {
            "idea": idea,
            "token": token,
            "form": form,
            "panels": receipt_panels(request.modules, request.actor, idea.number),
            "leading": leading,
            "projects": [project for project in known if project.is_public],
            "last": last,
            "is_asked": _waits_for_the_giver(idea, last),
            "is_project_told": last is not None and last.status == Idea.Status.PROJECT,
            "others": len(joined_into(idea)),
            "address": request.build_absolute_uri(request.path.removesuffix("nachtrag/")),
        },
        status=status,
    )


def _waits_for_the_giver(idea: Idea, last: Answer | None) -> bool:
    """Whether we asked something and nothing was written since."""
    if last is None or not last.is_question:
        return False
    return all(addition.added_at < last.given_at for addition in idea.additions.all())
