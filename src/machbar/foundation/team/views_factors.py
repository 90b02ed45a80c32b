"""The pages of the second factor: at the sign-in, and under *My access* what is set up there."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from textwrap import wrap
from typing import Any, Concatenate, ParamSpec

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.totp.internal.auth import clear_totp_secret
from allauth.mfa.webauthn.forms import ReauthenticateWebAuthnForm
from allauth.mfa.webauthn.internal.auth import begin_authentication, begin_registration
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.contrib import messages
from django.contrib.auth import logout
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.second_factor import closes_without_one
from machbar.foundation.access.sessions import SIGNED_IN
from machbar.foundation.access.typed import is_own_address, page_before
from machbar.foundation.people.models import Person
from machbar.foundation.team.factors import (
    add_app,
    add_key,
    confirmed_lately,
    count_factors,
    emergency_codes,
    has_factor,
    new_emergency_codes,
    note_factor,
    remove_factor,
    ways_of,
)
from machbar.foundation.team.forms_factors import (
    AppForm,
    ConfirmForm,
    KeyForm,
    SecondStepForm,
    TakeAwayForm,
)
from machbar.foundation.team.mfa import Adapter

P = ParamSpec("P")
FORM = ["GET", "HEAD", "POST"]
FRESH = timedelta(hours=1)
AGAIN = "again"
GROUP = 4  # letters of a key that are read and typed together
View = Callable[Concatenate[ActorRequest, P], HttpResponse]


class SecondStep(AuthenticateView):  # type: ignore[misc] # allauth is untyped
    """The second step of a sign-in: a code, or a passkey."""

    form_class = SecondStepForm
    template_name = "team/second_step.html"

    def get_context_data(self, **keywords: Any) -> dict[str, Any]:
        """Nobody is offered what they do not have."""
        found: dict[str, Any] = super().get_context_data(**keywords)
        options = _as_json(found["js_data"]["request_options"])
        ways = ways_of(self.stage.login.user)
        found["form"].name_code(ways)
        return {**found, "ways": ways, "options": options}


class SignInByKey(LoginWebAuthnView):  # type: ignore[misc] # allauth is untyped
    """Signing in with a passkey alone: it stands for the mailbox and for the second step."""


def confirmed(view: View[P]) -> View[P]:
    """Before the sign-in is changed: show a factor once more; whoever has none yet must have signed in just now."""

    @wraps(view)
    def guarded(request: ActorRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        person = me(request)
        if has_factor(person):
            if confirmed_lately(request, person):
                return view(request, *args, **kwargs)
            return redirect(f"{reverse('team:confirm')}?{urlencode(_way_back(request))}")
        if _signed_in_at(request) > timezone.now() - FRESH:
            return view(request, *args, **kwargs)
        logout(request)
        messages.info(request, _("To be sure that it is you: please sign in once more."))
        return redirect(f"{reverse('account_login')}?{urlencode({'next': reverse('team:own')})}")

    return guarded


def _way_back(request: ActorRequest) -> dict[str, str]:
    """Where to go on; a form that was sent is not sent again, so that its page has to be asked once more."""
    if request.method == "POST":
        return {"next": page_before(request, fallback=reverse("team:own")), AGAIN: "1"}
    return {"next": request.path}


@never_cache
@require_http_methods(FORM)
@staff_only
def confirm(request: ActorRequest) -> HttpResponse:
    """Show a second factor once more."""
    person = me(request)
    if not has_factor(person):
        return redirect("team:own")
    is_key = "credential" in request.POST
    code = ConfirmForm(user=person, data=None if is_key else request.POST or None)
    key = ReauthenticateWebAuthnForm(user=person, data=request.POST if is_key else None)
    form = key if is_key else code
    ways = ways_of(person)
    code.name_code(ways)
    back = request.POST.get("next") or request.GET.get("next") or ""
    if request.method == "POST" and form.is_valid():
        form.save()
        if AGAIN in request.GET:
            messages.info(
                request,
                _(
                    "Thank you. Nothing has been changed yet: please press once more what you wanted."
                ),
            )
        return redirect(back if is_own_address(request, back) else "team:own")
    context = {
        "form": form,
        "code": code,
        "back": back,
        "ways": ways,
        "options": _as_json(begin_authentication(person)),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "team/confirm.html", context, status=status)


@never_cache
@require_http_methods(FORM)
@staff_only
@confirmed
def app(request: ActorRequest) -> HttpResponse:
    """Set an app with changing codes up: scan, type the first code."""
    person = me(request)
    form = AppForm(user=person, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        add_app(person=person, secret=form.secret, by=request.actor)
        clear_totp_secret(request)
        return _set_up(request, _("The app is set up."))
    address = Adapter().build_totp_url(person, form.secret)
    context = {"form": form, "address": address, "groups": wrap(form.secret, GROUP)}
    status = 422 if request.method == "POST" else 200
    return render(request, "team/app.html", context, status=status)


@never_cache
@require_http_methods(FORM)
@staff_only
@confirmed
def key(request: ActorRequest) -> HttpResponse:
    """Set a passkey up."""
    person = me(request)
    form = KeyForm(user=person, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        add_key(person=person, name=given["name"], credential=given["credential"], by=request.actor)
        return _set_up(request, _("The passkey is set up."))
    context = {"form": form, "options": _as_json(begin_registration(person, passwordless=True))}
    status = 422 if request.method == "POST" else 200
    return render(request, "team/key.html", context, status=status)


@require_POST
@staff_only
@confirmed
def remove(request: ActorRequest, number: int) -> HttpResponse:
    """Take one of my factors away; the last one only after saying that one knows what that means."""
    form = TakeAwayForm(request.POST)
    if needs_its_last(request) and not form.is_valid():
        messages.error(request, str(form.errors["sure"][0]))
        return redirect("team:own")
    if not remove_factor(person=me(request), number=number, by=request.actor):
        raise Http404
    note_factor(request, me(request))
    messages.success(request, _("That second step is taken away."))
    return redirect("team:own")


@never_cache
@require_http_methods(FORM)
@staff_only
@confirmed
def codes(request: ActorRequest) -> HttpResponse:
    """My emergency codes; by POST new ones."""
    person = me(request)
    if not has_factor(person):
        return redirect("team:own")
    if request.method == "POST":
        new_emergency_codes(person=person, by=request.actor)
        messages.success(request, _("Here are ten new codes. The old ones are worth nothing now."))
        return redirect("team:codes")
    return render(request, "team/codes.html", {"codes": emergency_codes(person)})


def needs_its_last(request: ActorRequest) -> bool:
    """Whether the person behind the page has one factor left, without which the house closes to them today."""
    closes = closes_without_one(
        request,
        request.actor,
        on=timezone.localdate(),
        asked_from=request.town.second_factor_from,
    )
    return closes and count_factors(me(request)) == 1


def me(request: ActorRequest) -> Person:
    """The person behind the page."""
    person = request.actor.person
    assert person is not None  # noqa: S101 - the guard has looked
    return person


def _set_up(request: ActorRequest, sentence: str) -> HttpResponse:
    """After a factor is set up: the codes for emergencies, as whoever has just set it up is confirmed."""
    person = me(request)
    note_factor(request, person)
    record_authentication(request, person, method="mfa", reauthenticated=True)
    messages.success(request, sentence)
    return redirect("team:codes")


def _as_json(options: dict[str, Any]) -> str:
    """What the script reads: in an attribute, as the policy for content allows no script in the page."""
    return json.dumps(options, cls=DjangoJSONEncoder)


def _signed_in_at(request: ActorRequest) -> datetime:
    stored: Any = request.session.get(SIGNED_IN)
    return datetime.fromtimestamp(stored if isinstance(stored, float) else 0, UTC)


second_step = never_cache(require_http_methods(FORM)(SecondStep.as_view()))
sign_in_by_key: Callable[..., HttpResponseBase] = never_cache(
    require_http_methods(FORM)(SignInByKey.as_view())
)
