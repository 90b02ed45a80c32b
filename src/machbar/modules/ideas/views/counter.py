"""The counter: a volunteer writes along, and the next person can come at once (F02)."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.actor import ActorRequest
from machbar.modules.ideas.forms import CounterForm
from machbar.modules.ideas.models import Idea
from machbar.modules.ideas.rules import can_take_down_ideas
from machbar.modules.ideas.services import hand_in_idea

LAST = "counter_last_receipt"
INITIALS = "counter_initials"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def counter(request: ActorRequest) -> HttpResponse:
    """An empty form, the last number with its receipt, and the volunteer's initials remembered."""
    if not can_take_down_ideas(request.actor):
        if request.actor.person is None:
            return redirect("access:pair_counter")
        raise PermissionDenied
    form = CounterForm(
        request.POST or None, initial={"initials": request.session.get(INITIALS, "")}
    )
    if request.method == "POST" and form.is_valid():
        _take_down(request, form)
        return redirect("ideas:counter")
    last = request.session.get(LAST)
    status = 422 if form.is_bound else 200
    return render(request, "ideas/counter.html", {"form": form, "last": last}, status=status)


def _take_down(request: ActorRequest, form: CounterForm) -> None:
    cleaned = form.cleaned_data
    handed_in = hand_in_idea(
        by=request.actor,
        at=timezone.now(),
        form_key=cleaned["form_key"],
        text=cleaned["text"],
        place=cleaned["place"],
        contact=cleaned["contact"],
        wants_to_join=cleaned["wants_to_join"],
        channel=Idea.Channel(cleaned["channel"]),
        initials=cleaned["initials"],
    )
    request.session[INITIALS] = cleaned["initials"]
    request.session[LAST] = {
        "number": handed_in.idea.number,
        "title": handed_in.idea.title,
        "token": handed_in.token,
    }
