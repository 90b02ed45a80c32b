"""What an idea is about and where it plays: the team's choice beside suggestions, and the two lists of words."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.towns.models import Term
from machbar.foundation.towns.word_lists import (
    NOTHING_SENT,
    Savings,
    add_entry,
    change_entry,
    list_shown,
)
from machbar.modules.ideas.forms import SortingForm
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import terms_of_ideas, uses_of_terms
from machbar.modules.ideas.services import sort_idea
from machbar.modules.ideas.vocabularies import VOCABULARIES

KEYS = [each.key for each in VOCABULARIES]


@require_POST
@staff_only
def sort(request: ActorRequest, public_id: str) -> HttpResponse:
    """Sort one idea; the button of a suggestion (`take`) says which entry goes into which field."""
    _may_sort(request)
    ideas = Idea.objects.filter(town=request.town).select_related("theme", "district")
    idea = get_object_or_404(ideas, public_id=public_id)
    answers = request.POST.copy()
    name, _colon, code = request.POST.get("take", "").partition(":")
    if name in {"theme", "district"}:
        answers[name] = code
    form = SortingForm(answers, idea=idea, terms=list(terms_of_ideas(request.town)))
    if not form.is_valid():
        messages.error(request, _("This entry is no longer in the list. Please choose again."))
        return redirect("ideas:talk", public_id)
    sort_idea(idea=idea, by=request.actor, theme=form.term("theme"), district=form.term("district"))
    messages.success(request, _("The idea is sorted in."))
    return redirect("ideas:talk", public_id)


@never_cache
@require_safe
@staff_only
def lists(request: ActorRequest) -> HttpResponse:
    """Both lists with their entries, and how often each is used."""
    _may_sort(request)
    return _lists(request)


@require_POST
@staff_only
def new_term(request: ActorRequest, vocabulary: str) -> HttpResponse:
    """Add an entry to a list."""
    _may_sort(request, vocabulary)
    saving, done = add_entry(
        request.POST, town=request.town, vocabulary=vocabulary, prefix=vocabulary
    )
    if not done:
        return _lists(request, {(vocabulary, ""): saving})
    messages.success(request, done)
    return redirect("ideas:lists")


@require_POST
@staff_only
def term(request: ActorRequest, vocabulary: str, code: str) -> HttpResponse:
    """Rename an entry, offer it no longer, or offer it again; ideas that carry it keep it."""
    _may_sort(request, vocabulary)
    found = get_object_or_404(Term, town=request.town, vocabulary=vocabulary, code=code)
    saving, done = change_entry(request.POST, term=found)
    if not done:
        return _lists(request, {(vocabulary, code): saving})
    messages.success(request, done)
    return redirect("ideas:lists")


def _may_sort(request: ActorRequest, vocabulary: str = "") -> None:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied
    if vocabulary and vocabulary not in KEYS:
        raise Http404


def _lists(request: ActorRequest, sent: Savings = NOTHING_SENT) -> HttpResponse:
    uses = uses_of_terms(request.town)
    terms = list(terms_of_ideas(request.town))
    context = {
        "lists": [
            {
                "purpose": each.purpose,
                **list_shown(each.key, each.name, terms=terms, uses=uses, savings=sent),
            }
            for each in VOCABULARIES
        ]
    }
    return render(request, "ideas/lists.html", context, status=422 if sent else 200)
