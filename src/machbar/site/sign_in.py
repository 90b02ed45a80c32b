"""Signing in: a code by mail through allauth, a link from the command line, and in the demo one click per role.

(An account of the town hall: `machbar.foundation.team.views_house`.)

Only the three of allauth's pages that we need exist; nobody signs up, nobody has a password.
"""

from datetime import timedelta
from typing import Any

from allauth.account.views import RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.actor import Actor, ActorRequest
from machbar.foundation.access.issuer.configured import issuer_for
from machbar.foundation.access.services import issue_link, link_behind, revoke_links
from machbar.foundation.access.sessions import BACKEND, sign_in_by_link
from machbar.foundation.access.typed import is_own_address
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person, Role
from machbar.foundation.post.backends import has_mail
from machbar.foundation.team.rules import DEMO_DOMAIN
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town

__all__ = [
    "BACKEND",
    "RequestCode",
    "demo_address",
    "demo_sign_in",
    "one_time_address",
    "sign_in_once",
]
ONCE = "sign-in"
ONCE_HOURS = 1


def demo_address(role: str) -> str:
    """The mail address of the demo's person with this role."""
    return f"{role}{DEMO_DOMAIN}"


class RequestCode(RequestLoginCodeView):  # type: ignore[misc] # allauth is untyped
    """Asks for the mail address; in a demo town it offers every role by one click."""

    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        """The page's values, with the issuer where there is one, and the demo's roles where this is the demo.

        Where no mail leaves yet, whoever waits for a code reads so.
        """
        context: dict[str, Any] = super().get_context_data(**keywords)
        context["sends_mail"] = has_mail()
        town = getattr(self.request, "town", None)
        if town is not None:
            context["issuer"] = issuer_for(town)
        if settings.DEMO and town is not None and town.is_demo:
            context["demo_roles"] = list(Role.choices)
        return context


@require_POST
def demo_sign_in(request: ActorRequest, role: str) -> HttpResponse:
    """Sign in as the demo's person with this role. It exists in the demo process and in a demo town only."""
    if not (settings.DEMO and request.town.is_demo) or role not in Role.values:
        raise Http404
    person = Person.objects.filter(email=demo_address(role), roles__town=request.town).first()
    if person is None:
        raise Http404
    sign_in_by_link(request, person)
    back = request.POST.get(REDIRECT_FIELD_NAME, "")
    return redirect(back if is_own_address(request, back) else settings.LOGIN_REDIRECT_URL)


@transaction.atomic
def one_time_address(*, town: Town, person: Person, public_url: str = "") -> str:
    """The address at which this person signs in once within the hour; an older one ends with it.

    ``public_url`` is the address of the server where it was given just now. Only the command line gives the link out:
    whoever reads it there may read the database as well.
    """
    now = timezone.now()
    revoke_links(subject=person, purpose=ONCE, at=now)
    token = issue_link(
        town=town, purpose=ONCE, subject=person, expires_at=now + timedelta(hours=ONCE_HOURS)
    )
    return absolute_url(town, reverse("sign_in_once", args=[token]), public_url=public_url)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_once(request: ActorRequest, token: str) -> HttpResponse:
    """Sign in by the link of the command line. Looking at the page uses nothing up; the button does."""
    person = _person_behind(request.town, token)
    if person is None:
        return render(request, "site/sign_in_once.html", {"is_over": True}, status=404)
    if request.method != "POST":
        return render(request, "site/sign_in_once.html", {"name": person.name})
    with transaction.atomic():
        if not revoke_links(subject=person, purpose=ONCE, at=timezone.now()):
            return render(request, "site/sign_in_once.html", {"is_over": True}, status=404)
        record("person.signed_in_once", on=person, by=Actor(town=request.town, person=person))
    sign_in_by_link(request, person)
    return redirect(
        "wizard" if _has_to_set_up(request.town, person) else settings.LOGIN_REDIRECT_URL
    )


def _has_to_set_up(town: Town, person: Person) -> bool:
    """Whether this is an admin of a town that is not open yet."""
    return not town.is_public and person.roles.filter(town=town, role=Role.ADMIN).exists()


def _person_behind(town: Town, token: str) -> Person | None:
    """The active person of this town behind a living link."""
    link = link_behind(town=town, token=token, purpose=ONCE)
    if link is None:
        return None
    return Person.objects.filter(pk=link.subject_id, is_active=True, roles__town=town).first()
