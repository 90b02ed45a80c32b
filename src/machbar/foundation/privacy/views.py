"""The record of processing, and the answer to somebody who asks what is kept about them."""

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import team_only
from machbar.foundation.audit.services import record
from machbar.foundation.privacy.access import rows_about
from machbar.foundation.privacy.answering import as_json, entries_of
from machbar.foundation.privacy.forms import PersonForm
from machbar.foundation.privacy.leads import followed, leads_in
from machbar.foundation.privacy.recording import record_of_processing
from machbar.foundation.privacy.rules import can_answer_requests
from machbar.foundation.towns.selectors import legal_notice_of


@never_cache
@require_safe
@team_only(can_answer_requests)
def processing(request: ActorRequest) -> HttpResponse:
    """The record of processing activities, to be printed."""
    context = {
        "parts": record_of_processing(),
        "notice": legal_notice_of(request.town),
        "today": timezone.localdate(),
        "is_all_open": "alles" in request.GET,
    }
    return render(request, "privacy/processing.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@team_only(can_answer_requests)
def person(request: ActorRequest) -> HttpResponse:
    """Everything about one person: on the page, or as a file. By POST, so that no address holds a name."""
    if request.method != "POST":
        return render(request, "privacy/person.html", {"form": PersonForm()})
    form = PersonForm(followed(request.POST))
    if not form.is_valid():
        return render(request, "privacy/person.html", {"form": form}, status=422)
    now = timezone.now()
    rows = rows_about(form.needles(), request.town)
    entries = entries_of(rows)
    is_file = "file" in request.POST
    event = {"as": "file" if is_file else "page", "entries": len(entries)}
    record("privacy.answered", on=request.town, by=request.actor, payload=event)
    if is_file:
        answer = as_json(entries, town=request.town.name, asked=form.asked(), at=now)
        response = JsonResponse(answer, json_dumps_params={"ensure_ascii": False, "indent": 1})
        name = _("what-is-kept")
        response["Content-Disposition"] = f'attachment; filename="{name}.json"'
        return response
    context = {
        "form": form,
        "entries": entries,
        "leads": leads_in(rows, form.needles(), form.cleaned_data),
        "asked": form.asked(),
        "is_answered": True,
        "now": timezone.localtime(now),
    }
    return render(request, "privacy/person.html", context)
