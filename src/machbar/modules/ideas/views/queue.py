"""What a button of the moderation queue does with an idea, an addition, a photo; then the next one comes."""

from collections.abc import Callable
from datetime import timedelta

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from machbar.foundation.access.pages import staff_only
from machbar.foundation.media.exceptions import MediaError
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.queue import (
    QUEUE_FIELD,
    QUEUE_PAGE,
    queue_page,
    remember_deed,
)
from machbar.modules.ideas.exceptions import DecidedMeanwhile, IdeaError
from machbar.modules.ideas.forms import PhotoForm
from machbar.modules.ideas.forms.answers import JoinIdeaForm
from machbar.modules.ideas.meanwhile import meanwhile
from machbar.modules.ideas.models import Addition, Answer, Idea
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.selectors import templates_of, with_photo
from machbar.modules.ideas.services import (
    answer_idea,
    clear_suspicion,
    close_as_spam,
    describe_photo,
    join_ideas,
    offer_photo_again,
    publish_idea,
    read_addition,
    take_back_answer,
    take_back_photo,
    unread_addition,
)
from machbar.modules.ideas.views.queueing import (
    NEW,
    PHOTO,
    REASON_DEEDS,
    ReasonDeed,
    idea_panel,
    photo_panel,
    reason_form,
)

TIME_TO_UNDO = timedelta(minutes=2)
"""So long a mail of the queue waits in the outbox; a letter that has left cannot be taken back."""

ON_THE_QUEUE = {QUEUE_FIELD: QUEUE_PAGE}


@require_POST
@staff_only
def decide(request: HouseRequest, public_id: str) -> HttpResponse:
    """Carry out what the button says, with one idea."""
    idea = _idea(request, public_id)
    name = request.POST.get("deed", "")
    reason = next((deed for deed in REASON_DEEDS if deed.name == name), None)
    if reason is not None:
        return _give_reason(request, idea, reason)
    deeds: dict[str, Callable[[HouseRequest, Idea], HttpResponse]] = {
        "publish": _publish,
        "join": _join,
        "spam": _close_as_spam,
        "no_spam": _clear,
    }
    if name not in deeds:
        raise Http404
    return deeds[name](request, idea)


def _give_reason(request: HouseRequest, idea: Idea, deed: ReasonDeed) -> HttpResponse:
    templates = list(templates_of(request.town, deed.status))
    form = reason_form(idea, deed, templates, request.POST)
    if form.is_valid():
        now = timezone.now()
        try:
            answer = answer_idea(
                idea=idea,
                by=request.actor,
                at=now,
                status=deed.status,
                text=form.cleaned_data["text"],
                key=form.cleaned_data["form_key"],
                is_question=deed.name == "ask",
                not_before=now + TIME_TO_UNDO,
                seen=_seen(request),
            )
        except DecidedMeanwhile:
            return _decided(request, idea, refused=(deed.name, form))
        except IdeaError as error:
            form.add_error("text", str(error))
        else:
            _remember_answer(request, idea, answer)
            return redirect("queue")
    return _again(request, idea, refused=(deed.name, form))


def _publish(request: HouseRequest, idea: Idea) -> HttpResponse:
    try:
        publish_idea(idea=idea, by=request.actor, at=timezone.now(), seen=_seen(request))
    except DecidedMeanwhile:
        return _decided(request, idea)
    sentence = _("On the wall: “%(title)s”. The answer to its giver is still to come.")
    undo = reverse("ideas:unpublish", args=[idea.public_id])
    remember_deed(
        request, sentence=sentence % {"title": idea.title}, undo=undo, fields=ON_THE_QUEUE
    )
    return redirect("queue")


def _join(request: HouseRequest, idea: Idea) -> HttpResponse:
    form = JoinIdeaForm(request.POST, auto_id="id_join_%s")
    if not form.is_valid():
        return _again(request, idea, refused=("join", form))
    number = form.cleaned_data["number"]
    into = Idea.objects.filter(town=request.town, number=number).first()
    if into is None:
        form.add_error("number", _("There is no idea %(number)s.") % {"number": number})
        return _again(request, idea, refused=("join", form))
    try:
        if not _is_joined(request, idea, into, form):
            return _again(request, idea, refused=("join", form))
    except DecidedMeanwhile:
        return _decided(request, idea, refused=("join", form))
    sentence = _("Joined into %(number)s: “%(title)s”. The idea's page can part them again.")
    words = {"number": into.number, "title": idea.title}
    remember_deed(request, sentence=sentence % words)
    return redirect("queue")


def _is_joined(request: HouseRequest, idea: Idea, into: Idea, form: JoinIdeaForm) -> bool:
    """Join both; what cannot be joined is said beside the number. Raises `DecidedMeanwhile`."""
    text = form.cleaned_data["text"].strip() or _(
        "Somebody had nearly the same idea (%(number)s). Both go on together, and you hear of it."
    ) % {"number": into.number}
    try:
        join_ideas(
            idea=idea,
            into=into,
            by=request.actor,
            at=timezone.now(),
            text=text,
            key=form.cleaned_data["form_key"],
            seen=_seen(request),
        )
    except DecidedMeanwhile:
        raise
    except IdeaError as error:
        form.add_error("number", str(error))
        return False
    return True


def _close_as_spam(request: HouseRequest, idea: Idea) -> HttpResponse:
    key = f"spam:{idea.public_id}"
    answer = close_as_spam(idea=idea, by=request.actor, at=timezone.now(), key=key)
    if answer is not None:
        _remember_answer(request, idea, answer)
    elif not idea.answers.filter(key=key).exists():  # else a second click of the same button
        return _decided(request, idea)
    return redirect("queue")


def _clear(request: HouseRequest, idea: Idea) -> HttpResponse:
    if meanwhile(idea, _seen(request)) is not None:
        return _decided(request, idea)
    clear_suspicion(idea=idea, by=request.actor)
    remember_deed(
        request, sentence=_("No spam: “%(title)s” waits like any other.") % {"title": idea.title}
    )
    return redirect("queue")


@require_POST
@staff_only
def undo_answer(request: HouseRequest, public_id: str, answer: int) -> HttpResponse:
    """Take an answer back that has reached nobody."""
    idea = _idea(request, public_id)
    found = Answer.objects.filter(idea=idea, pk=answer).select_related("idea", "letter").first()
    if found is not None:  # else a second click of the same button
        try:
            take_back_answer(answer=found, by=request.actor, at=timezone.now())
        except IdeaError as error:
            messages.error(request, str(error))
            return redirect("ideas:talk", public_id)
    remember_deed(request, sentence=_("Undone: “%(title)s” waits again.") % {"title": idea.title})
    return redirect("queue")


@require_POST
@staff_only
def addition(request: HouseRequest, public_id: str, addition: int) -> HttpResponse:
    """The addition is read; with the other button it waits again."""
    idea = _idea(request, public_id)
    found = get_object_or_404(Addition.objects.select_related("idea"), idea=idea, pk=addition)
    if request.POST.get("deed") == "unread":
        unread_addition(addition=found, by=request.actor)
        remember_deed(request, sentence=_("The addition waits to be read again."))
        return redirect("queue")
    read_addition(addition=found, by=request.actor, at=timezone.now())
    remember_deed(
        request,
        sentence=_("Read: addition to “%(title)s”.") % {"title": idea.title},
        undo=request.path,
        fields={"deed": "unread"},
    )
    return redirect("queue")


@require_POST
@staff_only
def show_photo(request: HouseRequest, public_id: str) -> HttpResponse:
    """Show the photo to everybody, keep it with the team, or let it wait again."""
    idea = _idea(request, public_id)
    if idea.photo is None:
        raise Http404
    now = timezone.now()
    if request.POST.get("deed") == "again":
        offer_photo_again(photo=idea.photo, by=request.actor)
        remember_deed(request, sentence=_("The photo waits again."))
        return redirect("queue")
    form = PhotoForm(request.POST, photo=idea.photo, is_release=True)
    decided = _photo_decision(idea, request.POST.get("deed", ""))
    if decided:
        form.add_error(None, decided)
        panel = photo_panel(idea, form=form)
        return queue_page(request, key=f"ideas:{PHOTO}-{public_id}", panel=panel, status=409)
    if request.POST.get("deed") == "keep":
        take_back_photo(photo=idea.photo, by=request.actor, at=now)
        remember_deed(
            request,
            sentence=_("The photo of “%(title)s” stays with the team.") % {"title": idea.title},
            undo=request.path,
            fields={"deed": "again"},
        )
        return redirect("queue")
    if form.is_valid():
        try:
            describe_photo(
                photo=idea.photo, by=request.actor, at=now, is_release=True, **form.cleaned_data
            )
        except MediaError as error:
            form.add_error(None, str(error))
        else:
            sentence = _("Everybody sees the photo of “%(title)s” now.") % {"title": idea.title}
            remember_deed(request, sentence=sentence)
            return redirect("queue")
    panel = photo_panel(idea, form=form)
    return queue_page(request, key=f"ideas:{PHOTO}-{public_id}", panel=panel, status=422)


def _photo_decision(idea: Idea, deed: str) -> str:
    """What somebody else has decided about the photo, in words; empty where it waits, or was kept inside just now."""
    assert idea.photo is not None  # noqa: S101 - the view has looked
    if idea.photo.is_released:
        return _("Everybody sees this photo already. The idea's page changes that.")
    if idea.photo_kept_at is not None and deed != "keep":
        return _(
            "Somebody decided that this photo stays with the team. The idea's page changes that."
        )
    return ""


def _seen(request: HouseRequest) -> str:
    """What was decided when the page was opened."""
    return request.POST.get("seen", "")


def _again(
    request: HouseRequest, idea: Idea, *, refused: tuple[str, Form] | None = None, status: int = 422
) -> HttpResponse:
    """The idea once more, with the form that needs another look and what others have decided since."""
    decided = meanwhile(idea, _seen(request))
    panel = idea_panel(idea, request.actor, refused=refused, decided=decided)
    return queue_page(request, key=f"ideas:{NEW}-{idea.public_id}", panel=panel, status=status)


def _decided(
    request: HouseRequest, idea: Idea, *, refused: tuple[str, Form] | None = None
) -> HttpResponse:
    """Nothing was done, because somebody else has decided since: what, and the way to do it all the same."""
    return _again(request, _idea(request, idea.public_id), refused=refused, status=409)


def _remember_answer(request: HouseRequest, idea: Idea, answer: Answer) -> None:
    """What happened, and honestly how long it can be undone."""
    ways = {
        "mail": _("The mail leaves in two minutes; until then it can be undone."),
        "phone": _("Please call: it stands under “Calls”. It can be undone until somebody has."),
        "letter": _("It stands under “Letters”. It can be undone until the letter is printed."),
        "none": _("It stands on the receipt's page at once, and may have been read there."),
    }
    sentence = _("%(status)s: “%(title)s”.") % {
        "status": capfirst(str(answer.get_status_display())),
        "title": idea.title,
    }
    if idea.joined_ones.exists():
        words = _("The givers of the joined ideas get it, too, so it cannot be undone.")
        remember_deed(request, sentence=f"{sentence} {words}")
        return
    undo = reverse("ideas:undo_answer", args=[idea.public_id, answer.pk])
    remember_deed(request, sentence=f"{sentence} {ways[answer.sent_by]}", undo=undo)


def _idea(request: HouseRequest, public_id: str) -> Idea:
    if not can_answer_ideas(request.actor):
        raise PermissionDenied
    ideas = with_photo(Idea.objects.filter(town=request.town)).select_related("photo", "town")
    return get_object_or_404(ideas, public_id=public_id)
