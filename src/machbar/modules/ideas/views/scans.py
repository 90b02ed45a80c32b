"""Paper forms at the counter: first the scans come in, then each is typed with its picture beside the form."""

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.media.exceptions import MediaError
from machbar.foundation.media.serving import picture_response
from machbar.modules.ideas.exceptions import IdeaError
from machbar.modules.ideas.forms import ScansForm, TypingForm
from machbar.modules.ideas.models import Idea, PaperScan
from machbar.modules.ideas.rules import can_see_scan
from machbar.modules.ideas.selectors import scans_waiting
from machbar.modules.ideas.services import (
    Card,
    keep_scan,
    remove_scan,
    type_paper,
    type_scan,
)
from machbar.modules.ideas.views.guarding import INITIALS, counter_only, last_taken, remember_last

SHOWN = 60


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counter_only
def scans(request: ActorRequest) -> HttpResponse:
    """The pages that wait to be typed, oldest first, and the way in for new ones."""
    form = ScansForm(request.POST or None, request.FILES or None)
    if request.method == "POST":
        form = ScansForm(request.POST, request.FILES)
        if form.is_valid() and _keep(request, form):
            return redirect("ideas:scans")
    waiting = list(scans_waiting(request.town)[: SHOWN + 1])
    context = {
        "form": form,
        "waiting": waiting[:SHOWN],
        "more": len(waiting) > SHOWN,
        "last": last_taken(request),
    }
    return render(request, "ideas/scans.html", context, status=422 if form.errors else 200)


def _keep(request: ActorRequest, form: ScansForm) -> bool:
    """Keep the good pages; whether there was nothing to complain about."""
    good, refused = form.cleaned_data["pages"]
    count = 0
    try:
        for prepared in good:
            keep_scan(
                by=request.actor,
                at=timezone.now(),
                prepared=prepared,
                form_key=form.cleaned_data["form_key"],
            )
            count += 1
    except MediaError as error:
        refused = [*refused, str(error)]
    for sentence in refused:
        form.add_error("pages", sentence)
    if count:
        sentence = ngettext("One page is there.", "%(n)s pages are there.", count) % {"n": count}
        messages.success(request, sentence)
    return not refused


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@counter_only
def scan(request: ActorRequest, public_id: str) -> HttpResponse:
    """One page and beside it the form into which it is typed."""
    found = _scan(request, public_id)
    if request.method != "POST":
        if found.idea is not None:
            return redirect("ideas:talk", found.idea.public_id)
        form = TypingForm(initial={"initials": request.session.get(INITIALS, "")})
        return _page(request, found, form)
    form = TypingForm(request.POST)
    if form.is_valid():
        try:
            return _typed(request, found, form)
        except IdeaError as error:
            form.add_error(None, str(error))
    return _page(request, found, form, status=422)


def _typed(request: ActorRequest, found: PaperScan, form: TypingForm) -> HttpResponse:
    cleaned = form.cleaned_data
    card = Card(**{name: cleaned[name] for name in Card.__dataclass_fields__})
    handed_in = type_paper(
        scan=found, by=request.actor, at=timezone.now(), card=card, initials=cleaned["initials"]
    )
    request.session[INITIALS] = cleaned["initials"]
    remember_last(request, handed_in.idea, handed_in.token)
    sentence = _("%(number)s is saved.") % {"number": handed_in.idea.number}
    messages.success(request, sentence)
    return _onwards(request)


def _onwards(request: ActorRequest) -> HttpResponse:
    """To the next page that waits, or to the list."""
    following = scans_waiting(request.town).first()
    return redirect("ideas:scan", following.public_id) if following else redirect("ideas:scans")


def _page(
    request: ActorRequest, found: PaperScan, form: TypingForm, status: int = 200
) -> HttpResponse:
    last = last_taken(request)
    context = {"scan": found, "form": form, "last": last}
    return render(request, "ideas/scan.html", context, status=status)


@never_cache
@require_POST
@counter_only
def scan_belongs(request: ActorRequest, public_id: str) -> HttpResponse:
    """This page is the next one of the idea that was typed last."""
    found = _scan(request, public_id)
    last = last_taken(request)
    idea = get_object_or_404(Idea, town=request.town, public_id=last.get("idea", ""))
    try:
        type_scan(scan=found, idea=idea, by=request.actor, at=timezone.now())
    except IdeaError as error:
        messages.error(request, str(error))
    else:
        messages.success(
            request, _("The page belongs to %(number)s now.") % {"number": idea.number}
        )
    return _onwards(request)


@never_cache
@require_POST
@counter_only
def scan_remove(request: ActorRequest, public_id: str) -> HttpResponse:
    """Erase a page for good."""
    found = _scan(request, public_id)
    remove_scan(scan=found, by=request.actor)
    messages.success(request, _("The page is erased."))
    if found.idea is not None:
        return redirect("ideas:talk", found.idea.public_id)
    return redirect("ideas:scans")


@never_cache
@require_safe
@counter_only
def scan_file(request: ActorRequest, public_id: str, name: str) -> HttpResponseBase:
    """The picture of a page, for those who may see it."""
    return picture_response(request, _scan(request, public_id).picture, name, for_everybody=False)


def _scan(request: ActorRequest, public_id: str) -> PaperScan:
    pages = PaperScan.objects.filter(town=request.town).select_related("picture", "idea")
    found = get_object_or_404(pages.prefetch_related("picture__files"), public_id=public_id)
    if not can_see_scan(request.actor, found):
        raise Http404
    return found
