"""Requests to join as part of the moderation queue."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel, QueueItem, QueuePart
from machbar.modules.coordination.forms import DecisionForm
from machbar.modules.coordination.models import Member
from machbar.modules.coordination.rules import can_coordinate
from machbar.modules.coordination.selectors import requests_waiting


def queue(actor: Actor, skipped: frozenset[str], most: int) -> QueuePart | None:
    """The oldest requests without an answer, and how many there are."""
    if not can_coordinate(actor):
        return None
    names = [key.removeprefix("coordination:") for key in skipped]
    waiting = requests_waiting(actor).exclude(public_id__in=names)
    found = list(waiting[: most + 1])
    items = [
        QueueItem(
            key=f"coordination:{member.public_id}",
            kind=_("Request to join"),
            headline=gettext("%(name)s: %(project)s")
            % {"name": member.first_name, "project": member.project.title},
            since=member.asked_at,
        )
        for member in found[:most]
    ]
    return QueuePart(items=items, total=len(found) if len(found) <= most else waiting.count())


def queue_panel(actor: Actor, name: str) -> Panel | None:
    """One request with both answers."""
    member = requests_waiting(actor).filter(public_id=name).prefetch_related("wishes").first()
    return None if member is None else request_panel(member)


def request_panel(member: Member, *, form: DecisionForm | None = None) -> Panel:
    """How a request is looked at, perhaps with a form that needs another look."""
    context = {
        "member": member,
        "form": form or DecisionForm(auto_id="id_absage_%s"),
        "is_refused": form is not None,
    }
    return Panel(template="coordination/_queue_request.html", context=context)
