"""Addresses of a module that the town has switched off do not exist (404)."""

from collections.abc import Callable
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.surfaces.module import Module
from machbar.foundation.surfaces.registry import all_modules, modules_of


class HouseRequest(ActorRequest):
    """A request after the last middleware: the switched-on modules are known."""

    modules: tuple[Module, ...]


class ModuleMiddleware:
    """Sets ``request.modules`` and hides the addresses of modules that are off."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if hasattr(request, "town"):
            house = cast("HouseRequest", request)
            house.modules = modules_of(house.town)
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: object, _keywords: object
    ) -> None:
        """Refuse the address of a module that is not on in this town."""
        if request.resolver_match is None or not hasattr(request, "modules"):
            return
        named = set(request.resolver_match.app_names)
        on = {module.key for module in cast("HouseRequest", request).modules}
        if named & ({module.key for module in all_modules()} - on):
            raise Http404
