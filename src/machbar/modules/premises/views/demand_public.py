"""What everybody sees of searches: the short form, the public list, one search on it."""

from dataclasses import replace

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.surfaces.kept import kept_for_guests
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.ui.conflicts import NO_CONFLICT
from machbar.foundation.ui.linked_data import LinkedData
from machbar.modules.premises.forms.demand import DemandForm
from machbar.modules.premises.models import Demand
from machbar.modules.premises.selectors.demand import public_demands
from machbar.modules.premises.selectors.public import Room, room_called
from machbar.modules.premises.services.demand import LIFE, hand_in_demand
from machbar.modules.premises.surfaces.cards import RoomCard
from machbar.modules.premises.words.demand import wishes_in_words

PAGE = 24


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def seek(request: ActorRequest) -> HttpResponse:
    """The short form; the receipt is the answer."""
    if request.method != "POST":
        room = _room_meant(request, request.GET.get("raum", ""))
        return _form_page(request, DemandForm(initial=_known(request, room)), room)
    form = DemandForm(request.POST)
    room = _room_meant(request, request.POST.get("room", ""))
    if not form.is_valid():
        return _form_page(request, form, room, status=422)
    values = form.values()
    if room is not None:
        about = gettext("It is about this room: %(room)s.") % {"room": RoomCard.of(room).name}
        values = replace(values, details=about)
    received = hand_in_demand(
        by=request.actor,
        at=timezone.now(),
        form_key=form.cleaned_data["form_key"],
        values=values,
        is_suspicious=form.is_suspicious,
    )
    if room is not None:
        meant = gettext("We have noted which room you mean: %(room)s.")
        messages.success(request, meant % {"room": RoomCard.of(room).name})
    return redirect("premises:demand_receipt", received.token)


def _room_meant(request: ActorRequest, key: str) -> Room | None:
    """The room on show whose page led here; it stands above the form, and the team reads it with the search."""
    return room_called(request.town, key[:16]) if key else None


def _known(request: ActorRequest, room: Room | None) -> dict[str, str]:
    """What the address says already: the kind of search, or the room."""
    if room is not None:
        return {"kind": Demand.Kind.ROOM.value, "room": room.public_id}
    kind = request.GET.get("art", "")
    return {"kind": kind} if kind in Demand.Kind.values else {}


@require_safe
@kept_for_guests
def demands(request: ActorRequest) -> HttpResponse:
    """The public searches, newest first."""
    kind = request.GET.get("art", "")
    found = public_demands(request.town)
    if kind in Demand.Kind.values:
        found = found.filter(kind=kind)
    page = Paginator(found, PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "rows": [{"demand": each, "wishes": wishes_in_words(each)} for each in page.object_list],
        "kinds": Demand.Kind.choices,
        "chosen": kind if kind in Demand.Kind.values else "",
        "query": f"art={kind}&" if kind in Demand.Kind.values else "",
    }
    return render(request, "premises/demands.html", context)


@require_safe
@kept_for_guests
def demand(request: ActorRequest, public_id: str) -> HttpResponse:
    """One public search: its public words, and how to offer something."""
    found = get_object_or_404(public_demands(request.town), public_id=public_id)
    context = {
        "demand": found,
        "wishes": wishes_in_words(found),
        "linked_data": _linked_data(request, found),
    }
    return render(request, "premises/demand.html", context)


def _form_page(
    request: ActorRequest, form: DemandForm, room: Room | None, status: int = 200
) -> HttpResponse:
    context = {
        "room": RoomCard.of(room) if room is not None else None,
        "form": form,
        "days": LIFE.days,
        "conflict": NO_CONFLICT,
    }
    return render(request, "premises/seek.html", context, status=status)


def _linked_data(request: ActorRequest, found: Demand) -> LinkedData:
    """schema.org's `Demand`: what is looked for, without who looks."""
    url = absolute_url(request.town, reverse("premises:demand", args=[found.public_id]))
    return {
        "@type": "Demand",
        "@id": url,
        "url": url,
        "name": found.title,
        "description": found.text,
        "availabilityEnds": found.expires_on.isoformat(),
    }
