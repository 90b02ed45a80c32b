"""Behind HTTPS every cookie of the house carries the prefix `__Host-`, whichever part of the house sets it.

Browsers take such a cookie from this very host by HTTPS only, never from a neighbour below the same domain, and the
house reads none without it (RFC 6265bis, section 4.1.3.2; ASVS 3.3.1 and 3.3.3).
"""

from collections.abc import Callable
from http.cookies import Morsel

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

PREFIX = "__Host-"


class HostCookieMiddleware:
    """Adds the prefix on the way out and takes it off on the way in; without HTTPS nothing changes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not settings.HTTPS:
            return self.get_response(request)
        # Django's own two; settings.py names them in full, prefix and all.
        named = {settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME}
        request.COOKIES = {
            name if name in named else name.removeprefix(PREFIX): value
            for name, value in request.COOKIES.items()
            if name in named or name.startswith(PREFIX)
        }
        response = self.get_response(request)
        for name in [each for each in response.cookies if not each.startswith(PREFIX)]:
            if name not in named:
                _rename(response, name)
        return response


def _rename(response: HttpResponseBase, name: str) -> None:
    old: Morsel[str] = response.cookies.pop(name)
    new: Morsel[str] = Morsel()
    new.set(PREFIX + name, old.value, old.coded_value)
    new.update(old)
    new["secure"], new["path"], new["domain"] = True, "/", ""
    dict.__setitem__(response.cookies, PREFIX + name, new)
