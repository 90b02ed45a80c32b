"""The page of one room between the other two corners: who could move in, and who could pay for making it ready."""

from collections.abc import Sequence

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import payers
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Corner, Need, Panel
from machbar.modules.premises.fit_rows import DemandRow, row_of, split_rows
from machbar.modules.premises.labels_matching import condition_of
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import DemandFit, demands_for
from machbar.modules.premises.selectors.mediation import unit_title


@never_cache
@require_safe
@staff_only
def unit_mediation(request: HouseRequest, public_id: str) -> HttpResponse:
    """Who could move in, ranked with reasons; and for what is missing, the programmes that could pay for it."""
    if not can_work_on_premises(request.actor):
        raise PermissionDenied
    units = Unit.objects.filter(town=request.town).select_related("house")
    unit = get_object_or_404(units, public_id=public_id)
    today = timezone.localdate()
    found = demands_for(request.actor, unit, today)
    need = need_of(unit, found)
    corners = [_movers(request.actor, unit, found)]
    if need is not None:
        corners += payers(request.modules, request.actor, need, today)
    context = {"unit": unit, "room": unit_title(unit), "need": need, "corners": corners}
    return render(request, "premises/unit_mediation.html", context)


def need_of(unit: Unit, found: Sequence[DemandFit]) -> Need | None:
    """What would have to be changed in the room for the search that fits best, with our estimate; None where nothing.

    What is only a matter of talking (rent, days) is no need for money.
    """
    for each in found:
        paid = [
            finding.change
            for finding in each.fit.findings
            if finding.change is not None and finding.change.cents
        ]
        if paid and not each.fit.exclusions:
            words = ", ".join(condition_of(change) for change in paid)
            return Need(
                title=gettext("Conversion of an empty room: %(what)s") % {"what": words},
                words=gettext(
                    "%(kind)s, empty premises in the town centre, conversion, accessibility, %(search)s"
                )
                % {"kind": unit.get_kind_display(), "search": each.demand.title},
                cents=sum(change.cents or 0 for change in paid),
            )
    return None


def _movers(_actor: Actor, unit: Unit, found: Sequence[DemandFit]) -> Corner:
    rows = [DemandRow(demand=each.demand, row=row_of(each.fit)) for each in found]
    possible = [each for each in rows if not each.row.is_excluded]
    fits = sum(each.row.mark == "yes" for each in possible)
    summary = ngettext("%(n)d search fits", "%(n)d searches fit", fits) % {"n": fits}
    almost = ngettext("%(n)d almost.", "%(n)d almost.", len(possible) - fits)
    return Corner(
        key="premises",
        title=_("Demand"),
        summary=f"{summary}, {almost % {'n': len(possible) - fits}}",
        panel=Panel(template="premises/_wishes.html", context={**split_rows(rows), "unit": unit}),
        fits=fits,
        open_questions=len(possible) - fits,
    )
