"""Finds the town of each request and says so on ``request.town``."""

from collections.abc import Callable
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import town_for_host

UNTOWNED = ("/healthz", "/static/")
ENTRANCE = "/einrichten/"  # opens where no town is; where one is, its page leads on


class TownRequest(HttpRequest):
    """A request whose town is known."""

    town: Town


class TownMiddleware:
    """Sets ``request.town``. Without any town every page says how to set one up (503); under a name that is no town's,
    where there are several, every page says just that (421) and names none."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(UNTOWNED):
            return self.get_response(request)
        town = town_for_host(request.get_host().rsplit(":", 1)[0])
        if town is None and request.path.startswith(ENTRANCE):
            return self.get_response(request)
        if town is None and Town.objects.exists():
            return render(request, "towns/not_here.html", status=421)
        if town is None:
            return render(request, "towns/no_town.html", status=503)
        cast("TownRequest", request).town = town
        return self.get_response(request)
