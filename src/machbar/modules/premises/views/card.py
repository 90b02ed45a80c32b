"""One unit: its card, its form, its use from a day on, the hint on building law, its history."""

from functools import partial
from typing import cast

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.history import history as history_of
from machbar.foundation.surfaces.module import Traced
from machbar.foundation.ui.conflicts import NO_CONFLICT, Saving
from machbar.modules.premises.core import SOURCE
from machbar.modules.premises.forms.units import StateForm, UnitForm, state_form
from machbar.modules.premises.history.units import UNIT
from machbar.modules.premises.labels.units import title_of
from machbar.modules.premises.models import Unit
from machbar.modules.premises.panels.card import unit_panels
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.houses import streets_of
from machbar.modules.premises.selectors.units import (
    last_unit_change,
    owners_visible_to,
    units_visible_to,
    vacancy_of,
    with_card,
)
from machbar.modules.premises.services.units import change_state, change_unit, settle_hint
from machbar.modules.premises.views.presenting import (
    card_facts,
    spells_in_order,
    unknown_facts,
    vacancy_words,
)
from machbar.modules.premises.views.register import EDIT, refuse_others
from machbar.modules.premises.views.saving import save_form

KEY_DIGITS = 15
CARD_EVENTS = ("unit.changed", "unit.state_changed")


@never_cache
@require_safe
@staff_only
def unit(request: ActorRequest, public_id: str) -> HttpResponse:
    """The card with all that belongs to it."""
    return card_page(request, whole_unit(request, public_id))


@never_cache
@require_http_methods(EDIT)
@staff_only
def change(request: ActorRequest, public_id: str) -> HttpResponse:
    """Edit the card; who saves over somebody else's change sees both texts."""
    found = plain_unit(request, public_id)
    actor = request.actor
    owners = owners_visible_to(actor) if can_see_owners(actor) else None

    def make(typed: QueryDict | None, prefix: str | None = None) -> UnitForm:
        return UnitForm(typed, instance=_fresh(found), owners=owners, prefix=prefix)

    def save(form: BaseForm) -> None:
        typed = cast("UnitForm", form)
        seen = typed.cleaned_data["seen_version"] or 0
        at = timezone.now()
        change_unit(unit=found, by=actor, at=at, seen_version=seen, values=typed.values())

    saving = Saving(form=make(None))
    if request.method == "POST":
        last = partial(last_unit_change, found, CARD_EVENTS)
        done = _("The card is saved.")
        saving = save_form(request, make=make, save=save, done=done, last=last)
        if saving.is_saved:
            return redirect("premises:unit", public_id)
    context = {
        "unit": found,
        "title": title_of(found),
        "form": saving.form,
        "conflict": saving.conflict,
        "streets": streets_of(actor),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "premises/change_unit.html", context, status=status)


@require_POST
@staff_only
def state(request: ActorRequest, public_id: str) -> HttpResponse:
    """Say how the unit is used from a day on."""
    found = plain_unit(request, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> StateForm:
        return state_form(_fresh(found), timezone.localdate(), typed, prefix=prefix)

    def save(form: BaseForm) -> None:
        typed = dict(form.cleaned_data)
        seen = typed.pop("seen_version") or 0
        at = timezone.now()
        change_state(unit=found, by=request.actor, at=at, seen_version=seen, **typed)

    saving = save_form(
        request,
        make=make,
        save=save,
        done=_("The use is noted, also in the Herbarium."),
        last=partial(last_unit_change, found, CARD_EVENTS),
    )
    if saving.is_saved:
        return redirect("premises:unit", public_id)
    return card_page(request, whole_unit(request, public_id), saving=saving, status=422)


@require_POST
@staff_only
def hint(request: ActorRequest, public_id: str) -> HttpResponse:
    """Somebody has dealt with the hint on building law."""
    settle_hint(unit=plain_unit(request, public_id), by=request.actor)
    messages.success(request, _("Noted. The hint stays on the card and no longer waits."))
    return redirect("premises:unit", public_id)


@never_cache
@require_safe
@staff_only
def history(request: ActorRequest, public_id: str) -> HttpResponse:
    """What happened to the unit, newest first, page by page."""
    found = plain_unit(request, public_id)
    key = request.GET.get("vor", "")
    before = int(key) if key.isascii() and key.isdigit() and len(key) <= KEY_DIGITS else None
    things = [Traced(kind=UNIT, ids=[found.public_id])]
    page = history_of(request.actor, things, before=before)
    context = {
        "unit": found,
        "title": title_of(found),
        "page": page,
        "is_later": before is not None,
    }
    return render(request, "premises/unit_history.html", context)


def card_page(
    request: ActorRequest, found: Unit, *, saving: Saving | None = None, status: int = 200
) -> HttpResponse:
    """The card; a refused form over the use stands in its place with what was typed."""
    today = timezone.localdate()
    panels = unit_panels(request.actor, found)
    vacancy = vacancy_of(found, today)
    context = {
        "unit": found,
        "title": title_of(found),
        "facts": card_facts(found),
        "unknown": unknown_facts(found),
        "spells": spells_in_order(found),
        "vacancy": vacancy,
        "vacancy_words": vacancy_words(found, vacancy),
        "is_hint_settled": found.hint_seen_for is not None
        and found.hint_seen_for == found.empty_since,
        "source": SOURCE,
        "may_see_owner": can_see_owners(request.actor),
        "state_form": saving.form if saving else state_form(found, today),
        "state_conflict": saving.conflict if saving else NO_CONFLICT,
        "is_refused": saving is not None,
        "beside": [panel for panel in panels if panel.is_beside],
        "below": [panel for panel in panels if not panel.is_beside],
    }
    return render(request, "premises/unit.html", context, status=status)


def whole_unit(request: ActorRequest, public_id: str) -> Unit:
    """Everything that the card shows."""
    refuse_others(request)
    units = with_card(units_visible_to(request.actor), request.actor)
    return get_object_or_404(units, public_id=public_id)


def plain_unit(request: ActorRequest, public_id: str) -> Unit:
    """The unit with its address."""
    refuse_others(request)
    return get_object_or_404(units_visible_to(request.actor), public_id=public_id)


def _fresh(unit: Unit) -> Unit:
    # Checking a form writes into its instance: it gets a copy of what is stored now.
    return Unit.objects.select_related("house").get(pk=unit.pk)
