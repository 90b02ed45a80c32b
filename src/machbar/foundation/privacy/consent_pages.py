"""The page of one person's consents."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import team_only
from machbar.foundation.privacy.consenting import consents_of, withdraw
from machbar.foundation.privacy.forms import ConsentForm
from machbar.foundation.privacy.recording import title_of
from machbar.foundation.privacy.rules import can_answer_requests
from machbar.foundation.surfaces.personal import Way


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@team_only(can_answer_requests)
def consents(request: ActorRequest) -> HttpResponse:
    """Who agreed to what; taking one back. By POST, so that no address holds a name."""
    if request.method != "POST":
        return render(request, "privacy/consents.html", {"form": ConsentForm()})
    form = ConsentForm(request.POST)
    if not form.is_valid():
        return render(request, "privacy/consents.html", {"form": form}, status=422)
    ended = None
    if key := request.POST.get("withdraw", ""):
        way = Way(form.cleaned_data["way"])
        ended = withdraw(key, form.needles(), way=way, by=request.actor, at=timezone.now())
    found = consents_of(form.needles(), request.town)
    context = {
        "form": form,
        "asked": form.asked(),
        "ended": ended,
        "is_looked": True,
        "consents": [(each, title_of(each.row.table)) for each in found],
    }
    return render(request, "privacy/consents.html", context)
