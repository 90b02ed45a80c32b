"""The demo's mailbox, and the team's page of mail that did not arrive."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.post.models import Letter
from machbar.foundation.post.rules import can_look_after_mail
from machbar.foundation.post.selectors import on_the_way, undelivered
from machbar.foundation.post.services import retry_letter, settle_letter

MOST_SHOWN = 100


@never_cache
@require_safe
@staff_only
def mailbox(request: ActorRequest) -> HttpResponse:
    """The last fifty mails; in a demo town only."""
    if not request.town.is_demo:
        raise Http404
    return render(request, "post/mailbox.html", {"letters": request.town.letters.all()[:50]})


@never_cache
@require_safe
@staff_only
def undelivered_mail(request: ActorRequest) -> HttpResponse:
    """Failed, stuck and late letters with the reason and what can be done; the newest hundred."""
    if not can_look_after_mail(request.actor):
        raise PermissionDenied
    now = timezone.now()
    found = undelivered(request.town, now)
    context = {"letters": found[:MOST_SHOWN], "total": found.count()}
    context |= {"waiting": on_the_way(request.town, now)}
    return render(request, "post/undelivered.html", context)


@require_POST
@staff_only
def retry(request: ActorRequest, public_id: str) -> HttpResponse:
    """Send a letter again."""
    letter = _letter(request, public_id)
    if retry_letter(letter=letter, by=request.actor, at=timezone.now()):
        messages.success(request, _("The mail is on its way again."))
    else:
        messages.info(request, _("This mail no longer waits for anything."))
    return redirect("post:undelivered")


@require_POST
@staff_only
def settle(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take a letter off the list."""
    letter = _letter(request, public_id)
    if settle_letter(letter=letter, by=request.actor, at=timezone.now()):
        messages.success(request, _("Settled. This mail is not tried again."))
    else:
        messages.info(request, _("This mail no longer waits for anything."))
    return redirect("post:undelivered")


def _letter(request: ActorRequest, public_id: str) -> Letter:
    if not can_look_after_mail(request.actor):
        raise PermissionDenied
    return get_object_or_404(request.town.letters.all(), public_id=public_id)
