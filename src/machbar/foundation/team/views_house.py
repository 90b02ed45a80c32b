"""Signing in with an account of the town hall, linking one from inside, and detaching it."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from urllib.parse import urlencode

from allauth.account.internal.flows.login import perform_login
from allauth.account.models import Login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.issuer.configured import Issuer, issuer_for
from machbar.foundation.access.issuer.errors import AnswerStale, HouseAccountError
from machbar.foundation.access.issuer.flow import Arrival, come_back, set_out, way_on
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.sessions import BACKEND
from machbar.foundation.access.typed import is_own_address
from machbar.foundation.people.models import Person
from machbar.foundation.post.sign_in import BY_HOUSE
from machbar.foundation.team.exceptions import NotLetIn, TeamError
from machbar.foundation.team.factors import has_factor
from machbar.foundation.team.house_accounts import (
    detach,
    is_linked,
    link,
    may_come_by,
    person_behind,
)
from machbar.foundation.team.signing import note_arrival
from machbar.foundation.team.views_factors import confirmed, me
from machbar.foundation.towns.addresses import absolute_url

P = ParamSpec("P")
logger = logging.getLogger(__name__)
OWN_DEEDS = frozenset({"same-origin", "none"})


def told(
    view: Callable[Concatenate[ActorRequest, Issuer, P], HttpResponse],
) -> Callable[Concatenate[ActorRequest, P], HttpResponse]:
    """A page that needs the issuer of the town; what goes wrong there is said on the page that one came from."""

    @wraps(view)
    def guarded(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        issuer = issuer_for(request.town)
        if issuer is None:
            raise Http404
        back = _asked_for(request) or way_on(request)
        try:
            return view(request, issuer, *args, **kwargs)
        except HouseAccountError as error:
            logger.warning("House account: %s", error.code)
            messages.error(request, str(error))
        except TeamError as error:
            messages.error(request, str(error))
        return redirect("team:own") if request.actor.person else _entrance(back)

    return guarded


@never_cache
@require_safe
@told
def start(request: ActorRequest, issuer: Issuer) -> HttpResponse:
    """To the issuer. Only a click here (or a typed address) leads there: another site must not sign anybody in."""
    if request.actor.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    if not _is_own_deed(request):
        return redirect("account_login")
    return _set_out(request, issuer, back=_asked_for(request))


@never_cache
@require_safe
@told
def come_in(request: ActorRequest, issuer: Issuer) -> HttpResponse:
    """Back from the issuer: somebody of the team is signed in, or has linked the account."""
    arrival = come_back(request, issuer)
    if arrival.for_whom:
        return _link_own(request, issuer, arrival)
    if request.actor.person is not None:
        return redirect(settings.LOGIN_REDIRECT_URL)
    person = person_behind(
        identity=arrival.identity, issuer=issuer, town=request.town, at=timezone.now()
    )
    return _let_in(request, person, issuer, arrival)


@never_cache
@require_safe
@staff_only
@confirmed
@told
def link_own(request: ActorRequest, issuer: Issuer) -> HttpResponse:
    """To the issuer, to link an account there with me."""
    if not _is_own_deed(request):
        return redirect("team:own")
    if not may_come_by(issuer, me(request)):
        raise NotLetIn(_("Whoever looks after the server does not sign in this way."))
    return _set_out(request, issuer, for_whom=me(request).public_id)


@require_POST
@staff_only
@confirmed
def detach_own(request: ActorRequest) -> HttpResponse:
    """My account of the town hall signs me in no more."""
    if not detach(
        person=me(request),
        by=request.actor,
        at=timezone.now(),
        but=request.session.session_key,
    ):
        raise Http404
    messages.success(request, _("The account of the town hall is detached."))
    return redirect("team:own")


def _asked_for(request: ActorRequest) -> str:
    """Which page of ours somebody wanted before they were asked to sign in."""
    back = request.GET.get(REDIRECT_FIELD_NAME, "")
    return back if is_own_address(request, back) else ""


def _entrance(back: str) -> HttpResponse:
    """The page for signing in, which leads on to where somebody wanted to go."""
    entrance = reverse("account_login")
    return redirect(f"{entrance}?{urlencode({REDIRECT_FIELD_NAME: back})}" if back else entrance)


def _set_out(
    request: ActorRequest, issuer: Issuer, *, back: str = "", for_whom: str = ""
) -> HttpResponse:
    returns_to = absolute_url(request.town, reverse("house_return"))
    return redirect(set_out(request, issuer, returns_to=returns_to, back=back, for_whom=for_whom))


def _is_own_deed(request: ActorRequest) -> bool:
    """Whether the browser says that our own page led here; one that says nothing is believed."""
    return request.headers.get("Sec-Fetch-Site", "none") in OWN_DEEDS


def _link_own(request: ActorRequest, issuer: Issuer, arrival: Arrival) -> HttpResponse:
    person = request.actor.person
    if person is None or person.public_id != arrival.for_whom or not request.actor.is_staff:
        raise AnswerStale
    link(
        person=person,
        issuer_url=issuer.url,
        subject=arrival.identity.subject,
        by=request.actor,
        at=timezone.now(),
    )
    messages.success(request, _("The account of the town hall signs you in from now on."))
    return redirect("team:own")


def _let_in(
    request: ActorRequest, person: Person, issuer: Issuer, arrival: Arrival
) -> HttpResponse:
    """Sign in; whoever has a second step here shows it, unless that of a linked account counts."""
    identity = arrival.identity
    is_known = is_linked(person=person, issuer_url=issuer.url, subject=identity.subject)
    note_arrival(request, person, issuer_url=issuer.url, identity=identity)
    back = arrival.back or settings.LOGIN_REDIRECT_URL
    if (identity.is_strong and is_known) or not has_factor(person):
        login(request, person, backend=BACKEND)
        return redirect(back)
    coming = Login(user=person, email=person.email, redirect_url=back, state={BY_HOUSE: True})
    answer: HttpResponse = perform_login(request, coming)
    return answer
