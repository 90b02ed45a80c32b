"""Answers to requests to join by phone and by letter: their part of the team's lists, and what their buttons do.

The lists of calls and letters belong to the ideas. A town without ideas has a page of its own for these answers.
"""

from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

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
from machbar.modules.coordination.models import MemberReply
from machbar.modules.coordination.postal import reply_letter, reply_words
from machbar.modules.coordination.rules import can_coordinate
from machbar.modules.coordination.selectors import replies_waiting
from machbar.modules.coordination.services import (
    note_replies_printed,
    note_reply_call,
    note_reply_posted,
)
from machbar.reasoning.contact import ContactKind

OWN_PAGE = "coordination:replies"
TEMPLATES = {
    ContactKind.PHONE: "coordination/_reply_calls.html",
    ContactKind.LETTER: "coordination/_reply_letters.html",
}


@never_cache
@require_safe
@staff_only
def replies(request: ActorRequest) -> HttpResponse:
    """Who asked to join and waits for a call or a letter, both on one page."""
    if not can_coordinate(request.actor):
        raise PermissionDenied
    today = timezone.localdate()
    parts = {way: to_reach(request.actor, way, today) for way in TEMPLATES}
    calls, letters = parts[ContactKind.PHONE], parts[ContactKind.LETTER]
    context = {"calls": calls and calls.panel, "letters": letters and letters.panel}
    return render(request, "coordination/replies.html", context)


def to_reach(actor: Actor, way: ContactKind, today: date) -> ReachPart | None:
    """Who asked to join and waits for a call or a letter; those to be called later do not count yet (one query)."""
    return reach_part(
        replies_waiting(actor, way),
        row=lambda reply: _row(reply, today),
        template=TEMPLATES[way],
    )


@require_POST
@staff_only
def reply_called(request: HouseRequest, member: str) -> HttpResponse:
    """Note how the call went; what is wrong with the note is said beside it, on a page of its own."""
    back = list_of(request.modules, ContactKind.PHONE, otherwise=OWN_PAGE)
    reply = get_object_or_404(_replies(request, ContactKind.PHONE), member__public_id=member)
    form = CallForm(request.POST, auto_id=f"id_{member}_%s")
    if not form.is_valid():
        row = {**_row(reply, timezone.localdate()), "form": form, "is_refused": True}
        context = {"row": row, "form": form, "back": back}
        return render(request, "coordination/reply_call.html", context, status=422)
    call = form.call()
    counted = note_reply_call(reply=reply, by=request.actor, at=timezone.now(), call=call)
    reached = _("Reached. %(name)s knows.") % {"name": reply.member.name}
    say_called(request, call, counted=counted, reached=reached)
    return redirect(back)


@require_POST
@staff_only
def print_replies(request: HouseRequest) -> HttpResponse:
    """One letter, or all that wait, as one PDF; each with a personal link of its own as QR code."""
    replies = list(_chosen(request)[:SHOWN])
    if not replies:
        say_no_letter(request)
        return redirect(list_of(request.modules, ContactKind.LETTER, otherwise=OWN_PAGE))
    now = timezone.now()
    today = timezone.localdate(now)
    letters = [reply_letter(reply.member, town=request.town, on=today) for reply in replies]
    answer = letters_as_download(letters, at=now, words=[_("Letters to groups")])
    note_replies_printed(replies=replies, at=now)
    return answer


@require_POST
@staff_only
def replies_posted(request: HouseRequest) -> HttpResponse:
    """The printed letters went into the letter box today: one of them, or all."""
    waiting = _chosen(request).filter(printed_at__isnull=False)
    today = timezone.localdate()
    noted = sum(
        note_reply_posted(reply=reply, by=request.actor, on=today) for reply in waiting[:SHOWN]
    )
    say_posted(request, noted)
    return redirect(list_of(request.modules, ContactKind.LETTER, otherwise=OWN_PAGE))


def _chosen(request: HouseRequest) -> QuerySet[MemberReply]:
    waiting = _replies(request, ContactKind.LETTER)
    chosen = request.POST.get("member", "")
    return waiting.filter(member__public_id=chosen) if chosen else waiting


def _replies(request: ActorRequest, way: ContactKind) -> QuerySet[MemberReply]:
    if not can_coordinate(request.actor):
        raise PermissionDenied
    return replies_waiting(request.actor, way)


def _row(reply: MemberReply, today: date) -> dict[str, object]:
    return {
        "reply": reply,
        "member": reply.member,
        "words": [words for words in reply_words(reply.member) if words],
        "is_later": reply.again_on is not None and reply.again_on > today,
        "form": CallForm(initial={"tries": reply.tries}, auto_id=f"id_{reply.member.public_id}_%s"),
        "is_refused": False,
    }
