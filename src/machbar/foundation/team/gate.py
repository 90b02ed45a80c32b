"""Who must have a second factor and has none yet sees only the page that leads there, once the day has come."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.second_factor import SESSION, missing_from
from machbar.foundation.access.typed import typed_texts
from machbar.foundation.team.factors import has_factor

OPEN = frozenset(
    {
        "team:own",
        "team:confirm",
        "team:add_app",
        "team:add_key",
        "team:codes",
        "team:end_one",
        "team:end_others",
        "account_logout",
        "town_style",
        "town_logo",
        "health",
        "privacy",
        "imprint",
        "accessibility",
    }
)


class SecondFactorMiddleware:
    """Leads to `team:own`; what somebody has just typed is shown once more, so that it is not lost."""

    def __init__(self, get_response: Any) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answer: HttpResponse = self.get_response(request)
        return answer

    def process_view(
        self, request: HttpRequest, _view: object, _arguments: object, _keywords: dict[str, Any]
    ) -> HttpResponse | None:
        """None where the page may be seen."""
        if getattr(request, "actor", None) is None:
            return None
        house = cast("ActorRequest", request)
        day = missing_from(house, house.actor)
        if day is None or day > timezone.localdate():
            return None
        match = request.resolver_match
        if match is not None and match.view_name in OPEN:
            return None
        person = house.actor.person
        if person is not None and has_factor(person):
            # Set up in another browser meanwhile.
            request.session[SESSION] = True
            return None
        if request.method != "POST":
            return redirect("team:own")
        context = {"texts": typed_texts(request)}
        answer = render(request, "team/factor_needed.html", context, status=403)
        add_never_cache_headers(answer)
        return answer
