"""Everybody's own access: one's name and address, where one is signed in; and joining the team by an invitation."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.issuer.configured import issuer_for
from machbar.foundation.access.pages import staff_only
from machbar.foundation.access.second_factor import is_asked_of, missing_from
from machbar.foundation.access.sessions import (
    end_other_sign_ins,
    end_sign_in,
    sign_in_by_link,
    sign_ins_of,
)
from machbar.foundation.people.models import Person
from machbar.foundation.post.backends import has_mail
from machbar.foundation.team import moving, naming
from machbar.foundation.team.exceptions import TeamError
from machbar.foundation.team.factors import factors_of
from machbar.foundation.team.forms import AddressForm, CodeForm, JoinForm, NameForm
from machbar.foundation.team.forms_factors import TakeAwayForm
from machbar.foundation.team.house_accounts import account_of
from machbar.foundation.team.inviting import accept, invitation_behind, known_person
from machbar.foundation.team.views_factors import confirmed, me, needs_its_last


@never_cache
@require_safe
@staff_only
def own(request: ActorRequest) -> HttpResponse:
    """How I am called, how I sign in, and where I am signed in."""
    return _own_page(request, NameForm(initial={"name": me(request).name}))


@require_POST
@staff_only
def rename(request: ActorRequest) -> HttpResponse:
    """Call me otherwise."""
    form = NameForm(request.POST)
    if not form.is_valid():
        return _own_page(request, form, status=422)
    if naming.rename(person=me(request), name=form.cleaned_data["name"], by=request.actor):
        messages.success(request, _("From now on the team sees you under this name."))
    return redirect("team:own")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
@confirmed
def address(request: ActorRequest) -> HttpResponse:
    """Sign in with another mail address: first a code goes there, then it is typed here."""
    is_sent = request.method == "POST"
    if not has_mail():
        return render(request, "team/address.html", status=422 if is_sent else 200)
    pending = moving.pending_in(request.session)
    if "code" in request.POST:
        return _typed_code(request, pending)
    form = _address_form(request, pending, request.POST if is_sent else None)
    if is_sent and form.is_valid():
        return _ask_for_code(request, form.cleaned_data["address"], is_again=pending is not None)
    return _address_page(request, pending, form, CodeForm(), 422 if is_sent else 200)


def _ask_for_code(request: ActorRequest, address: str, *, is_again: bool) -> HttpResponse:
    now = timezone.now()
    moving.ask_for_code(
        request.session, person=me(request), address=address, by=request.actor, at=now
    )
    if is_again:
        messages.success(
            request, _("A new code is on its way. The one before is worth nothing now.")
        )
    return redirect("team:address")


def _typed_code(request: ActorRequest, pending: moving.Pending | None) -> HttpResponse:
    """The second half: the code that came to the address that waits."""
    if pending is None or not pending.is_good(timezone.now()):
        return _over(request, _("The code is not good any more. Please let a new one be sent."))
    code = CodeForm(request.POST)
    if code.is_valid():
        if code.cleaned_data["sent_to"] not in {"", pending.address}:
            return _over(request, _("Meanwhile you have asked for another code. Please look here."))
        left = moving.tries_left(request.session, pending, code.cleaned_data["code"])
        if left is None:
            return _move(request, pending.address)
        if not left:
            return _over(request, _("Three times not the code. Please let a new one be sent."))
        code.add_error("code", _wrong(left))
    form = _address_form(request, pending)
    return _address_page(request, pending, form, code, 422)


def _wrong(left: int) -> str:
    words = ngettext(
        "This code does not fit. Please look once more into the mail; one try is left.",
        "This code does not fit. Please look once more into the mail; %(left)d tries are left.",
        left,
    )
    return words % {"left": left}


def _address_page(
    request: ActorRequest,
    pending: moving.Pending | None,
    form: AddressForm,
    code: CodeForm,
    status: int,
) -> HttpResponse:
    is_good = pending is not None and pending.is_good(timezone.now())
    waits = pending if is_good else None
    context = {"form": form, "code": code, "pending": waits}
    return render(request, "team/address.html", context, status=status)


def _address_form(
    request: ActorRequest, pending: moving.Pending | None, typed: QueryDict | None = None
) -> AddressForm:
    waiting = {"address": pending.address} if pending else {}
    return AddressForm(typed, person=me(request), town=request.town, initial=waiting)


def _move(request: ActorRequest, address: str) -> HttpResponse:
    moving.forget(request.session)
    try:
        moving.move(person=me(request), address=address, by=request.actor)
    except TeamError as error:
        messages.error(request, str(error))
        return redirect("team:address")
    messages.success(request, _("From now on you sign in with %(address)s.") % {"address": address})
    return redirect("team:own")


def _over(request: ActorRequest, sentence: str) -> HttpResponse:
    messages.error(request, sentence)
    return redirect("team:address")


def _own_page(request: ActorRequest, form: NameForm, status: int = 200) -> HttpResponse:
    key = request.session.session_key
    rows = [
        {"sign_in": each, "is_here": each.session_key == key}
        for each in sign_ins_of(me(request), timezone.now())
    ]
    found = factors_of(me(request))
    kinds = {each.type for each in found}
    context = {
        "form": form,
        "rows": rows,
        "keys": [each for each in found if each.type == "webauthn"],
        "app": next((each for each in found if each.type == "totp"), None),
        "has_factor": bool(kinds & {"webauthn", "totp"}),
        "is_asked": is_asked_of(request.actor),
        "is_needed": _is_needed(request),
        "take_away": TakeAwayForm() if needs_its_last(request) else None,
        **_house_account(request),
    }
    return render(request, "team/own.html", context, status=status)


@require_POST
@staff_only
def end_one(request: ActorRequest, public_id: str) -> HttpResponse:
    """Sign one of my browsers out."""
    end_sign_in(get_object_or_404(me(request).sign_ins.all(), public_id=public_id))
    messages.success(request, _("That device is signed out."))
    return redirect("team:own")


@require_POST
@staff_only
def end_others(request: ActorRequest) -> HttpResponse:
    """Sign me out everywhere but here."""
    end_other_sign_ins(request, me(request), timezone.now())
    messages.success(request, _("All other devices are signed out."))
    return redirect("team:own")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def join(request: ActorRequest, token: str) -> HttpResponse:
    """Who invites me to what; by saying yes I belong to the team.

    Whoever has an account already signs in as always afterwards: a link must not stand for a second factor.
    """
    now = timezone.now()
    invitation = invitation_behind(town=request.town, token=token, at=now)
    if invitation is None:
        return render(request, "team/join.html", status=404)
    is_sent = request.method == "POST"
    is_known = known_person(invitation) is not None
    form = JoinForm(request.POST if is_sent else None, invitation=invitation, is_known=is_known)
    if is_sent and form.is_valid():
        try:
            person, is_new = accept(
                invitation=invitation, name=form.cleaned_data.get("name", ""), at=now
            )
        except TeamError as error:
            form.add_error(None, str(error))
        else:
            return _welcome(request, person, is_new=is_new)
    context = {"form": form, "invitation": invitation, "is_known": is_known}
    return render(request, "team/join.html", context, status=422 if is_sent else 200)


def _welcome(request: ActorRequest, person: Person, *, is_new: bool) -> HttpResponse:
    if is_new:
        sign_in_by_link(request, person)
        messages.success(
            request, _("Welcome to the team. From now on you sign in with a code by mail.")
        )
        return redirect("day_page")
    messages.success(request, _("Welcome to the team. Please sign in."))
    return redirect("account_login")


def _house_account(request: ActorRequest) -> dict[str, object]:
    """Whether there is an issuer, and since when an account of it signs me in."""
    issuer = issuer_for(request.town)
    if issuer is None:
        return {}
    return {"issuer": issuer, "house_account": account_of(me(request), issuer)}


def _is_needed(request: ActorRequest) -> bool:
    """Whether nothing else is shown until a second step is set up."""
    day = missing_from(request, request.actor)
    return day is not None and day <= timezone.localdate()
