"""Answers to requests to join by phone and by letter: their part of the team's lists, and what their buttons do.

The lists of calls and letters belong to the ideas. A town without ideas has a page of its own for these answers.
"""

from collections.abc import Iterable
from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import download, file_name
from machbar.foundation.documents.letter import write_letters
from machbar.foundation.post.reaching import CallForm
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Module, Panel, ReachPart
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

SHOWN = 50
CALLS, LETTERS = "/werkstatt/gespraeche/anrufen/", "/werkstatt/gespraeche/briefe/"
TEMPLATES = {
    ContactKind.PHONE: "coordination/_reply_calls.html",
    ContactKind.LETTER: "coordination/_reply_letters.html",
}


def list_of(modules: Iterable[Module], way: ContactKind) -> str:
    """The address of the list on which these answers stand in a town with these modules."""
    if any(module.key == "ideas" for module in modules):
        return CALLS if way is ContactKind.PHONE else LETTERS
    return reverse("coordination:replies")


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
    replies = list(replies_waiting(actor, way)[: SHOWN + 1])
    if not replies:
        return None
    rows = [_row(reply, today) for reply in replies[:SHOWN]]
    context = {
        "rows": sorted(rows, key=lambda row: bool(row["is_later"])),
        "printed": sum(reply.printed_at is not None for reply in replies[:SHOWN]),
        "is_more": len(replies) > SHOWN,
    }
    return ReachPart(
        count=sum(not row["is_later"] for row in rows),
        panel=Panel(template=TEMPLATES[way], context=context),
    )


@require_POST
@staff_only
def reply_called(request: HouseRequest, member: str) -> HttpResponse:
    """Note how the call went; what is wrong with the note is said beside it, on a page of its own."""
    back = list_of(request.modules, ContactKind.PHONE)
    reply = get_object_or_404(_replies(request, ContactKind.PHONE), member__public_id=member)
    form = CallForm(request.POST, auto_id=f"id_{member}_%s")
    if not form.is_valid():
        row = {**_row(reply, timezone.localdate()), "form": form, "is_refused": True}
        context = {"row": row, "form": form, "back": back}
        return render(request, "coordination/reply_call.html", context, status=422)
    is_reached = request.POST.get("deed") == "reached"
    counted = note_reply_call(
        reply=reply,
        by=request.actor,
        at=timezone.now(),
        seen_tries=form.cleaned_data["tries"],
        is_reached=is_reached,
        again_on=None if is_reached else form.cleaned_data["again_on"],
        note=form.cleaned_data["note"],
    )
    if not counted:
        messages.info(request, _("That was noted already."))
    elif is_reached:
        messages.success(request, _("Reached. %(name)s knows.") % {"name": reply.member.name})
    else:
        messages.success(request, _("Noted. It stays on the list."))
    return redirect(back)


@require_POST
@staff_only
def print_replies(request: HouseRequest) -> HttpResponse:
    """One letter, or all that wait, as one PDF; each with a personal link of its own as QR code."""
    waiting = _replies(request, ContactKind.LETTER)
    chosen = request.POST.get("member", "")
    if chosen:
        waiting = waiting.filter(member__public_id=chosen)
    replies = list(waiting[:SHOWN])
    if not replies:
        messages.info(request, _("No letter waits to be printed."))
        return redirect(list_of(request.modules, ContactKind.LETTER))
    now = timezone.now()
    today = timezone.localdate(now)
    printed = write_letters(
        [reply_letter(reply.member, town=request.town, on=today) for reply in replies]
    )
    note_replies_printed(replies=replies, at=now)
    name = file_name(_("Letters to groups"), day=today, ending="pdf")
    return download(printed.content, name=name, kind="application/pdf")


@require_POST
@staff_only
def replies_posted(request: HouseRequest) -> HttpResponse:
    """The printed letters went into the letter box today: one of them, or all."""
    waiting = _replies(request, ContactKind.LETTER).filter(printed_at__isnull=False)
    chosen = request.POST.get("member", "")
    if chosen:
        waiting = waiting.filter(member__public_id=chosen)
    today = timezone.localdate()
    noted = sum(
        note_reply_posted(reply=reply, by=request.actor, on=today) for reply in waiting[:SHOWN]
    )
    if noted:
        words = ngettext("One letter is posted.", "%(n)s letters are posted.", noted)
        messages.success(request, words % {"n": noted})
    else:
        messages.info(request, _("No printed letter waits to be posted."))
    return redirect(list_of(request.modules, ContactKind.LETTER))


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
