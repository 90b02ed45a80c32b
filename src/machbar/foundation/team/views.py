"""The team's pages for its admins: who belongs to it, who is invited, one colleague, and saying goodbye."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import team_only
from machbar.foundation.access.second_factor import closes_without_one
from machbar.foundation.access.sessions import end_all_sign_ins, sign_ins_of
from machbar.foundation.audit.services import record
from machbar.foundation.post.backends import has_mail
from machbar.foundation.team.exceptions import TeamError
from machbar.foundation.team.factors import ask_for_factor, has_factor, reset_factors
from machbar.foundation.team.forms import ColleagueForm, GoodbyeForm, InvitationForm
from machbar.foundation.team.forms_factors import PolicyForm
from machbar.foundation.team.house_accounts import detach
from machbar.foundation.team.inviting import invite, send_again, withdraw
from machbar.foundation.team.leaving import leave, open_duties
from machbar.foundation.team.models import Invitation
from machbar.foundation.team.roles import change_roles
from machbar.foundation.team.rules import can_manage_team, may_let_go, may_reset
from machbar.foundation.team.selectors import (
    Colleague,
    colleague_visible_to,
    open_invitations,
    other_admins,
    possible_successors,
    team_of,
)
from machbar.foundation.team.views_factors import confirmed, me

FORM = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(FORM)
@team_only(can_manage_team)
def team(request: ActorRequest) -> HttpResponse:
    """Everybody of the team, the open invitations, and a form for one more."""
    is_sent = request.method == "POST"
    form = InvitationForm(request.POST if is_sent else None, town=request.town)
    now = timezone.now()
    if is_sent and form.is_valid():
        given = form.cleaned_data
        try:
            invite(
                by=request.actor,
                at=now,
                form_key=given["form_key"],
                email=given["email"],
                roles=given["roles"],
            )
        except TeamError as error:
            form.add_error(None, str(error))
        else:
            _say_sent(request, _("The invitation is on its way. It is good for 14 days."))
            return redirect("team:team")
    return _team_page(
        request, form, PolicyForm(initial={"from_day": request.town.second_factor_from})
    )


def _say_sent(request: ActorRequest, sentence: str) -> None:
    """That a letter is on its way, or that it waits until mail leaves this server."""
    if has_mail():
        messages.success(request, sentence)
    else:
        messages.warning(
            request,
            _("It is written, but no mail leaves this server yet: it waits for the mail server."),
        )


@require_POST
@team_only(can_manage_team)
def policy(request: ActorRequest) -> HttpResponse:
    """From when a second step of the sign-in is asked for."""
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _team_page(request, InvitationForm(town=request.town), form)
    from_day = form.cleaned_data["from_day"]
    if not form.cleaned_data["sure"] and _closes_to_me(request, from_day):
        form.add_error("from_day", _shut_out())
        return _team_page(request, InvitationForm(town=request.town), form, closes_to_me=True)
    ask_for_factor(by=request.actor, from_day=from_day)
    messages.success(request, _("Saved."))
    return redirect("team:team")


def _shut_out() -> str:
    return _(
        "This shuts you out, so nothing is saved yet: your own sign-in has no second step. Once it is saved, you see "
        "nothing but “My access” until you have set one up; so does everybody else who must have one and has none."
    )


def _closes_to_me(request: ActorRequest, from_day: date | None) -> bool:
    """Whether this day shuts out the admin who sets it, who has no second step yet."""
    today = timezone.localdate()
    closes = closes_without_one(request, request.actor, on=today, asked_from=from_day)
    return closes and not has_factor(me(request))


def _team_page(
    request: ActorRequest,
    form: InvitationForm,
    policy_form: PolicyForm,
    *,
    closes_to_me: bool = False,
) -> HttpResponse:
    now = timezone.now()
    context = {
        "form": form,
        "policy": policy_form,
        "closes_to_me": closes_to_me,
        "colleagues": team_of(request.actor),
        "invitations": [
            {"invitation": each, "is_over": not each.is_open(now)}
            for each in open_invitations(request.actor)
        ],
    }
    is_wrong = form.is_bound or policy_form.is_bound
    return render(request, "team/team.html", context, status=422 if is_wrong else 200)


@require_POST
@team_only(can_manage_team)
def again(request: ActorRequest, public_id: str) -> HttpResponse:
    """Send an invitation once more, with a new link."""
    try:
        send_again(invitation=_invitation(request, public_id), by=request.actor, at=timezone.now())
    except TeamError as error:
        messages.error(request, str(error))
    else:
        _say_sent(request, _("Sent once more. The link before it no longer works."))
    return redirect("team:team")


@require_POST
@team_only(can_manage_team)
def take_back(request: ActorRequest, public_id: str) -> HttpResponse:
    """Withdraw an invitation."""
    try:
        withdraw(invitation=_invitation(request, public_id), by=request.actor, at=timezone.now())
    except TeamError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The invitation is withdrawn."))
    return redirect("team:team")


@never_cache
@require_http_methods(FORM)
@team_only(can_manage_team)
def colleague(request: ActorRequest, public_id: str) -> HttpResponse:
    """One person: roles, and where they are signed in."""
    found = _colleague(request, public_id)
    is_sent = request.method == "POST"
    form = ColleagueForm(request.POST if is_sent else None, held=found.roles)
    if is_sent and form.is_valid():
        try:
            change_roles(person=found.person, roles=form.cleaned_data["roles"], by=request.actor)
        except TeamError as error:
            form.add_error("roles", str(error))
        else:
            messages.success(request, _("The roles are changed."))
            return redirect("team:team")
    can_reset = may_reset(request.actor, found.person) and has_factor(found.person)
    context = {
        "form": form,
        "colleague": found,
        "sign_ins": sign_ins_of(found.person, timezone.now()),
        "may_let_go": may_let_go(request.actor, found.person),
        "is_oneself": found.person == request.actor.person,
        "other_admins": other_admins(request.actor),
        "has_house_account": found.person.house_accounts.filter(detached_at=None).exists(),
        "may_reset": can_reset,
        "has_own_factor": can_reset and has_factor(me(request)),
    }
    return render(request, "team/colleague.html", context, status=422 if is_sent else 200)


@require_POST
@team_only(can_manage_team)
def end_all(request: ActorRequest, public_id: str) -> HttpResponse:
    """Sign a person out everywhere."""
    person = _colleague(request, public_id).person
    end_all_sign_ins(person)
    record("sign_ins.ended", on=person, by=request.actor)
    messages.success(request, _("%(name)s is signed out everywhere.") % {"name": person.name})
    return redirect("team:colleague", public_id)


@require_POST
@team_only(can_manage_team)
@confirmed
def reset(request: ActorRequest, public_id: str) -> HttpResponse:
    """Reset the second factor of somebody who has lost phone and codes; whoever does it must have one."""
    person = _colleague(request, public_id).person
    if not (may_reset(request.actor, person) and has_factor(me(request))):
        raise PermissionDenied
    reset_factors(person=person, by=request.actor)
    messages.success(
        request, _("The second step of %(name)s is reset. A mail tells it.") % {"name": person.name}
    )
    return redirect("team:colleague", public_id)


@require_POST
@team_only(can_manage_team)
def detach_account(request: ActorRequest, public_id: str) -> HttpResponse:
    """The account of the town hall signs somebody in no more."""
    person = _colleague(request, public_id).person
    if detach(person=person, by=request.actor, at=timezone.now()):
        messages.success(
            request,
            _("The account of the town hall of %(name)s is detached. A mail tells it.")
            % {"name": person.name},
        )
    return redirect("team:colleague", public_id)


@never_cache
@require_http_methods(FORM)
@team_only(can_manage_team)
def goodbye(request: ActorRequest, public_id: str) -> HttpResponse:
    """Everything a person is responsible for, who takes it over, and the end of their roles."""
    person = _colleague(request, public_id).person
    if not may_let_go(request.actor, person):
        return redirect(f"{reverse('team:colleague', args=[public_id])}#abschied")
    duties = open_duties(person=person, by=request.actor)
    successors = possible_successors(request.actor, person)
    is_sent = request.method == "POST"
    form = GoodbyeForm(request.POST if is_sent else None, duties=duties, successors=successors)
    if is_sent and form.is_valid():
        try:
            n = leave(person=person, by=request.actor, at=timezone.now(), successors=form.chosen)
        except TeamError as error:
            form.add_error(None, str(error))
        else:
            words = ngettext(
                "%(name)s has left the team. %(n)s duty went over.",
                "%(name)s has left the team. %(n)s duties went over.",
                n,
            )
            messages.success(request, words % {"name": person.name, "n": n})
            return redirect("team:team")
    context = {"form": form, "person": person, "is_alone": len(duties) == 1}
    return render(request, "team/goodbye.html", context, status=422 if is_sent else 200)


def _invitation(request: ActorRequest, public_id: str) -> Invitation:
    return get_object_or_404(request.town.team_invitations.all(), public_id=public_id)


def _colleague(request: ActorRequest, public_id: str) -> Colleague:
    found = colleague_visible_to(request.actor, public_id)
    if found is None:
        raise Http404
    return found
