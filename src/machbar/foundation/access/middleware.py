"""Makes the actor of each request: person with roles, counter device, or guest."""

from collections.abc import Callable
from typing import cast

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.issuer.configured import issuer_for
from machbar.foundation.access.known_browser import remember_browser
from machbar.foundation.access.services import device_behind, note_device
from machbar.foundation.access.sessions import HOUSE, is_over, renew
from machbar.foundation.people.models import Person, Role
from machbar.foundation.towns.models import Town

DEVICE_COOKIE = "tresen"


class ActorMiddleware:
    """Sets ``request.actor``; one query for the roles, one for the device where its cookie is there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        town = getattr(request, "town", None)
        if isinstance(town, Town):
            cast("ActorRequest", request).actor = _actor_of(request, town)
        answer = self.get_response(request)
        remember_browser(request, answer)
        return answer


def _actor_of(request: HttpRequest, town: Town) -> Actor:
    now = timezone.now()
    device = device_behind(town=town, token=request.COOKIES.get(DEVICE_COOKIE, ""))
    if device is not None:
        note_device(device=device, at=now)
    person = request.user
    if not isinstance(person, Person) or not person.is_active:
        return Actor(town=town, device=device)
    if is_over(request.session, now) or not _still_counts(request, town):
        logout(request)
        return Actor(town=town, device=device)
    renew(request, person, now)
    roles = frozenset(
        Role(role) for role in person.roles.filter(town=town).values_list("role", flat=True)
    )
    return Actor(town=town, person=person, roles=roles, device=device)


def _still_counts(request: HttpRequest, town: Town) -> bool:
    """Whoever came by an issuer is somebody only in its towns, and only as long as the server trusts it."""
    came_by = request.session.get(HOUSE)
    if came_by is None:
        return True
    issuer = issuer_for(town)
    return issuer is not None and issuer.url == came_by
