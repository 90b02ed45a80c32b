"""Watching who signs in and out: the list of browsers stays true, and a sign-in from a new device sends a mail."""

from typing import Any

from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils import timezone

from machbar.foundation.access.known_browser import MARK, knows_browser
from machbar.foundation.access.models import SignIn
from machbar.foundation.access.sessions import device_words, note_sign_in
from machbar.foundation.people.models import Person
from machbar.foundation.team.factors import note_factor
from machbar.foundation.team.letters import tell_of_sign_in
from machbar.foundation.towns.models import Town


def connect() -> None:
    """Called once at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="team.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="team.signed_out")


def _signed_in(request: HttpRequest, user: Person, **_rest: Any) -> None:
    now = timezone.now()
    note_sign_in(request, user, now)
    setattr(request, MARK, user)
    note_factor(request, user)
    town = getattr(request, "town", None)
    if not isinstance(town, Town) or town.is_demo or getattr(request, "came_by_link", False):
        return
    if not knows_browser(request, user):
        device = device_words(request.headers.get("User-Agent", ""))
        tell_of_sign_in(town=town, person=user, device=device, at=now)


def _signed_out(request: HttpRequest, **_rest: Any) -> None:
    SignIn.objects.filter(session_key=request.session.session_key).delete()
