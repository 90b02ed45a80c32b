"""Planning milestones, and what happens to them, at both desks."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from machbar.foundation.access.actor import ActorRequest
from machbar.foundation.access.pages import staff_only
from machbar.modules.coordination.exceptions import CoordinationError
from machbar.modules.coordination.forms import MilestoneDeedForm, MilestoneForm
from machbar.modules.coordination.models import Milestone
from machbar.modules.coordination.selectors import milestones_of
from machbar.modules.coordination.services import (
    move_milestone,
    plan_milestone,
    reach_milestone,
    remove_milestone,
    reopen_milestone,
)
from machbar.modules.coordination.views.desk import Desk, member_desk, refuse_unless, team_desk
from machbar.modules.coordination.views.diary import desk_page


@require_POST
@staff_only
def team_milestones(request: ActorRequest, public_id: str) -> HttpResponse:
    """Plan a milestone."""
    return _plan(request, team_desk(request, public_id))


@require_POST
@staff_only
def team_milestone(request: ActorRequest, public_id: str, milestone: str) -> HttpResponse:
    """Reach a milestone, move it, take it out."""
    return _change(request, team_desk(request, public_id), milestone)


@never_cache
@require_POST
def member_milestones(request: ActorRequest, token: str) -> HttpResponse:
    """The lead plans a milestone."""
    return _plan(request, member_desk(request, token))


@never_cache
@require_POST
def member_milestone(request: ActorRequest, token: str, milestone: str) -> HttpResponse:
    """The lead reaches a milestone, moves it, takes it out."""
    return _change(request, member_desk(request, token), milestone)


def _plan(request: ActorRequest, desk: Desk) -> HttpResponse:
    refuse_unless(desk, may=desk.may_plan)
    form = MilestoneForm(request.POST, auto_id="id_plan_%s")
    if form.is_valid():
        try:
            plan_milestone(
                project=desk.project, by=desk.actor, at=timezone.now(), **form.cleaned_data
            )
        except CoordinationError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The milestone stands in the plan."))
            return redirect(desk.diary_url)
    return desk_page(request, desk, plan_form=form)


def _change(request: ActorRequest, desk: Desk, milestone: str) -> HttpResponse:
    refuse_unless(desk, may=desk.may_plan)
    milestones = milestones_of(desk.project.pk).select_related("project")
    found = get_object_or_404(milestones, public_id=milestone)
    form = MilestoneDeedForm(
        request.POST, today=timezone.localdate(), auto_id=f"id_{found.public_id}_%s"
    )
    if form.is_valid():
        try:
            _carry_out(desk, found, form)
        except CoordinationError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("Saved."))
        return redirect(desk.diary_url)
    return desk_page(request, desk, refused_milestone=(found.public_id, form))


def _carry_out(desk: Desk, milestone: Milestone, form: MilestoneDeedForm) -> None:
    cleaned, by, at = form.cleaned_data, desk.actor, timezone.now()
    deed = cleaned["deed"]
    if deed == "reach":
        reach_milestone(milestone=milestone, by=by, at=at, on=cleaned["done_on"])
    elif deed == "reopen":
        reopen_milestone(milestone=milestone, by=by, at=at)
    elif deed == "move":
        move_milestone(
            milestone=milestone,
            by=by,
            at=at,
            planned_on=cleaned["planned_on"],
            reason=cleaned["move_reason"],
            member=desk.member,
        )
    else:
        remove_milestone(milestone=milestone, by=by, at=at, reason=cleaned["remove_reason"])
