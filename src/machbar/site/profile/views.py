"""Settings of the town, for its admins."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from machbar.foundation.access.pages import staff_only
from machbar.foundation.people.models import Role
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.selectors import week
from machbar.foundation.ui.conflicts import Saving
from machbar.site.house_account.rules import can_choose_issuer
from machbar.site.profile.saving import Settings, opened
from machbar.site.profile.saying import missing
from machbar.site.state.rules import can_see_state


@never_cache
@require_safe
@staff_only
def settings_index(request: HouseRequest) -> HttpResponse:
    """The settings begin with the town."""
    return redirect("town_settings")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def town_settings(request: HouseRequest) -> HttpResponse:
    """House, door, contact, imprint, colour: what the public pages say about the town."""
    if not request.actor.has(Role.ADMIN):
        raise PermissionDenied
    today = timezone.localdate()
    is_sent = request.method == "POST"
    settings = opened(request.actor, today, request.POST if is_sent else None)
    saving = settings.send(request.POST) if is_sent else Saving(form=settings.make(None))
    if saving.is_saved:
        _say(request, settings, saving)
        return redirect("town_settings")
    context = {
        "form": saving.form,
        "conflict": saving.conflict,
        "table": settings.table,
        "seen_days": settings.seen_days,
        "day_clashes": settings.clashes,
        "missing": missing(request.town),
        "offers_ideas": any(module.key == "ideas" for module in request.modules),
        "sees_state": can_see_state(request.actor),
        "may_choose_issuer": can_choose_issuer(request.actor),
        "has_typed_hours": bool(request.town.opening_hours) and not week(request.town),
    }
    return render(request, "site/town_settings.html", context, status=422 if is_sent else 200)


def _say(request: HouseRequest, settings: Settings, saving: Saving) -> None:
    """One sentence after saving."""
    if saving.kept:
        words = {
            "by": saving.conflict.by or _("somebody else"),
            "what": ", ".join(saving.kept),
        }
        sentence = _("Saved. Meanwhile %(by)s had changed: %(what)s. That is kept, too.")
        messages.info(request, sentence % words)
    else:
        messages.success(request, _("Saved.") if settings.changed else _("Nothing had changed."))
