"""The receipt of a search: what the holder of its personal link sees and may do; looking changes nothing."""

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.services import link_behind
from machbar.foundation.ui.conflicts import NO_CONFLICT, save_without_loss
from machbar.foundation.ui.formats import long_date
from machbar.modules.premises.exceptions import ChangedMeanwhile, PremisesError
from machbar.modules.premises.forms.demand import ChangeDemandForm, stored_values
from machbar.modules.premises.models import Demand
from machbar.modules.premises.selectors.demand import demand_behind
from machbar.modules.premises.services.demand import (
    LIFE,
    RECEIPT,
    change_demand,
    renew_demand,
)
from machbar.modules.premises.services.demand_over import take_search_back
from machbar.modules.premises.words.demand import wishes_in_words


@never_cache
@require_safe
def receipt(request: ActorRequest, token: str) -> HttpResponse:
    """The till slip with number and QR code, and how things stand."""
    found, _actor = seeker_behind(request, token)
    context = {
        "demand": found,
        "token": token,
        "wishes": wishes_in_words(found),
        "address": request.build_absolute_uri(request.path),
        "days": LIFE.days,
        "may_renew": found.is_living or (found.state == "expired" and not found.is_suspicious),
    }
    return render(request, "premises/demand_receipt.html", context)


@never_cache
@require_POST
def renew(request: ActorRequest, token: str) -> HttpResponse:
    """It still holds."""
    found, actor = seeker_behind(request, token)
    try:
        until = renew_demand(demand=found, by=actor, at=timezone.now())
    except PremisesError as error:
        messages.error(request, str(error))
    else:
        sentence = _("Good. Your search now stands until %(day)s.")
        messages.success(request, sentence % {"day": long_date(until)})
    return redirect("premises:demand_receipt", token)


@never_cache
@require_POST
def withdraw(request: ActorRequest, token: str) -> HttpResponse:
    """Take the search back."""
    found, actor = seeker_behind(request, token)
    take_search_back(demand=found, by=actor, at=timezone.now())
    messages.success(request, _("You have taken your search back. It is no longer public."))
    return redirect("premises:demand_receipt", token)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def change_own(request: ActorRequest, token: str) -> HttpResponse:
    """The seeker changes the search; new public words are looked through again."""
    found, actor = seeker_behind(request, token)
    if not found.is_living:
        if request.method == "POST":
            messages.error(request, _("This search has ended. Renew it first."))
        return redirect("premises:demand_receipt", token)

    def make(typed: QueryDict | None, prefix: str | None = None) -> BaseForm:
        found.refresh_from_db()
        return ChangeDemandForm(typed, prefix=prefix, initial=stored_values(found))

    def save(form: BaseForm) -> None:
        assert isinstance(form, ChangeDemandForm)  # noqa: S101 - `make` makes these
        change_demand(
            demand=found,
            by=actor,
            at=timezone.now(),
            version=form.cleaned_data["seen_version"],
            values=form.values(found),
        )

    if request.method != "POST":
        return _change_page(request, found, token, make(None))
    try:
        saving = save_without_loss(data=request.POST, make=make, save=save, stale=ChangedMeanwhile)
    except PremisesError as error:
        messages.error(request, str(error))
        return redirect("premises:demand_receipt", token)
    if saving.is_saved:
        messages.success(request, _("Saved."))
        return redirect("premises:demand_receipt", token)
    return _change_page(request, found, token, saving.form, saving.conflict, status=422)


def seeker_behind(request: ActorRequest, token: str) -> tuple[Demand, Actor]:
    """The search of a personal link, and the actor that the link makes; else 404."""
    link = link_behind(town=request.town, token=token, purpose=RECEIPT)
    found = demand_behind(link) if link is not None else None
    if found is None:
        raise Http404
    return found, Actor(town=request.town, link=link)


def _change_page(
    request: ActorRequest,
    found: Demand,
    token: str,
    form: BaseForm,
    conflict: object = NO_CONFLICT,
    status: int = 200,
) -> HttpResponse:
    context = {"demand": found, "token": token, "form": form, "conflict": conflict}
    return render(request, "premises/demand_change_own.html", context, status=status)
