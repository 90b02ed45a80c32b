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

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import payers
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Corner, Panel
from machbar.foundation.ui.triangle import Side, Triangle
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.matching.rows import DemandRow, row_of, split_rows
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import DemandFit, demands_for
from machbar.modules.premises.surfaces.needs import need_of


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
    corners = [_movers(unit, found)]
    if need is not None:
        corners += payers(request.modules, request.actor, need, today)
    is_drawn = need is not None or corners[0].fits or corners[0].open_questions
    context = {
        "unit": unit,
        "room": unit_title(unit),
        "need": need,
        "corners": corners,
        # Nobody between whom a line could be drawn: then the sentence below says it alone.
        "figure": _triangle(unit, corners, len(found)) if is_drawn else None,
    }
    return render(request, "premises/unit_mediation.html", context)


def _movers(unit: Unit, found: Sequence[DemandFit]) -> Corner:
    rows = [DemandRow(demand=each.demand, row=row_of(each.fit)) for each in found]
    possible = [each for each in rows if not each.row.is_excluded]
    fits = sum(each.row.mark == "yes" for each in possible)
    almost = sum(each.row.mark == "unknown" for each in possible)
    return Corner(
        key="premises",
        title=_("Who could move in here?"),
        summary=_summary(fits, almost),
        panel=Panel(
            template="premises/_wishes.html",
            context={**split_rows(rows), "unit": unit, "has_title": True},
        ),
        fits=fits,
        open_questions=almost,
    )


def _summary(fits: int, waiting: int) -> str:
    if not fits and not waiting:
        return gettext("No search fits.")
    summary = ngettext("%(n)d search fits", "%(n)d searches fit", fits) % {"n": fits}
    almost = ngettext("%(n)d almost.", "%(n)d almost.", waiting) % {"n": waiting}
    return f"{summary}, {almost}" if waiting else f"{summary}."


def _triangle(unit: Unit, corners: Sequence[Corner], searches: int) -> Triangle:
    """The room between those who seek and those who pay; without a need for money only the bridge to the searches."""
    sides = {
        corner.key: Side(verdict=corner.verdict, sentence=str(corner.summary)) for corner in corners
    }
    offers = {corner.key: str(corner.offer) for corner in corners}
    return Triangle(
        title=gettext("Who is looking"),
        states={},
        above=ngettext("%(n)d search", "%(n)d searches", searches) % {"n": searches},
        rooms=unit_title(unit),
        funding=offers.get("funding", ""),
        project_rooms=sides.get("premises"),
        is_of_searches=True,
        rooms_funding=sides.get("funding"),
    )
