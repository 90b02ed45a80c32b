"""A town that is not open yet shows strangers a door and nothing behind it.

The team sees everything, a paired tablet works, and whoever holds a personal link (such as a receipt from the counter)
finds what it leads to.
"""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers

from machbar.foundation.surfaces.middleware import HouseRequest

STANDS_OPEN = frozenset(
    {
        "health",
        "entrance",
        "town_style",
        "town_logo",
        "robots",
        "security_txt",
        "privacy",
        "imprint",
        "accessibility",
        "account_login",
        "account_request_login_code",
        "account_confirm_login_code",
        "mfa_authenticate",
        "mfa_login_webauthn",
        "account_logout",
        "house_start",
        "house_return",
        "demo_sign_in",
        "access:pair_counter",
    }
)
SECRET = "token"  # noqa: S105 - the name of the part of an address that only its holder knows


class DoorMiddleware:
    """Answers strangers with the door (503: later there will be more) as long as the town is not open."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: object, keywords: dict[str, Any]
    ) -> HttpResponse | None:
        """The door for strangers; None where the page may be seen."""
        house = cast("HouseRequest", request)
        if getattr(house, "actor", None) is None or house.town.is_public:
            return None
        if house.actor.is_staff or house.actor.device is not None or SECRET in keywords:
            return None
        match = request.resolver_match
        if match is not None and match.view_name in STANDS_OPEN:
            return None
        answer = render(request, "site/door.html", status=503)
        answer["X-Robots-Tag"] = "noindex"
        add_never_cache_headers(answer)
        return answer
