"""A page for the 405 answers: Django leaves them empty, and browsers then show an error of their own.

Somebody comes there by the address of a form, by a bookmark or after signing in anew, and needs a way back.
"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from machbar.site.views import method_not_allowed


class RefusalMiddleware:
    """Fills the empty answer to a GET of an address that only takes forms; the `Allow` header stays."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 405 or request.method != "GET":
            return response
        page = method_not_allowed(request)
        page["Allow"] = response["Allow"]
        return page
