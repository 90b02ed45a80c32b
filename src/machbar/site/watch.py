"""What the log says about doors: who signed in or out, what was refused, which personal link was not known.

A line names the kind of refusal, the page by its name in the code, and the actor by a public id; never an address of a
page, a token, a name, a mail address or an IP address (docs/security/log.md lists every line).
"""

import logging
from collections.abc import Callable
from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.http import HttpRequest, HttpResponseBase
from django.urls import ResolverMatch

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.site.door import SECRET

log = logging.getLogger("machbar.security")
REFUSED = {401: "not signed in", 403: "refused", 429: "too often"}
CODE_PAGES = frozenset({"account_confirm_login_code", "access:pair_counter"})
"""Pages that answer a right code by leading on, and a wrong one by showing themselves or the page before."""


class WatchMiddleware:
    """One line for each request that was denied; nothing for pages that are simply not there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        what = denied(request, response.status_code)
        if what:
            match = request.resolver_match
            actor = getattr(request, "actor", None)
            log.warning(
                "%s: %s %s by %s in %s",
                what,
                request.method,
                match.view_name if match is not None else "?",
                actor.trace if isinstance(actor, Actor) else "guest",
                actor.town.key if isinstance(actor, Actor) else "?",
            )
        return response


def denied(request: HttpRequest, status: int) -> str:
    """Why this answer is a refusal; empty where it is none."""
    match = request.resolver_match
    if status in REFUSED:
        return REFUSED[status]
    if match is None:
        return ""
    if status == 404 and SECRET in match.kwargs:
        return "unknown link"
    if status == 404 and _is_signed_in(request):
        return "hidden or not there"
    return "wrong code" if _is_wrong_code(request, match, status) else ""


def _is_signed_in(request: HttpRequest) -> bool:
    actor = getattr(request, "actor", None)
    return isinstance(actor, Actor) and actor.person is not None


def _is_wrong_code(request: HttpRequest, match: ResolverMatch, status: int) -> bool:
    if request.method != "POST" or match.view_name not in CODE_PAGES:
        return False
    return status != 302 if match.view_name == "access:pair_counter" else not _came_in(request)


def _came_in(request: HttpRequest) -> bool:
    return isinstance(getattr(request, "user", None), Person)


def listen() -> None:
    """Write down sign-ins and sign-outs, whichever way they come about."""
    user_logged_in.connect(_signed_in, dispatch_uid="machbar.site.watch")
    user_logged_out.connect(_signed_out, dispatch_uid="machbar.site.watch")
    user_login_failed.connect(_failed, dispatch_uid="machbar.site.watch")


def _signed_in(request: HttpRequest | None = None, user: Any = None, **_more: object) -> None:
    log.info("signed in: person:%s by %s", user.public_id, _page(request))


def _signed_out(request: HttpRequest | None = None, user: Any = None, **_more: object) -> None:
    if user is not None:
        log.info("signed out: person:%s by %s", user.public_id, _page(request))


def _failed(request: HttpRequest | None = None, **_more: object) -> None:
    log.warning("sign-in failed: by %s", _page(request))


def _page(request: HttpRequest | None) -> str:
    match = getattr(request, "resolver_match", None)
    return match.view_name if match is not None else "no page"
