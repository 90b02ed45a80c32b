"""The page on which an operator says which issuer signs the staff in: it is asked before anything is kept."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.issuer.configured import configured_issuer
from machbar.foundation.access.pages import team_only
from machbar.foundation.audit.services import record
from machbar.foundation.team.views_factors import confirmed
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.site.house_account.forms import HouseAccountForm, forget
from machbar.site.house_account.rules import can_choose_issuer
from machbar.site.house_account.trying import trouble_with


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@team_only(can_choose_issuer, refusal=ForOperators)
@confirmed
def house_account(request: ActorRequest) -> HttpResponse:
    """Who vouches for the staff; whoever changes it shows a second step first."""
    is_sent = request.method == "POST" and not settings.OIDC
    if is_sent and "remove" in request.POST:
        return _remove(request)
    form = HouseAccountForm(request.POST if is_sent else None)
    trouble = trouble_with(form.values()["oidc_issuer"]) if is_sent and form.is_valid() else ""
    if is_sent and form.is_valid() and not trouble:
        form.save()
        record("issuer.changed", on=request.town, by=request.actor, payload={"is_on": True})
        messages.success(request, _("The issuer answers as it should. It counts from now on."))
        return redirect("house_account")
    context = {
        "form": form,
        "trouble": trouble,
        "issuer": configured_issuer(),
        "is_set": bool(settings.OIDC),
        "addresses": _addresses(),
        "is_unreached": not settings.PUBLIC_URL.startswith("https://"),
    }
    return render(request, "site/house_account.html", context, status=422 if is_sent else 200)


def _remove(request: ActorRequest) -> HttpResponse:
    forget()
    record("issuer.changed", on=request.town, by=request.actor, payload={"is_on": False})
    messages.success(
        request, _("Nobody signs in that way any more. Codes by mail and passkeys go on.")
    )
    return redirect("house_account")


def _addresses() -> list[str]:
    """What has to be registered at the issuer, one address a town."""
    towns = Town.objects.order_by("name")[:50]
    return sorted({absolute_url(town, reverse("house_return")) for town in towns})
