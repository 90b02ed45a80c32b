"""The demo's mailbox: every mail that would have left, with its links."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only


@never_cache
@require_safe
@staff_only
def mailbox(request: ActorRequest) -> HttpResponse:
    """The last fifty mails; in a demo town only."""
    if not request.town.is_demo:
        raise Http404
    return render(request, "post/mailbox.html", {"letters": request.town.letters.all()[:50]})
