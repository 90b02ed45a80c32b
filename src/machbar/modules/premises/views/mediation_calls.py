"""Requests to sides without a mail address: their part of the team's lists of calls and letters, and the buttons.

The lists belong to the ideas. In a town without ideas they stand on the page of all mediations.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.post.reaching import CallForm
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import ReachPart
from machbar.foundation.surfaces.reaching import (
    SHOWN,
    letters_as_download,
    list_of,
    reach_part,
    say_called,
    say_no_letter,
    say_posted,
)
from machbar.modules.premises.models import Asking, Mediation
from machbar.modules.premises.papers.requests import person_asked, request_letter
from machbar.modules.premises.rules import can_see_owners, can_work_on_premises
from machbar.modules.premises.selectors.mediation import askings_waiting
from machbar.modules.premises.services.reaching import (
    note_request_call,
    note_request_posted,
    note_requests_printed,
)
from machbar.modules.premises.words.requests import letter_words, phone_notes, phone_words
from machbar.reasoning.contact import ContactKind

OWN_PAGE = "premises:mediations"
TEMPLATES = {
    ContactKind.PHONE: "premises/_request_calls.html",
    ContactKind.LETTER: "premises/_request_letters.html",
}


def to_reach(actor: Actor, way: ContactKind, today: date) -> ReachPart | None:
    """Who is asked and waits for a call or a letter; those to be called later do not count yet (one query)."""
    if way not in TEMPLATES or not can_work_on_premises(actor):
        return None
    return reach_part(
        requests_for(actor, way), row=lambda asking: _row(asking, today), template=TEMPLATES[way]
    )


def requests_for(actor: Actor, way: ContactKind) -> QuerySet[Asking]:
    """The requests of one way that nobody was reached for yet; those to owners for the guide alone."""
    askings = askings_waiting(actor).filter(way=way.value, reached_on=None)
    return askings if can_see_owners(actor) else askings.filter(side=Mediation.Side.SEEKER)


@require_POST
@staff_only
def request_called(request: HouseRequest, asking: str) -> HttpResponse:
    """Note how the call went; what is wrong with the note is said beside it, on a page of its own."""
    found = get_object_or_404(_requests(request, ContactKind.PHONE), public_id=asking)
    form = CallForm(request.POST, auto_id=f"id_{found.public_id}_%s")
    back = list_of(request.modules, ContactKind.PHONE, otherwise=OWN_PAGE)
    if not form.is_valid():
        row = {**_row(found, timezone.localdate()), "form": form, "is_refused": True}
        context = {"row": row, "back": back}
        return render(request, "premises/request_call.html", context, status=422)
    call = form.call()
    counted = note_request_call(asking=found, by=request.actor, at=timezone.now(), call=call)
    reached = _("Reached. Now the answer: yes, or no and why.")
    say_called(request, call, counted=counted, reached=reached)
    if counted and call.is_reached:
        return redirect("premises:mediation", found.mediation.public_id)
    return redirect(back)


@require_POST
@staff_only
def print_requests(request: HouseRequest) -> HttpResponse:
    """One letter, or all that wait, as one PDF; each with a personal link of its own as QR code."""
    askings = list(_chosen(request)[:SHOWN])
    if not askings:
        say_no_letter(request)
        return redirect(list_of(request.modules, ContactKind.LETTER, otherwise=OWN_PAGE))
    now = timezone.now()
    today = timezone.localdate(now)
    letters = [request_letter(each, town=request.town, at=now, on=today) for each in askings]
    answer = letters_as_download(letters, at=now, words=[_("Letters about rooms")])
    note_requests_printed(askings=askings, at=now)
    return answer


@require_POST
@staff_only
def requests_posted(request: HouseRequest) -> HttpResponse:
    """The printed letters went into the letter box today: one of them, or all."""
    waiting = _chosen(request).filter(printed_at__isnull=False)
    today = timezone.localdate()
    noted = sum(
        note_request_posted(asking=each, by=request.actor, on=today) for each in waiting[:SHOWN]
    )
    say_posted(request, noted)
    return redirect(list_of(request.modules, ContactKind.LETTER, otherwise=OWN_PAGE))


def _chosen(request: HouseRequest) -> QuerySet[Asking]:
    waiting = _requests(request, ContactKind.LETTER)
    chosen = request.POST.get("asking", "")
    return waiting.filter(public_id=chosen) if chosen else waiting


def _requests(request: ActorRequest, way: ContactKind) -> QuerySet[Asking]:
    if not can_work_on_premises(request.actor):
        raise PermissionDenied
    return requests_for(request.actor, way)


def _row(asking: Asking, today: date) -> dict[str, object]:
    name, contact = person_asked(asking)
    is_letter = asking.way == Asking.Way.LETTER
    return {
        "asking": asking,
        "mediation": asking.mediation,
        "name": name,
        "contact": contact,
        "words": letter_words(asking, today) if is_letter else phone_words(asking),
        "notes": () if is_letter else phone_notes(asking, today),
        "is_later": asking.again_on is not None and asking.again_on > today,
        "form": CallForm(initial={"tries": asking.tries}, auto_id=f"id_{asking.public_id}_%s"),
        "is_refused": False,
    }
