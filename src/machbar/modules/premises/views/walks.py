"""The team's pages of walk-rounds: planning, the link for the walkers, the sheet of paper, typing in, ending."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.walks import BUTTONS, LETTERS, SheetForm, WalkForm
from machbar.modules.premises.models import Walk
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.walks import (
    street_lists,
    streets_of,
    units_to_look_at,
    walks_visible_to,
)
from machbar.modules.premises.services.walks import (
    end_walk,
    open_walk_link,
    plan_walk,
    reopen_walk,
    tick_houses,
)

EDIT = ["GET", "HEAD", "POST"]
MOST = 100


@never_cache
@require_http_methods(EDIT)
@staff_only
def walks(request: HouseRequest) -> HttpResponse:
    """The rounds, and planning one."""
    _may_work(request)
    streets = streets_of(request.town)
    sent = request.POST if request.method == "POST" else None
    form = WalkForm(sent, streets=streets, initial={"on": timezone.localdate()})
    if form.is_bound and form.is_valid():
        cleaned = form.cleaned_data
        walk = plan_walk(
            by=request.actor,
            at=timezone.now(),
            form_key=cleaned["form_key"],
            on=cleaned["on"],
            title=cleaned["title"],
            streets=cleaned["streets"],
        )
        messages.success(request, _("The round is planned."))
        return redirect("premises:walk", walk.public_id)
    context = {
        "form": form,
        "has_streets": bool(streets),
        "walks": walks_visible_to(request.actor)[:MOST],
    }
    return render(request, "premises/walks.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(EDIT)
@staff_only
def walk(request: HouseRequest, public_id: str) -> HttpResponse:
    """One round: how far it is, and the grid into which a sheet is typed."""
    found = _walk(request, public_id)
    form = SheetForm(
        request.POST if request.method == "POST" else None,
        lists=street_lists(found),
        is_over=found.ended_at is not None,
    )
    if form.is_bound and form.is_valid():
        now = timezone.now()
        try:
            taken = tick_houses(walk=found, sights=form.sights(now), at=now)
        except PremisesError as error:
            messages.error(request, str(error))
        else:
            count = len(taken)
            sentence = ngettext("%(n)d house is noted.", "%(n)d houses are noted.", count)
            messages.success(request, sentence % {"n": count})
        return redirect("premises:walk", public_id)
    return _page(request, found, form, status=422 if form.is_bound else 200)


@never_cache
@require_safe
@staff_only
def walk_sheet(request: HouseRequest, public_id: str) -> HttpResponse:
    """The same round on paper: a box a house and look."""
    found = _walk(request, public_id)
    context = {
        "walk": found,
        "lists": street_lists(found),
        "letters": [
            (letter, words) for letter, (_look, words) in zip(LETTERS, BUTTONS, strict=True)
        ],
    }
    return render(request, "premises/walk_sheet.html", context)


@never_cache
@require_POST
@staff_only
def walk_link(request: HouseRequest, public_id: str) -> HttpResponse:
    """A link for all who walk along, shown once: therefore this answer is a page and no redirect."""
    found = _walk(request, public_id)
    try:
        token = open_walk_link(walk=found, by=request.actor, at=timezone.now())
    except PremisesError as error:
        messages.error(request, str(error))
        return redirect("premises:walk", public_id)
    address = absolute_url(request.town, reverse("premises:walk_phone", args=[token]))
    return render(request, "premises/walk_link.html", {"walk": found, "address": address})


@require_POST
@staff_only
def walk_end(request: HouseRequest, public_id: str) -> HttpResponse:
    """The round is over; with houses at which nobody has looked this asks first."""
    found = _walk(request, public_id)
    form = _sheet(found)
    is_whole = all(house.seen for each in form.lists for house in each.houses)
    if found.ended_at is None and not is_whole and "anyway" not in request.POST:
        return _page(request, found, form, status=200, asks_to_end=True)
    end_walk(walk=found, by=request.actor, at=timezone.now())
    messages.success(request, _("The round has ended. Its figures count now."))
    return redirect("premises:walk", public_id)


@require_POST
@staff_only
def walk_reopen(request: HouseRequest, public_id: str) -> HttpResponse:
    """The round was ended too early: it goes on."""
    walk = _walk(request, public_id)
    reopen_walk(walk=walk, by=request.actor)
    messages.success(
        request, _("The round goes on. Its figures wait, and walkers need a new link.")
    )
    return redirect("premises:walk", public_id)


def _sheet(walk: Walk) -> SheetForm:
    return SheetForm(None, lists=street_lists(walk), is_over=walk.ended_at is not None)


def _may_work(request: HouseRequest) -> None:
    if not can_work_on_premises(request.actor):
        raise PermissionDenied


def _walk(request: HouseRequest, public_id: str) -> Walk:
    _may_work(request)
    walks = walks_visible_to(request.actor).select_related("town")
    return get_object_or_404(walks, public_id=public_id)


def _page(
    request: HouseRequest,
    found: Walk,
    form: SheetForm,
    *,
    status: int,
    asks_to_end: bool = False,
) -> HttpResponse:
    houses = [house for each in form.lists for house in each.houses]
    context = {
        "walk": found,
        "form": form,
        "houses": len(houses),
        "ticked": sum(bool(house.seen) for house in houses),
        "left": sum(not house.seen for house in houses),
        "asks_to_end": asks_to_end,
        "units": units_to_look_at(found)[:MOST],
        "letters": [
            (letter, words) for letter, (_look, words) in zip(LETTERS, BUTTONS, strict=True)
        ],
    }
    return render(request, "premises/walk.html", context, status=status)
