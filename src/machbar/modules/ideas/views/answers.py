"""Answers on their way by phone and by letter: whom to call, what to print, and who was reached."""

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.post.reaching import CallForm, PostedForm
from machbar.foundation.surfaces.asking import to_reach
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.reaching import (
    letters_as_download,
    say_called,
    say_no_letter,
    say_posted,
)
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.forms.answers import ContactForm
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.ideas.postal import postal_letter
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import on_their_way
from machbar.modules.ideas.services import change_contact, note_call, note_posted, note_printed

SHOWN = 100
PRINTED_AT_ONCE = 50


@never_cache
@require_safe
@staff_only
def calls(request: HouseRequest) -> HttpResponse:
    """Whom to call and what to say; whoever shall be called later stands below."""
    return _calls(request)


@require_POST
@staff_only
def called(request: HouseRequest, public_id: str) -> HttpResponse:
    """Note how the call went."""
    idea = _idea(request, public_id)
    form = CallForm(request.POST, auto_id=f"id_{public_id}_%s")
    if not form.is_valid():
        return _calls(request, refused={public_id: form}, status=422)
    call = form.call()
    counted = note_call(idea=idea, by=request.actor, at=timezone.now(), call=call)
    reached = _("Reached. The answer to %(number)s has arrived.") % {"number": idea.number}
    say_called(request, call, counted=counted, reached=reached)
    return redirect("ideas:calls")


@never_cache
@require_safe
@staff_only
def post(request: HouseRequest) -> HttpResponse:
    """Letters to print and to post."""
    return _post(request)


@require_POST
@staff_only
def print_letters(request: ActorRequest) -> HttpResponse:
    """One letter, or all that wait, as one PDF; each with a personal link of its own as QR code."""
    _may_answer(request)
    groups = _by_idea(list(_chosen(request)[:SHOWN]))[:PRINTED_AT_ONCE]
    if not groups:
        say_no_letter(request)
        return redirect("ideas:post")
    now = timezone.now()
    today = timezone.localdate(now)
    letters = [
        postal_letter(idea, answers, town=request.town, on=today) for idea, answers in groups
    ]
    words = [_("Letters"), *([groups[0][0].number] if request.POST.get("idea") else [])]
    answer = letters_as_download(letters, at=now, words=words)
    note_printed(ideas=[idea for idea, _answers in groups], at=now)
    return answer


@require_POST
@staff_only
def posted(request: HouseRequest) -> HttpResponse:
    """The printed letters went into the letter box: one of them, or all."""
    _may_answer(request)
    form = PostedForm(request.POST, today=timezone.localdate())
    if not form.is_valid():
        return _post(request, form=form, status=422)
    waiting = _chosen(request).filter(printed_at__isnull=False)
    noted = sum(
        note_posted(idea=idea, by=request.actor, on=form.cleaned_data["posted_on"])
        for idea, _answers in _by_idea(list(waiting[:SHOWN]))
    )
    say_posted(request, noted)
    return redirect("ideas:post")


@require_POST
@staff_only
def contact(request: HouseRequest, public_id: str) -> HttpResponse:
    """Reach the giver another way from now on."""
    from machbar.modules.ideas.views.talks import talk_page

    idea = _idea(request, public_id)
    form = ContactForm(request.POST)
    if not form.is_valid():
        return talk_page(request, idea, contact_form=form, status=422)
    moved = change_contact(
        idea=idea, by=request.actor, at=timezone.now(), contact=form.cleaned_data["contact"]
    )
    words = ngettext(
        "Saved. One answer goes the new way.", "Saved. %(n)s answers go the new way.", moved
    )
    messages.success(request, words % {"n": moved} if moved else _("Saved."))
    return redirect("ideas:talk", public_id)


def _calls(
    request: HouseRequest, *, refused: dict[str, Form] | None = None, status: int = 200
) -> HttpResponse:
    _may_answer(request)
    today = timezone.localdate()
    found = on_their_way(request.actor, ContactKind.PHONE)
    answers = list(found[: SHOWN + 1])
    rows = [
        _call_row(idea, of_idea, today, (refused or {}).get(idea.public_id))
        for idea, of_idea in _by_idea(answers[:SHOWN])
    ]
    context = {
        "now": [row for row in rows if not row["is_later"]],
        "later": [row for row in rows if row["is_later"]],
        "is_more": len(answers) > SHOWN,
        **_beside(request, ContactKind.PHONE, today, sum(not row["is_later"] for row in rows)),
    }
    return render(request, "ideas/calls.html", context, status=status)


def _call_row(
    idea: Idea, answers: Sequence[Answer], today: date, refused: Form | None
) -> dict[str, object]:
    tries = max(answer.tries for answer in answers)
    again = [answer.again_on for answer in answers if answer.again_on is not None]
    form = refused or CallForm(initial={"tries": tries}, auto_id=f"id_{idea.public_id}_%s")
    return {
        "idea": idea,
        "answers": answers,
        "tries": tries,
        "again_on": max(again, default=None),
        "is_later": bool(again) and max(again) > today and refused is None,
        "note": answers[-1].delivery_note,
        "form": form,
        "is_refused": refused is not None,
    }


def _post(
    request: HouseRequest, *, form: PostedForm | None = None, status: int = 200
) -> HttpResponse:
    _may_answer(request)
    today = timezone.localdate()
    answers = list(on_their_way(request.actor, ContactKind.LETTER)[: SHOWN + 1])
    rows = [
        {
            "idea": idea,
            "answers": of_idea,
            "printed_at": of_idea[0].printed_at,
        }
        for idea, of_idea in _by_idea(answers[:SHOWN])
    ]
    context = {
        "rows": rows,
        "form": form or PostedForm(today=today),
        "is_more": len(answers) > SHOWN,
        **_beside(request, ContactKind.LETTER, today, len(rows)),
    }
    return render(request, "ideas/post.html", context, status=status)


def _beside(request: HouseRequest, way: ContactKind, today: date, own: int) -> dict[str, object]:
    """The parts of the list that other modules fill, and how many wait in all."""
    parts = to_reach(request.modules, request.actor, way, today)
    return {
        "panels": [part.panel for part in parts],
        "waiting": own + sum(part.count for part in parts),
    }


def _chosen(request: ActorRequest) -> QuerySet[Answer]:
    """The answers that wait to be printed or posted: those to one idea, or all."""
    waiting = on_their_way(request.actor, ContactKind.LETTER)
    chosen = request.POST.get("idea", "")
    return waiting.filter(idea__public_id=chosen) if chosen else waiting


def _by_idea(answers: Sequence[Answer]) -> list[tuple[Idea, list[Answer]]]:
    """One call, one letter a person: the open answers of each idea, in the order of the oldest."""
    groups: dict[int, tuple[Idea, list[Answer]]] = {}
    for answer in answers:
        groups.setdefault(answer.idea_id, (answer.idea, []))[1].append(answer)
    return list(groups.values())


def _may_answer(request: ActorRequest) -> None:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied


def _idea(request: ActorRequest, public_id: str) -> Idea:
    _may_answer(request)
    return get_object_or_404(Idea.objects.filter(town=request.town), public_id=public_id)
