"""What searches put into the moderation queue: those that would be public, and those that look like spam."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Panel, QueueItem, QueuePart
from machbar.foundation.surfaces.queue import (
    QUEUE_FIELD,
    QUEUE_PAGE,
    back_to_queue,
    queue_page,
    remember_deed,
)
from machbar.foundation.surfaces.waiting import of_each
from machbar.modules.premises.exceptions import PremisesError
from machbar.modules.premises.forms.demand import RefuseDemandForm
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import demands_of, demands_waiting
from machbar.modules.premises.services.demand import (
    clear_demand,
    close_demand_as_spam,
    hide_demand,
    publish_demand,
    refuse_demand,
    renew_demand,
)
from machbar.modules.premises.services.demand_over import close_search
from machbar.modules.premises.words.demand import wishes_in_words

KEY = "premises:gesuch-"


def queue(actor: Actor, skipped: frozenset[str], most: int) -> QueuePart | None:
    """The oldest searches that wait for a decision (one query, and one more where there are many)."""
    if not can_work_on_premises(actor):
        return None
    names = [key.removeprefix(KEY) for key in skipped]
    waiting = demands_waiting(actor).exclude(public_id__in=names).order_by("created_at", "id")
    rows = list(waiting[: most + 1])
    items = [
        QueueItem(
            key=f"{KEY}{each.public_id}",
            kind=pgettext("demand", "Search"),
            headline=each.title,
            since=each.created_at,
        )
        for each in rows[:most]
    ]
    return QueuePart(items=items, total=len(rows) if len(rows) <= most else waiting.count())


def queue_size(actor: Actor) -> int:
    """How much waits, counted no further than to 100 (one query)."""
    if not can_work_on_premises(actor):
        return 0
    return len(of_each([(demands_waiting(actor), ("pk",))]))


def queue_panel(actor: Actor, name: str) -> Panel | None:
    """One search with its deeds."""
    public_id = name.removeprefix("gesuch-")
    found = demands_waiting(actor).filter(public_id=public_id).select_related("project").first()
    return None if found is None else demand_panel(found)


def demand_panel(demand: Demand, *, form: RefuseDemandForm | None = None) -> Panel:
    """What the decision needs, perhaps with a reason that needs another look."""
    context = {
        "demand": demand,
        "wishes": wishes_in_words(demand),
        "form": form or RefuseDemandForm(auto_id="id_absage_%s"),
        "is_refused": form is not None,
    }
    return Panel(template="premises/_queue_demand.html", context=context)


@require_POST
@staff_only
def demand_deed(request: HouseRequest, public_id: str) -> HttpResponse:
    """Carry out what a button says, from the queue or from the search's own page."""
    if not can_work_on_premises(request.actor):
        raise PermissionDenied
    demand = get_object_or_404(
        demands_of(request.actor).select_related("town"), public_id=public_id
    )
    deed = request.POST.get("deed", "")
    if deed == "refuse":
        return _refuse(request, demand)
    try:
        sentence = _carry_out(request, demand, deed)
    except PremisesError as error:
        messages.error(request, str(error))
        return _on(request, demand)
    if back_to_queue(request):
        undo = reverse("premises:demand_deed", args=[public_id]) if deed == "publish" else ""
        fields = {"deed": "hide", QUEUE_FIELD: QUEUE_PAGE}
        remember_deed(request, sentence=sentence, undo=undo, fields=fields)
    else:
        messages.success(request, sentence)
    return _on(request, demand)


def _carry_out(request: HouseRequest, demand: Demand, deed: str) -> str:
    """Do it; what happened, in a sentence. Raises `PremisesError`, and 404 for an unknown deed."""
    actor, now = request.actor, timezone.now()
    words = {"title": demand.title}
    if deed == "publish":
        publish_demand(demand=demand, by=actor, at=now, version=_version(request))
        return _("On the public list: “%(title)s”.") % words
    if deed == "hide":
        hide_demand(demand=demand, by=actor)
        return _("No longer public: “%(title)s”.") % words
    if deed == "no_spam":
        clear_demand(demand=demand, by=actor)
        return _("No spam; its receipt leaves now: “%(title)s”.") % words
    if deed == "spam":
        close_demand_as_spam(demand=demand, by=actor, at=now)
        return _("Closed as spam: “%(title)s”.") % words
    if deed == "renew":
        renew_demand(demand=demand, by=actor, at=now)
        return _("Renewed: “%(title)s”.") % words
    if deed == "settle":
        close_search(demand=demand, by=actor, at=now)
        return _("Settled: “%(title)s”.") % words
    raise Http404


def _refuse(request: HouseRequest, demand: Demand) -> HttpResponse:
    form = RefuseDemandForm(request.POST, auto_id="id_absage_%s")
    if form.is_valid():
        try:
            refuse_demand(
                demand=demand,
                by=request.actor,
                version=_version(request),
                reason=form.cleaned_data["reason"],
            )
        except PremisesError as error:
            form.add_error(None, str(error))
        else:
            remember_deed(
                request, sentence=_("It stays inside: “%(title)s”.") % {"title": demand.title}
            )
            return _on(request, demand)
    demand.refresh_from_db()
    panel = demand_panel(demand, form=form)
    return queue_page(request, key=f"{KEY}{demand.public_id}", panel=panel, status=422)


def _version(request: HouseRequest) -> int:
    sent = request.POST.get("seen_version", "")
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def _on(request: HouseRequest, demand: Demand) -> HttpResponse:
    if back_to_queue(request):
        return redirect("queue")
    return redirect("premises:demand_work", demand.public_id)
