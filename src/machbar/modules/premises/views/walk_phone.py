"""The walkers' page: big buttons a house, with and without a script, with and without a connection.

The script of the background (`walk_worker`) lies below /rundgang/, which is therefore all that it can see.
"""

import json
from functools import cache
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.walks import BUTTONS, TickForm, sights_in
from machbar.modules.premises.models import Walk
from machbar.modules.premises.selectors.walks import street_lists, walk_behind
from machbar.modules.premises.services.walks import WALK, Sight, tick_houses

WORKER = Path(__file__).resolve().parents[1] / "static" / "premises" / "walk_worker.js"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def walk_phone(request: ActorRequest, token: str) -> HttpResponse:
    """The streets with their houses; a button that is pressed is one tick."""
    walk = _behind(request, token)
    if request.method == "POST":
        form = TickForm(request.POST)
        if not form.is_valid():
            return _page(request, walk, token, status=422)
        house, look = form.cleaned_data["tick"]
        now = timezone.now()
        _take(walk, [Sight(house=house, look=look, seen_at=now)])
        return redirect(f"{reverse('premises:walk_phone', args=[token])}#haus-{house}")
    return _page(request, walk, token)


@never_cache
@require_POST
def walk_sync(request: ActorRequest, token: str) -> HttpResponse:
    """What a phone has kept while there was no connection; says which houses have arrived, and how all stand now."""
    walk = _behind(request, token)
    sights = sights_in(request.body)
    if sights is None:
        return JsonResponse({"error": "unreadable"}, status=422)
    taken = _take(walk, sights)
    seen = {house.public_id: house.seen for each in street_lists(walk) for house in each.houses}
    return JsonResponse({"taken": taken, "seen": {k: v for k, v in seen.items() if v}})


@never_cache
@require_safe
def walk_worker(_request: HttpRequest) -> HttpResponse:
    """The script that keeps the page for when there is no connection; the same for everybody."""
    return HttpResponse(_worker(), content_type="text/javascript; charset=utf-8")


@cache
def _worker() -> bytes:
    return WORKER.read_bytes()


def _behind(request: ActorRequest, token: str) -> Walk:
    link = link_behind(town=request.town, token=token, purpose=WALK)
    found = walk_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found


def _take(walk: Walk, sights: list[Sight]) -> list[str]:
    try:
        return tick_houses(walk=walk, sights=sights, at=timezone.now())
    except PremisesError as error:  # it has ended in this very moment
        raise Http404 from error


def _page(request: ActorRequest, walk: Walk, token: str, *, status: int = 200) -> HttpResponse:
    lists = street_lists(walk)
    texts = {
        "waiting": _("# not sent yet; they wait on this phone"),
        "sent": _("all sent"),
        "over": _("The round has ended. Thank you! This phone keeps nothing of it."),
    }
    context = {
        "texts": json.dumps(texts),
        "walk": walk,
        "token": token,
        "lists": lists,
        "buttons": BUTTONS,
        "houses": sum(len(each.houses) for each in lists),
        "ticked": sum(bool(house.seen) for each in lists for house in each.houses),
    }
    return render(request, "premises/walk_phone.html", context, status=status)
