"""The page *Orte auf diesem Server*: every town in a row, and the buttons that close and open one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.foundation.towns.models import Town
from machbar.site.operating.rules import can_run_towns, can_see_towns
from machbar.site.operating.selectors import all_towns
from machbar.site.operating.services import close_town
from machbar.site.state.lights import worst
from machbar.site.state.server import disk
from machbar.site.state.town import last_backup
from machbar.site.wizard.services import NotReadyToOpen, open_town


@never_cache
@require_safe
@staff_only
def towns(request: HouseRequest) -> HttpResponse:
    """All towns with their lights; the disk and the last backup are those of the whole server."""
    if not can_see_towns(request.actor):
        raise ForOperators
    now = timezone.now()
    rows, of_all = all_towns(now), [last_backup(now), disk()]
    context = {
        "rows": rows,
        "of_all": of_all,
        "whole": worst([*of_all, *(light for row in rows for light in row.lights)]).name.lower(),
        "size": sum(row.size for row in rows),
        "may_run": can_run_towns(request.actor),
    }
    return render(request, "site/towns.html", context)


@require_POST
@staff_only
def town_close(request: HouseRequest, key: str) -> HttpResponse:
    """Strangers find a closed door from now on."""
    town, by = _meant(request, key)
    if close_town(by=by, on=timezone.localdate()):
        messages.success(
            request, _("%(town)s is closed. Its team still signs in.") % {"town": town.name}
        )
    else:
        messages.info(request, _("%(town)s was closed already.") % {"town": town.name})
    return redirect("towns")


@require_POST
@staff_only
def town_open(request: HouseRequest, key: str) -> HttpResponse:
    """Everybody sees the town, if it has said what the law asks for."""
    town, by = _meant(request, key)
    try:
        open_town(by=by)
    except NotReadyToOpen as error:
        messages.error(request, f"{town.name}: {error}")
    else:
        messages.success(request, _("Everybody sees %(town)s now.") % {"town": town.name})
    return redirect("towns")


def _meant(request: HouseRequest, key: str) -> tuple[Town, Actor]:
    """The town of the button, and the operator as somebody who acts in it: its trail says who it was."""
    if not can_run_towns(request.actor):
        raise ForOperators
    town = get_object_or_404(Town, key=key)
    return town, Actor(town=town, person=request.actor.person)
