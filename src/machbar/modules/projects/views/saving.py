"""Saving parts of a project that somebody else may have saved meanwhile: who that was, and what became of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from machbar.foundation.ui.conflicts import MakeForm, Saving, save_without_loss
from machbar.modules.projects.exceptions import ChangedMeanwhile
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import last_change

SHEET_EVENTS = ("project.sheet_changed",)


def save_project_form(
    request: HttpRequest,
    *,
    project: Project,
    make: MakeForm,
    save: Callable[[BaseForm], None],
    done: str,
    last: Callable[[], tuple[str, datetime | None]] | None = None,
) -> Saving:
    """Save a form over the project's sheet; says ``done``, or what others changed meanwhile and is kept.

    ``last`` says who changed last what the form shows, and when; without it that is the sheet.
    """
    last = last or partial(last_change, project, SHEET_EVENTS)
    before = last()
    saving = save_without_loss(data=request.POST, make=make, save=save, stale=ChangedMeanwhile)
    if saving.is_saved:
        say_saved(request, saving, by=before[0], done=done)
    if saving.conflict.clashes:
        by, at = last()
        return replace(saving, conflict=replace(saving.conflict, by=by, at=at))
    return saving


def say_saved(request: HttpRequest, saving: Saving, *, by: str, done: str) -> None:
    """One sentence after saving."""
    if saving.kept:
        messages.info(
            request,
            _("Saved. Meanwhile %(by)s had changed: %(what)s. That is kept, too.")
            % {"by": by or _("somebody else"), "what": ", ".join(saving.kept)},
        )
    else:
        messages.success(request, done)
