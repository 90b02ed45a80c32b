"""What a look at an address answers that only takes forms (405).

After a form that was refused, its address stands in the browser: whoever loads it later, or has kept it, is led to the
page above, which has the form. Where there is none, a page says so, as browsers show an error of their own for an
empty answer. Programs get the bare 405.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve

from machbar.site.views import method_not_allowed

LEADING_AWAY = frozenset({"team:link_own"})
"""Addresses that are no page: a look at them begins something elsewhere."""


class RefusalMiddleware:
    """Leads a browser to the page above, or fills the empty answer; the `Allow` header stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        above = page_above(request.path_info)
        if above and "text/html" in request.headers.get("Accept", ""):
            # It may take forms only, too: then the next look goes one further up.
            return redirect(above)
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page


def page_above(path: str) -> str:
    """The nearest address above that there is, short of the front page; empty where there is none."""
    parts = path.strip("/").split("/")
    mine = resolve(path).kwargs
    for count in range(len(parts) - 1, 0, -1):
        above = f"/{'/'.join(parts[:count])}/"
        try:
            found = resolve(above)
        except Resolver404:
            continue
        # "einladung" in the place of a person's id is nobody.
        if found.kwargs.items() <= mine.items() and found.view_name not in LEADING_AWAY:
            return above
    return ""
