"""Talks: noting one in a minute, the list by day, one talk, its next step."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import ask_to_sign_in, staff_only
from machbar.foundation.surfaces.asking import counter_deeds
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.meetings.forms import TalkForm, TalkSearch
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.rules import can_hold_talks, can_note_talks, can_read_private_notes
from machbar.modules.meetings.selectors import (
    Subject,
    open_steps,
    read_subject,
    search_subjects,
    subjects_of,
    talks_visible_to,
)
from machbar.modules.meetings.selectors.subjects import PROJECT
from machbar.modules.meetings.services import (
    change_talk,
    delete_talk,
    finish_next_step,
    note_talk,
)
from machbar.modules.meetings.views.presenting import talk_days, talk_rows

EDIT = ["GET", "HEAD", "POST"]
PAGE = 50
STEPS = 20
LATELY = 12
OFFERED = 3
INITIALS = "counter_initials"


@never_cache
@require_http_methods(EDIT)
def note(request: HouseRequest) -> HttpResponse:
    """The empty form, for who holds talks and for the tablet at the counter."""
    if not can_note_talks(request.actor):
        if request.actor.person is None:
            return ask_to_sign_in(request, door="access:pair_counter")
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, "meetings/note.html", _empty_form(request))
    form = _sent_form(request)
    if not form.is_valid():
        return _page(request, "meetings/note.html", form, status=422)
    if form.needs_choice:
        return _page(request, "meetings/note.html", _with_hits(request, form), status=422)
    note_talk(
        by=request.actor,
        at=timezone.now(),
        form_key=form.cleaned_data["form_key"],
        note=form.note(),
    )
    request.session[INITIALS] = form.cleaned_data["initials"]
    messages.success(request, _("Noted. The next one can come."))
    return redirect("meetings:talks" if can_hold_talks(request.actor) else "meetings:note")


@never_cache
@require_safe
@staff_only
def talks(request: HouseRequest) -> HttpResponse:
    """Talks by day, the newest first, and what is still to be done."""
    form = TalkSearch(request.GET)
    is_mine = form.is_valid() and form.cleaned_data["wer"] == "ich"
    found = talks_visible_to(request.actor)
    steps = open_steps(request.actor)
    if is_mine:
        found, steps = (each.filter(person=request.actor.person) for each in (found, steps))
    page = Paginator(found.order_by("-held_on", "-id"), PAGE).get_page(request.GET.get("seite"))
    shown = [*page.object_list, *steps[:STEPS]]
    rows = talk_rows(request.modules, request.actor, shown, timezone.localdate())
    count = len(page.object_list)
    context = {
        "form": form,
        "page": page,
        "days": talk_days(rows[:count]),
        "steps": rows[count:],
        "query": "wer=ich&" if is_mine else "",
        "may_note": can_hold_talks(request.actor),
    }
    return render(request, "meetings/talks.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def talk(request: HouseRequest, public_id: str) -> HttpResponse:
    """One talk: to read, and for who holds talks to correct."""
    found = _talk(request, public_id)
    if not can_hold_talks(request.actor):
        if request.method == "POST":
            raise PermissionDenied
        return _read_page(request, found)
    if request.method != "POST":
        return _read_page(request, found, _form_of(request, found))
    form = _sent_form(request, found)
    if not form.is_valid():
        return _read_page(request, found, form, status=422)
    if form.needs_choice:
        return _read_page(request, found, _with_hits(request, form, found), status=422)
    change_talk(talk=found, by=request.actor, note=form.note(found.private_note))
    messages.success(request, _("Saved."))
    return redirect("meetings:talk", public_id)


@require_POST
@staff_only
def talk_done(request: HouseRequest, public_id: str) -> HttpResponse:
    """The next step is done."""
    finish_next_step(talk=_changeable(request, public_id), by=request.actor, at=timezone.now())
    messages.success(request, _("Done. One thing less."))
    return redirect("meetings:talks")


@require_POST
@staff_only
def talk_delete(request: HouseRequest, public_id: str) -> HttpResponse:
    """A talk that was noted by mistake goes."""
    delete_talk(talk=_changeable(request, public_id), by=request.actor)
    messages.success(request, _("The talk is deleted, its hours too."))
    return redirect("meetings:talks")


def _talk(request: HouseRequest, public_id: str) -> Talk:
    return get_object_or_404(talks_visible_to(request.actor), public_id=public_id)


def _changeable(request: HouseRequest, public_id: str) -> Talk:
    found = _talk(request, public_id)
    if not can_hold_talks(request.actor):
        raise PermissionDenied
    return found


def _empty_form(request: HouseRequest) -> TalkForm:
    named = read_subject(request.modules, request.actor, request.GET.get("zu", ""))
    known = {
        "initials": request.session.get(INITIALS, ""),
        "held_on": timezone.localdate(),
        "subject": named.value if named is not None else None,
    }
    return _form(request, _offered(request, named), initial=known)


def _form_of(request: HouseRequest, found: Talk) -> TalkForm:
    known = TalkForm.values_of(found)
    named = read_subject(request.modules, request.actor, str(known.get("subject", "")))
    return _form(request, _offered(request, named), initial=known, quarters=found.quarters)


def _sent_form(request: HouseRequest, found: Talk | None = None) -> TalkForm:
    """The form as it was sent, with the choices that it showed."""
    asked = request.POST.get("asked", "")[:80]
    named = read_subject(request.modules, request.actor, request.POST.get("subject", ""))
    hits = search_subjects(request.modules, request.actor, asked) if asked else []
    choices = _unique([*hits, *_offered(request, named)])
    return _form(request, choices, data=request.POST, quarters=found.quarters if found else 0)


def _with_hits(request: HouseRequest, form: TalkForm, found: Talk | None = None) -> TalkForm:
    """The same form with what search has found, to choose from; nothing typed is lost."""
    about = form.cleaned_data["about"]
    hits = search_subjects(request.modules, request.actor, about)
    data = request.POST.copy()
    data["asked"] = about if hits else ""
    data["subject"] = hits[0].value if len(hits) == 1 else ""
    again = _form(request, hits, data=data, quarters=found.quarters if found else 0)
    again.is_valid()
    if hits:
        again.add_error("subject", _("Please choose, then save."))
    else:
        sentence = _("Nothing found. Please try another word, or leave this empty.")
        again.add_error("about", sentence)
    return again


def _form(
    request: HouseRequest,
    choices: Sequence[Subject],
    *,
    data: QueryDict | None = None,
    initial: dict[str, object] | None = None,
    quarters: int = 0,
) -> TalkForm:
    return TalkForm(
        data,
        initial=initial,
        today=timezone.localdate(),
        choices=choices,
        may_keep_private=can_read_private_notes(request.actor),
        quarters=quarters,
    )


def _offered(request: HouseRequest, named: Subject | None) -> list[Subject]:
    """What the page came from, and what was talked about lately; for who reads talks only."""
    first = [named] if named is not None else []
    if not can_hold_talks(request.actor):
        return first
    lately = talks_visible_to(request.actor).order_by("-held_on", "-id")[:LATELY]
    wanted = [_subject_of(talk) for talk in lately]
    found = subjects_of(request.modules, request.actor, wanted)
    known = [found[(kind, key)] for kind, key in wanted if key and (kind, key) in found]
    return _unique([*first, *known])[: OFFERED + len(first)]


def _subject_of(talk: Talk) -> tuple[str, int | None]:
    if talk.project_id is not None:
        return PROJECT, talk.project_id
    return talk.subject_kind, talk.subject_id


def _unique(subjects: Sequence[Subject]) -> list[Subject]:
    return list({subject.value: subject for subject in subjects}.values())


def _page(
    request: HouseRequest, template: str, form: TalkForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "is_device": not request.actor.is_staff,
        "deeds": counter_deeds(request.modules, request.actor, beside=request.path),
    }
    return render(request, template, context, status=status)


def _read_page(
    request: HouseRequest, found: Talk, form: TalkForm | None = None, *, status: int = 200
) -> HttpResponse:
    [row] = talk_rows(request.modules, request.actor, [found], timezone.localdate())
    context = {"row": row, "talk": found, "form": form}
    return render(request, "meetings/talk.html", context, status=status)
