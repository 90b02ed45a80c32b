"""The page *Sicherungen*, and the deeds on it."""

from datetime import datetime

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.pages import staff_only
from machbar.foundation.audit.services import record
from machbar.foundation.documents.downloads import hand_out
from machbar.foundation.keeping import memory, tasks
from machbar.foundation.keeping.choices import Choices, chosen
from machbar.foundation.keeping.plan import next_slot
from machbar.foundation.keeping.shelf import Shelved, named, on_shelf
from machbar.foundation.later import run_by
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.site.backups.forms import ScheduleForm
from machbar.site.backups.rules import can_keep_backups, can_see_backups


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def backups(request: HouseRequest) -> HttpResponse:
    """What lies there, the newest first, and the settings."""
    if not can_see_backups(request.actor):
        raise ForOperators
    is_sent = request.method == "POST"
    if is_sent:
        _only_operators(request)
    form = ScheduleForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        _save(request, form)
        return redirect("backups")
    now_chosen = chosen()
    context = {
        "form": form,
        "shelf": on_shelf(now_chosen.folder),
        "chosen": now_chosen,
        "next": _next(now_chosen),
        "failure": memory.failure_of(memory.BACKUP),
        "trial_failure": memory.failure_of(memory.TRIAL),
        "is_ordered": tasks.is_ordered(),
        "may_change": can_keep_backups(request.actor),
    }
    return render(request, "site/backups.html", context, status=422 if is_sent else 200)


def _save(request: HouseRequest, form: ScheduleForm) -> None:
    changed = form.save()
    if not changed:
        messages.info(request, _("Nothing had changed."))
        return
    record("backup.settings_changed", on=request.town, by=request.actor, payload={"what": changed})
    run_by(tasks.nightly_backup, _next(chosen()))
    messages.success(request, _("Saved."))


def _next(now_chosen: Choices) -> datetime:
    return next_slot(timezone.localtime(timezone.now()), now_chosen.hour)


@require_POST
@staff_only
def backup_now(request: HouseRequest) -> HttpResponse:
    """Let the worker make one."""
    _only_operators(request)
    if tasks.order_backup():
        messages.success(request, _("The backup is being made. Look again in a minute."))
    else:
        messages.info(request, _("A backup is being made already."))
    return redirect("backups")


@require_POST
@staff_only
def backup_try(request: HouseRequest, name: str) -> HttpResponse:
    """Let the worker try one out beside the town."""
    found = _named(request, name)
    if tasks.order_trial(found.name):
        messages.success(request, _("The backup is being tried out. Look again in a minute."))
    else:
        messages.info(request, _("A backup is being tried out already."))
    return redirect("backups")


@require_POST
@staff_only
def backup_fetch(request: HouseRequest, name: str) -> FileResponse:
    """Hand one out as a file, and write that down."""
    found = _named(request, name)
    record("backup.fetched", on=request.town, by=request.actor, payload={"name": found.name})
    return hand_out(found.path, kind="application/octet-stream")


def _named(request: HouseRequest, name: str) -> Shelved:
    _only_operators(request)
    found = named(chosen().folder, name)
    if found is None:
        raise Http404
    return found


def _only_operators(request: HouseRequest) -> None:
    if not can_keep_backups(request.actor):
        raise ForOperators
