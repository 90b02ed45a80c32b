"""Watching who signs in and out: the list of browsers stays true, and a sign-in from a new device sends a mail.

Whoever comes by an account of the town hall is noted before the second step and linked after it.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.signals import user_logged_in, user_logged_out
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.issuer.tokens import Identity
from machbar.foundation.access.known_browser import MARK, knows_browser
from machbar.foundation.access.models import SignIn
from machbar.foundation.access.second_factor import AT_THE_TOWN_HALL
from machbar.foundation.access.sessions import HOUSE, device_words, note_sign_in
from machbar.foundation.people.models import Person
from machbar.foundation.team.exceptions import NotLetIn
from machbar.foundation.team.factors import note_factor
from machbar.foundation.team.house_accounts import link
from machbar.foundation.team.letters import tell_of_sign_in
from machbar.foundation.towns.models import Town

ARRIVAL = "house_arrival"


def connect() -> None:
    """Called once at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="team.signed_in")
    user_logged_out.connect(_signed_out, dispatch_uid="team.signed_out")


def note_arrival(
    request: HttpRequest, person: Person, *, issuer_url: str, identity: Identity
) -> None:
    """Keep who comes by which account until the sign-in is through."""
    request.session[ARRIVAL] = {
        "person": person.pk,
        "issuer": issuer_url,
        "subject": identity.subject,
        "strong": identity.is_strong,
    }


def _signed_in(request: HttpRequest, user: Person, **_rest: Any) -> None:
    now = timezone.now()
    _arrived(request, user, now)
    note_sign_in(request, user, now)
    setattr(request, MARK, user)
    note_factor(request, user)
    town = getattr(request, "town", None)
    if not isinstance(town, Town) or town.is_demo or getattr(request, "came_by_link", False):
        return
    if not knows_browser(request, user):
        device = device_words(request.headers.get("User-Agent", ""))
        tell_of_sign_in(town=town, person=user, device=device, at=now)


def _arrived(request: HttpRequest, person: Person, now: datetime) -> None:
    """Mark the session, and link the account if it came for the first time."""
    arrival = request.session.pop(ARRIVAL, None)
    town = getattr(request, "town", None)
    if arrival is None or arrival["person"] != person.pk or not isinstance(town, Town):
        return
    request.session[HOUSE] = arrival["issuer"]
    if arrival["strong"]:
        request.session[AT_THE_TOWN_HALL] = True
    if person.house_accounts.filter(issuer=arrival["issuer"]).exists():
        return  # linked already, or detached by an admin while the second step was shown
    try:
        link(
            person=person,
            issuer_url=arrival["issuer"],
            subject=arrival["subject"],
            by=Actor(town=town, person=person),
            at=now,
        )
    except NotLetIn as error:  # somebody else was quicker; the next sign-in will say so
        messages.warning(request, str(error), fail_silently=True)


def _signed_out(request: HttpRequest, **_rest: Any) -> None:
    if HOUSE in request.session:
        messages.info(
            request,
            _("You are signed out here. At the town hall's sign-in you may still be signed in."),
            fail_silently=True,
        )
    SignIn.objects.filter(session_key=request.session.session_key).delete()
