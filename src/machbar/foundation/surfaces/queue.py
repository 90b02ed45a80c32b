"""The moderation queue: over all modules what waits for a decision, oldest first, one item at a time.

The page knows the surface only. A module draws its item with its own forms; their views carry the deed out, call
`remember_deed` and come back to the page, or show it again through `queue_page` where something is missing.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.asking import queue_panel, queue_parts
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.surfaces.module import Panel, QueueItem

SKIPPED = "queue_skipped"
LAST_DEED = "queue_last_deed"
QUEUE_FIELD = "zurueck"
QUEUE_PAGE = "durchsehen"
"""A form of another page that shall lead back to the queue carries this field with this value."""

NEXT_SHOWN = 8
MOST_SKIPPED = 200


@dataclass(frozen=True, kw_only=True)
class Line:
    """The first of the queue, those behind it, and how many wait in all."""

    items: list[QueueItem]
    total: int


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def look_through(request: HouseRequest) -> HttpResponse:
    """The oldest item with its deeds. A post skips it, or with another button lets the skipped ones come again."""
    if request.method == "POST":
        _skip(request, request.POST.get("skip", ""))
        request.session.pop(LAST_DEED, None)
        return redirect("queue")
    return queue_page(request)


def queue_page(
    request: HouseRequest, *, key: str = "", panel: Panel | None = None, status: int = 200
) -> HttpResponse:
    """The page of the queue, perhaps with one item whose form needs another look."""
    skipped = frozenset(request.session.get(SKIPPED, ()))
    line = _line(request, skipped)
    first = next((item for item in line.items if item.key == key), None)
    if panel is None:
        first = first or (line.items[0] if line.items else None)
        panel = queue_panel(request.modules, request.actor, first.key) if first else None
    context = {
        "item": first,
        "panel": panel,
        "following": [item for item in line.items if item is not first][:NEXT_SHOWN],
        "total": line.total,
        "skipped": len(skipped),
        "last": request.session.get(LAST_DEED) if status == 200 else None,
    }
    return render(request, "surfaces/queue.html", context, status=status)


def remember_deed(
    request: HttpRequest, *, sentence: str, undo: str = "", fields: Mapping[str, str] | None = None
) -> None:
    """What was just done, for the next look at the queue, with the address that takes it back (where it can be)."""
    request.session[LAST_DEED] = {"sentence": sentence, "undo": undo, "fields": dict(fields or {})}


def back_to_queue(request: HttpRequest) -> bool:
    """Whether the form that was sent stands on the page of the queue."""
    return request.POST.get(QUEUE_FIELD) == QUEUE_PAGE


def _line(request: HouseRequest, skipped: frozenset[str]) -> Line:
    parts = queue_parts(request.modules, request.actor, skipped, NEXT_SHOWN + 1)
    if not parts:
        raise PermissionDenied
    items = sorted(
        (item for part in parts for item in part.items), key=lambda item: (item.since, item.key)
    )
    return Line(items=items, total=sum(part.total for part in parts))


def _skip(request: HouseRequest, key: str) -> None:
    """Remember a key for this session; without one forget them all."""
    known = list(request.session.get(SKIPPED, ()))
    request.session[SKIPPED] = [*known, key[:80]][-MOST_SKIPPED:] if key else []
