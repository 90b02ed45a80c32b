"""The terms of an agreement, and its draft as a paper to sign."""

from functools import partial

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.documents.downloads import odt_download, pdf_download
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.ui.conflicts import Saving, save_without_loss
from machbar.modules.premises.core.path import Step, obstacles
from machbar.modules.premises.exceptions import ChangedMeanwhile, PremisesError
from machbar.modules.premises.forms.mediation import TermsForm
from machbar.modules.premises.labels.mediation import OBSTACLES
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.models import Agreement, Mediation
from machbar.modules.premises.papers.agreement import agreement_paper
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.mediation import lets_until
from machbar.modules.premises.services.agreements import draft_agreement
from machbar.modules.premises.services.mediating import standing_of
from machbar.modules.premises.views.mediation import mediation_or_404


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def terms(request: HouseRequest, public_id: str) -> HttpResponse:
    """Write the terms down; nothing that somebody else saved meanwhile is overwritten."""
    found = mediation_or_404(request.actor, public_id)
    in_the_way = obstacles(standing_of(found, on=timezone.localdate()), Step.DRAFT)
    if in_the_way:
        messages.error(request, str(OBSTACLES[in_the_way[0]]))
        return redirect("premises:mediation", public_id)
    if request.method != "POST":
        return _page(request, found, Saving(form=_form(request, public_id, None)))
    try:
        saving = save_without_loss(
            data=request.POST,
            make=partial(_form, request, public_id),
            save=partial(_save, request, public_id),
            stale=ChangedMeanwhile,
        )
    except PremisesError as error:
        form = _form(request, public_id, request.POST)
        form.add_error(None, str(error))
        saving = Saving(form=form)
    if not saving.is_saved:
        status = 409 if saving.conflict.clashes else 422
        return _page(request, found, saving, status=status)
    messages.success(request, _("The terms are written down."))
    return redirect("premises:mediation", public_id)


@never_cache
@require_safe
@staff_only
def agreement_file(request: HouseRequest, public_id: str, ending: str) -> HttpResponse:
    """The draft as ODT or PDF; names are filled in only for the guide, who may know them."""
    if not can_see_owners(request.actor):
        raise PermissionDenied
    found = mediation_or_404(request.actor, public_id)
    if getattr(found, "agreement", None) is None or ending not in {"odt", "pdf"}:
        raise Http404
    paper = agreement_paper(found, on=timezone.localdate(), is_demo=request.town.is_demo)
    return odt_download(paper) if ending == "odt" else pdf_download(paper)


def _form(
    request: HouseRequest, public_id: str, typed: QueryDict | None, prefix: str | None = None
) -> TermsForm:
    """The form over what is stored now; a first draft begins with what both sides have said, and no more."""
    found = mediation_or_404(request.actor, public_id)
    agreement = getattr(found, "agreement", None)
    initial = {} if agreement is not None else _first(found)
    # A copy: a form that is refused must not leave what was typed on the stored row.
    instance = agreement if typed is None else Agreement(pk=getattr(agreement, "pk", None))
    return TermsForm(
        typed, instance=instance, initial=initial, version=found.version, prefix=prefix
    )


def _first(mediation: Mediation) -> dict[str, object]:
    unit, demand = mediation.unit, mediation.demand
    wants_deposit = mediation.owner_wants_deposit or unit.wants_deposit
    rent, no_deposit = unit.rent_cents, 0 if unit.wants_deposit is False else None
    return {
        "purpose": demand.title,
        "starts_on": demand.needed_from or unit.available_from,
        "ends_on": lets_until(mediation) or demand.needed_until,
        "rent_cents": rent,
        "running_cents": unit.running_cents,
        "deposit_cents": (rent and 2 * rent) if wants_deposit else no_deposit,
    }


def _save(request: HouseRequest, public_id: str, form: BaseForm) -> None:
    assert isinstance(form, TermsForm)  # noqa: S101 - made by _form
    draft_agreement(
        mediation=mediation_or_404(request.actor, public_id),
        by=request.actor,
        at=timezone.now(),
        terms=form.terms(),
        seen_version=form.cleaned_data["seen_version"],
    )


def _page(
    request: HouseRequest, mediation: Mediation, saving: Saving, *, status: int = 200
) -> HttpResponse:
    context = {
        "mediation": mediation,
        "demand": mediation.demand,
        "room": unit_title(mediation.unit),
        "agreement": getattr(mediation, "agreement", None),
        "form": saving.form,
        "conflict": saving.conflict,
    }
    return render(request, "premises/terms.html", context, status=status)
