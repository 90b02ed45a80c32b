"""Tasks across all projects: mine, and what is overdue with whom; and the way out of the reminders."""

from itertools import groupby

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.services import link_behind
from machbar.foundation.people.models import Person
from machbar.modules.coordination.models import ReminderStop
from machbar.modules.coordination.rules import can_coordinate
from machbar.modules.coordination.selectors import my_tasks as tasks_of_mine
from machbar.modules.coordination.selectors import overdue, requests_waiting
from machbar.modules.coordination.services import stop_reminders
from machbar.modules.coordination.services.reminding import STOP
from machbar.modules.coordination.views.presenting import TaskRow, rows_for_team

MOST = 200


@never_cache
@require_safe
@staff_only
def my_tasks(request: ActorRequest) -> HttpResponse:
    """What I have taken, and below it what is overdue, person by person."""
    today = timezone.localdate()
    late = rows_for_team(request.actor, overdue(request.actor, today)[:MOST], today)
    context = {
        "mine": rows_for_team(request.actor, tasks_of_mine(request.actor)[:MOST], today),
        "requests": requests_waiting(request.actor)[:MOST],
        "late_by_owner": _by_owner(late) if can_coordinate(request.actor) else [],
        "coordinates": can_coordinate(request.actor),
    }
    return render(request, "coordination/my_tasks.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: ActorRequest, token: str) -> HttpResponse:
    """Where the link in a reminder to somebody of the team leads: one button ends them, without signing in."""
    link = link_behind(town=request.town, token=token, purpose=STOP)
    person = Person.objects.filter(pk=link.subject_id).first() if link is not None else None
    if person is None:
        raise Http404
    if request.method == "POST":
        stop_reminders(town=request.town, person=person, by=Actor(town=request.town, link=link))
        return redirect("coordination:stop", token)
    is_on = not ReminderStop.objects.filter(town=request.town, person=person).exists()
    return render(request, "coordination/stop.html", {"is_on": is_on, "back": "", "project": None})


def _by_owner(rows: list[TaskRow]) -> list[tuple[str, list[TaskRow]]]:
    """Overdue tasks by the name of who has them; those that nobody has stand last."""
    ordered = sorted(rows, key=lambda row: (not row.owner, row.owner))
    return [
        (owner or _("nobody yet"), list(found))
        for owner, found in groupby(ordered, key=lambda row: row.owner)
    ]
