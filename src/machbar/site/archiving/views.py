"""The page *Archiv zum Mitnehmen*: order one of two sorts, fetch what is ready."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.pages import staff_only
from machbar.foundation.audit.services import record
from machbar.foundation.documents.downloads import hand_out
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.site.archiving import shelf, tasks
from machbar.site.archiving.gathering import Sort
from machbar.site.archiving.rules import can_take_archive


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def archive(request: HouseRequest) -> HttpResponse:
    """What is ready, and the two sorts to order; a post orders one."""
    if not can_take_archive(request.actor):
        raise PermissionDenied
    if request.method == "POST":
        return _order(request)
    context = {
        "ready": shelf.ready(request.town, timezone.now()),
        "is_ordered": bool(tasks.ordered(request.town)),
    }
    return render(request, "site/archive.html", context)


def _order(request: HouseRequest) -> HttpResponse:
    try:
        sort = Sort(request.POST.get("sort", ""))
    except ValueError:
        messages.info(request, _("Please choose one of the two archives."))
        return redirect("archive")
    if tasks.order(request.town, sort):
        messages.success(request, _("The archive is being made. Look again in a minute."))
    else:
        messages.info(request, _("This archive is being made already."))
    return redirect("archive")


@require_POST
@staff_only
def archive_fetch(request: HouseRequest, name: str) -> FileResponse:
    """Hand one out, and write that down."""
    if not can_take_archive(request.actor):
        raise PermissionDenied
    ready = shelf.ready(request.town, timezone.now())
    found = next((each for each in ready if each.path.name == name), None)
    if found is None:
        raise Http404
    record("archive.fetched", on=request.town, by=request.actor, payload={"sort": str(found.sort)})
    return hand_out(found.path, kind="application/zip")
