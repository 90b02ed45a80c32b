"""Bringing a search and a room together: the pair with its reasons, and a reason of ours where it does not fit."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.mediation import SuggestForm
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.matching.rows import FitRow, row_of
from machbar.modules.premises.models import Demand, Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import demands_of, fit_of
from machbar.modules.premises.selectors.mediation import living_of
from machbar.modules.premises.services.mediating import suggest


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def suggestion(request: HouseRequest, demand: str, unit: str) -> HttpResponse:
    """Look at the pair, or bring it together; where a path goes on already, this leads there."""
    if not can_work_on_premises(request.actor):
        raise PermissionDenied
    seeker = get_object_or_404(
        demands_of(request.actor).select_related("project"),
        public_id=demand,
        kind=Demand.Kind.ROOM,
    )
    units = Unit.objects.filter(town=request.town).select_related("house")
    room = get_object_or_404(units, public_id=unit)
    known = living_of(pair=(seeker.pk, room.pk))
    if known:
        return redirect("premises:mediation", known[0].public_id)
    row = row_of(fit_of(request.town, seeker, room, timezone.localdate()))
    is_sent = request.method == "POST"
    form = SuggestForm(request.POST if is_sent else None, is_excluded=row.is_excluded)
    if is_sent and form.is_valid():
        try:
            made = suggest(
                demand=seeker,
                unit=room,
                by=request.actor,
                at=timezone.now(),
                form_key=form.cleaned_data["form_key"],
                is_excluded=row.is_excluded,
                override_reason=form.cleaned_data.get("override_reason", ""),
            )
        except PremisesError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Brought together. Now ask both sides."))
            return redirect("premises:mediation", made.public_id)
    return _page(request, seeker, room, row, form)


def _page(
    request: HouseRequest, demand: Demand, unit: Unit, row: FitRow, form: SuggestForm
) -> HttpResponse:
    context = {
        "demand": demand,
        "unit": unit,
        "room": unit_title(unit),
        "row": row,
        "form": form,
        "others": [each for each in living_of(units=[unit.pk]) if each.demand_id != demand.pk],
    }
    status = 422 if form.is_bound else 200
    return render(request, "premises/suggestion.html", context, status=status)
