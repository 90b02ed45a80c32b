"""The page *Zustand*: the lights of the self-check, the worst first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from machbar.foundation.access.exceptions import ForOperators
from machbar.foundation.access.pages import staff_only
from machbar.foundation.surfaces.middleware import HouseRequest
from machbar.site.operating.rules import can_see_towns
from machbar.site.state.lights import worst
from machbar.site.state.rules import can_see_state
from machbar.site.state.server import server_lights, version
from machbar.site.state.town import town_lights


@never_cache
@require_safe
@staff_only
def state(request: HouseRequest) -> HttpResponse:
    """How the server is; with `gruendlich` the mail server is asked and the whole database read."""
    if not can_see_state(request.actor):
        raise ForOperators
    thorough = "gruendlich" in request.GET
    lights = [*server_lights(), *town_lights(now=timezone.now(), thorough=thorough)]
    context = {
        "lights": sorted(lights, key=lambda light: -light.colour),
        "whole": worst(lights).name.lower(),
        "thorough": thorough,
        "version": version(),
        "sees_towns": can_see_towns(request.actor),
    }
    return render(request, "site/state.html", context)
