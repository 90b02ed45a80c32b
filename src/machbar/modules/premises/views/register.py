"""The area *Räume*: the list of units, a new one, the street list."""

from collections.abc import Sequence
from functools import partial
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.ui.conflicts import Saving
from machbar.modules.premises.exceptions import HouseInUse, HouseThere
from machbar.modules.premises.forms.houses import HouseForm, StreetListForm, house_form
from machbar.modules.premises.forms.units import NewUnitForm, RegisterFilter
from machbar.modules.premises.models import House, Unit
from machbar.modules.premises.rules import can_see_owners, can_work_on_premises
from machbar.modules.premises.selectors.houses import (
    houses_visible_to,
    last_house_change,
    streets_of,
)
from machbar.modules.premises.selectors.units import owners_visible_to, register, state_counts
from machbar.modules.premises.services.houses import add_houses, change_house, remove_house
from machbar.modules.premises.services.units import add_unit
from machbar.modules.premises.views.presenting import unit_rows
from machbar.modules.premises.views.saving import save_form

EDIT = ["GET", "HEAD", "POST"]
PAGE = 20
HOUSES = 100
NAMED = 10
SOON = "frei"


@never_cache
@require_safe
@staff_only
def units(request: ActorRequest) -> HttpResponse:
    """All units, what stands empty first; by use, kind and street."""
    refuse_others(request)
    form = RegisterFilter(request.GET, streets=streets_of(request.actor))
    asked = form.cleaned_data if form.is_valid() else {"stand": "", "art": "", "strasse": ""}
    state = asked["stand"]
    found = register(
        request.actor,
        state="" if state == SOON else state,
        is_empty=state == SOON,
        kind=asked["art"],
        street=asked["strasse"],
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("seite"))
    counts = state_counts(request.actor)
    query = urlencode({name: value for name, value in asked.items() if value})
    context = {
        "form": form,
        "page": page,
        "rows": unit_rows(page.object_list, timezone.localdate()),
        "counts": [(label, counts[code]) for code, label in Unit.State.choices if code in counts],
        "is_filtered": any(asked.values()),
        "query": f"{query}&" if query else "",
    }
    return render(request, "premises/units.html", context)


@never_cache
@require_http_methods(EDIT)
@staff_only
def new_unit(request: ActorRequest) -> HttpResponse:
    """A card for something that is not in the register yet."""
    refuse_others(request)
    actor = request.actor
    owners = owners_visible_to(actor) if can_see_owners(actor) else None
    typed = request.POST if request.method == "POST" else None
    form = NewUnitForm(typed, instance=Unit(), owners=owners)
    if typed is not None and form.is_valid():
        unit = add_unit(
            by=actor,
            at=timezone.now(),
            form_key=form.cleaned_data["form_key"],
            values=form.values(),
        )
        messages.success(request, _("The card is in the register. Only the team sees it."))
        return redirect("premises:unit", unit.public_id)
    context = {"form": form, "streets": streets_of(actor)}
    return render(request, "premises/new_unit.html", context, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(EDIT)
@staff_only
def houses(request: ActorRequest) -> HttpResponse:
    """The street list, and more houses pasted into it."""
    refuse_others(request)
    form = StreetListForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        count = add_houses(by=request.actor, addresses=form.read.addresses)
        done = ngettext("%(n)d house is new.", "%(n)d houses are new.", count) % {"n": count}
        messages.success(request, done if count else _("All of them were on the list already."))
        _say_without_number(request, form.read.without_number)
        return redirect("premises:houses")
    found = houses_visible_to(request.actor)
    page = Paginator(found, HOUSES).get_page(request.GET.get("seite"))
    context = {"form": form, "page": page}
    return render(request, "premises/houses.html", context, status=422 if form.is_bound else 200)


def _say_without_number(request: ActorRequest, places: Sequence[str]) -> None:
    """A square has no number; a word that slipped into the list has none either, so it is named."""
    if not places:
        return
    named = ", ".join(places[:NAMED]) + (", …" if len(places) > NAMED else "")
    sentence = _(
        "Without a house number: %(places)s. Right for a square; a slip you take off by a click on “no number”."
    )
    messages.warning(request, sentence % {"places": named})


@never_cache
@require_http_methods(EDIT)
@staff_only
def house(request: ActorRequest, public_id: str) -> HttpResponse:
    """One house: its address, its point on the map, whether the walk-round counts it."""
    found = _house(request, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> HouseForm:
        return house_form(House.objects.get(pk=found.pk), typed, prefix=prefix)

    saving = Saving(form=make(None))
    if request.method == "POST":
        saving = _save_house(request, found, make)
        if saving.is_saved:
            return redirect("premises:houses")
    context = {"house": found, "form": saving.form, "conflict": saving.conflict}
    status = 422 if request.method == "POST" else 200
    return render(request, "premises/house.html", context, status=status)


@require_POST
@staff_only
def house_removed(request: ActorRequest, public_id: str) -> HttpResponse:
    """Take a house off the street list."""
    found = _house(request, public_id)
    try:
        remove_house(house=found, by=request.actor)
    except HouseInUse as error:
        messages.error(request, str(error))
        return redirect("premises:house", public_id)
    messages.success(request, _("The house is off the street list."))
    return redirect("premises:houses")


def refuse_others(request: ActorRequest) -> None:
    """The register is for who keeps it."""
    if not can_work_on_premises(request.actor):
        raise PermissionDenied


def _save_house(request: ActorRequest, found: House, make: object) -> Saving:
    def save(form: BaseForm) -> None:
        typed = cast("HouseForm", form)
        seen = typed.cleaned_data["seen_version"]
        change_house(house=found, by=request.actor, seen=seen, values=typed.values())

    try:
        return save_form(
            request,
            make=make,  # type: ignore[arg-type]
            save=save,
            done=_("The house is saved."),
            last=partial(last_house_change, found),
        )
    except HouseThere as error:
        form = make(request.POST)  # type: ignore[operator]
        form.add_error("number", str(error))
        return Saving(form=form)


def _house(request: ActorRequest, public_id: str) -> House:
    refuse_others(request)
    return get_object_or_404(houses_visible_to(request.actor), public_id=public_id)
