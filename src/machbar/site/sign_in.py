"""Signing in: a code by mail through allauth, and in the demo one click per role.

Only the three of allauth's pages that we need exist; nobody signs up, nobody has a password.
"""

from typing import Any

from allauth.account.views import RequestLoginCodeView
from django.conf import settings
from django.contrib.auth import login
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.people.models import Person, Role

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def demo_address(role: str) -> str:
    """The mail address of the demo's person with this role."""
    return f"{role}@demo.invalid"


class RequestCode(RequestLoginCodeView):  # type: ignore[misc] # allauth is untyped
    """Asks for the mail address; in a demo town it offers every role by one click."""

    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        """The page's values, with the demo's roles where this is the demo."""
        context: dict[str, Any] = super().get_context_data(**keywords)
        town = getattr(self.request, "town", None)
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
    login(request, person, backend=BACKEND)
    return redirect(settings.LOGIN_REDIRECT_URL)
