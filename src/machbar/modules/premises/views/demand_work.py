"""The team's pages of searches: the list, the card with ranked rooms and why, the form, the joint proposal."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.forms import BaseForm
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.pages import team_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.conflicts import NO_CONFLICT, save_without_loss
from machbar.modules.premises.exceptions import ChangedMeanwhile, PremisesError
from machbar.modules.premises.forms.demand import ProposalFilter, TeamDemandForm, stored_values
from machbar.modules.premises.matching.rows import UnitRow, row_of, split_rows
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import (
    ProjectHits,
    UnitFit,
    demands_of,
    last_change_of,
    projects_for,
    rooms_for,
)
from machbar.modules.premises.selectors.joint import joint_proposal
from machbar.modules.premises.services.demand import change_demand, hand_in_demand
from machbar.modules.premises.words.demand import wishes_in_words
from machbar.modules.projects.models import Project

PAGE = 50
MOST_HITS = 8
EDIT = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
@team_only(can_work_on_premises)
def demands_work(request: HouseRequest) -> HttpResponse:
    """All searches, those that go on first, the newest on top."""
    shown = request.GET.get("zeigen", "")
    found = demands_of(request.actor).select_related("project")
    running = found.filter(state__in=Demand.LIVING)
    rows = found.exclude(state__in=Demand.LIVING) if shown == "beendet" else running
    page = Paginator(rows.order_by("-created_at", "-id"), PAGE).get_page(request.GET.get("seite"))
    context = {
        "page": page,
        "is_ended": shown == "beendet",
        "query": "zeigen=beendet&" if shown == "beendet" else "",
    }
    return render(request, "premises/demands_work.html", context)


@never_cache
@require_safe
@team_only(can_work_on_premises)
def demand_work(request: HouseRequest, public_id: str) -> HttpResponse:
    """One search: what it asks for, who looks, and what fits, with reasons."""
    found = _demand(request, public_id)
    is_room = found.kind == Demand.Kind.ROOM
    today = timezone.localdate()
    rooms: list[UnitFit] = rooms_for(request.actor, found, today) if is_room else []
    hits: ProjectHits | None = None
    if not is_room:
        hits = projects_for(request.actor, found, MOST_HITS)
    context = {
        "demand": found,
        "wishes": wishes_in_words(found),
        **split_rows([UnitRow(unit=each.unit, row=row_of(each.fit)) for each in rooms]),
        "hits": hits,
        "is_room": is_room,
        "may_decide": found.is_living,
    }
    return render(request, "premises/demand_work.html", context)


@never_cache
@require_http_methods(EDIT)
@team_only(can_work_on_premises)
def new_demand(request: HouseRequest) -> HttpResponse:
    """The team writes a search down, perhaps for a project."""
    sent = request.POST.get("project", "")
    if request.method != "POST":
        known = Project.objects.filter(
            town=request.town, public_id=request.GET.get("projekt", "")[:16]
        ).first()
        initial = {"project": known.pk, "title": known.title[:120]} if known else {}
        kept = known.pk if known else None
        return _form_page(request, TeamDemandForm(town=request.town, kept=kept, initial=initial))
    kept = int(sent) if sent.isdecimal() else None
    form = TeamDemandForm(request.POST, town=request.town, kept=kept)
    if not form.is_valid():
        return _form_page(request, form, status=422)
    received = hand_in_demand(
        by=request.actor,
        at=timezone.now(),
        form_key=form.cleaned_data["form_key"],
        values=form.values(),
    )
    messages.success(request, _("Written down: %(number)s.") % {"number": received.demand.number})
    return redirect("premises:demand_work", received.demand.public_id)


@never_cache
@require_http_methods(EDIT)
@team_only(can_work_on_premises)
def change_demand_page(request: HouseRequest, public_id: str) -> HttpResponse:
    """Change a search; two people at once lose nothing."""
    found = _demand(request, public_id)

    def make(typed: QueryDict | None, prefix: str | None = None) -> BaseForm:
        found.refresh_from_db()
        stored = stored_values(found)
        kept = found.project_id
        return TeamDemandForm(typed, prefix=prefix, town=request.town, kept=kept, initial=stored)

    def save(form: BaseForm) -> None:
        assert isinstance(form, TeamDemandForm)  # noqa: S101 - `make` makes these
        change_demand(
            demand=found,
            by=request.actor,
            at=timezone.now(),
            version=form.cleaned_data["seen_version"] or 0,
            values=form.values(found),
        )

    if request.method != "POST":
        return _form_page(request, make(None), found)
    before = last_change_of(found)
    try:
        saving = save_without_loss(data=request.POST, make=make, save=save, stale=ChangedMeanwhile)
    except PremisesError as error:
        messages.error(request, str(error))
        return redirect("premises:demand_work", public_id)
    if saving.is_saved:
        _say_saved(request, saving.kept, before[0])
        return redirect("premises:demand_work", public_id)
    return _form_page(request, saving.form, found, conflict=saving.conflict, status=422)


@never_cache
@require_safe
@team_only(can_work_on_premises)
def proposal(request: HouseRequest) -> HttpResponse:
    """Several searches at once: who could get what, so that as many as possible are served; `?art=` keeps to a kind."""
    form = ProposalFilter(request.GET)
    kind = form.cleaned_data["art"] if form.is_valid() else ""
    found = joint_proposal(request.actor, timezone.localdate(), kind=kind)
    context = {
        "pairs": [{"pair": each, "row": row_of(each.fit)} for each in found.pairs],
        "found": found,
        "form": form if kind or found.demands.is_cut or found.units.is_cut else None,
        "kind": kind,
    }
    return render(request, "premises/proposal.html", context)


def _say_saved(request: HouseRequest, kept: tuple[str, ...], by: str) -> None:
    if kept:
        sentence = _("Saved. Meanwhile %(by)s had changed: %(what)s. That is kept, too.")
        words = {"by": by or _("somebody else"), "what": ", ".join(kept)}
        messages.info(request, sentence % words)
    else:
        messages.success(request, _("Saved."))


def _demand(request: HouseRequest, public_id: str) -> Demand:
    rows = demands_of(request.actor).select_related("project", "town")
    return get_object_or_404(rows, public_id=public_id)


def _form_page(
    request: HouseRequest,
    form: BaseForm,
    found: Demand | None = None,
    *,
    conflict: object = NO_CONFLICT,
    status: int = 200,
) -> HttpResponse:
    context = {"form": form, "demand": found, "conflict": conflict}
    return render(request, "premises/demand_form.html", context, status=status)
