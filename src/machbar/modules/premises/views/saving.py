"""Saving what somebody else may have saved meanwhile: who that was, and what became of it."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.translation import gettext as _

from machbar.foundation.ui.conflicts import MakeForm, Saving, save_without_loss
from machbar.modules.premises.exceptions import ChangedMeanwhile

Last = Callable[[], "tuple[str, datetime | None]"]


def save_form(
    request: HttpRequest,
    *,
    make: MakeForm,
    save: Callable[[BaseForm], None],
    done: str,
    last: Last,
) -> Saving:
    """Save a form; says ``done``, or what others changed meanwhile and is kept; ``last`` says who saved before."""
    before = last()
    saving = save_without_loss(data=request.POST, make=make, save=save, stale=ChangedMeanwhile)
    if saving.kept:
        words = {"by": before[0] or _("somebody else"), "what": ", ".join(saving.kept)}
        messages.info(
            request,
            _("Saved. Meanwhile %(by)s had changed: %(what)s. That is kept, too.") % words,
        )
    elif saving.is_saved:
        messages.success(request, done)
    if saving.conflict.clashes:
        by, at = last()
        return replace(saving, conflict=replace(saving.conflict, by=by, at=at))
    return saving
