"""Tells the browser which form has arrived, so that what is kept of it on the device is offered to nobody after that.

An answer after a broken connection may come by a reload, and the page does not know then that a form went before it.
"""

import re
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ARRIVED_COOKIE = "angekommen"
ARRIVED_SECONDS = 600
KEY = re.compile(r"([0-9a-f]{32}):")


class ArrivalMiddleware:
    """After a form with a key was taken, a cookie says its key (random, no person in it); the script removes it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST" and 300 <= response.status_code < 400:
            key = _key_in(request)
            if key:
                response.set_cookie(
                    ARRIVED_COOKIE,
                    key,
                    max_age=ARRIVED_SECONDS,
                    secure=settings.SESSION_COOKIE_SECURE,
                    samesite="Lax",
                )
        return response


def _key_in(request: HttpRequest) -> str:
    for name, value in request.POST.items():
        found = KEY.match(str(value)) if name.endswith("form_key") else None
        if found:
            return found[1]
    return ""
