"""Milestones: planned, moved with a reason, reached with one click, taken out with a reason.

A second click changes nothing: the state that a deed expects is part of its WHERE clause. Whatever may be removed
leaves its trace on the project, so that the history stays whole.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.coordination.exceptions import AlreadyDecided, ReasonMissing, TooMany
from machbar.modules.coordination.models import Member, Milestone, MilestoneMove
from machbar.modules.projects.models import Project
from machbar.modules.projects.services.changing import touch

MOST_MILESTONES = 30


@transaction.atomic
def plan_milestone(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    form_key: str,
    title: str,
    planned_on: date,
    is_public: bool = True,
    is_fictional: bool = False,
) -> Milestone:
    """A new milestone. The same form sent twice gives one. Raises `TooMany`."""
    known = Milestone.objects.filter(project=project, form_key=form_key).first()
    if known is not None:
        return known
    if project.milestones.count() >= MOST_MILESTONES:
        raise TooMany(
            _("A project takes at most %(n)d milestones. Small steps are tasks.")
            % {"n": MOST_MILESTONES}
        )
    milestone, is_new = Milestone.objects.get_or_create(
        project=project,
        form_key=form_key,
        defaults={
            "title": " ".join(title.split()),
            "first_planned_on": planned_on,
            "planned_on": planned_on,
            "is_public": is_public,
            "created_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        touch(project, at)
        _record("milestone.planned", milestone, by, day=planned_on)
    return milestone


@transaction.atomic
def reach_milestone(*, milestone: Milestone, by: Actor, at: datetime, on: date) -> None:
    """It is reached, on this day."""
    if Milestone.objects.filter(pk=milestone.pk, done_on=None).update(done_on=on):
        touch(milestone.project, at)
        _record("milestone.reached", milestone, by, day=on)


@transaction.atomic
def reopen_milestone(*, milestone: Milestone, by: Actor, at: datetime) -> None:
    """It is not reached after all."""
    done = Milestone.objects.filter(pk=milestone.pk, done_on__isnull=False)
    if done.update(done_on=None):
        touch(milestone.project, at)
        _record("milestone.reopened", milestone, by)


@transaction.atomic
def move_milestone(
    *,
    milestone: Milestone,
    by: Actor,
    at: datetime,
    planned_on: date,
    reason: str,
    member: Member | None = None,
) -> None:
    """Plan it for another day. Raises `ReasonMissing`, and `AlreadyDecided` where it is reached or moved meanwhile."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing(_("Please say in one sentence why the day moves."))
    if planned_on == milestone.planned_on:
        return
    won = Milestone.objects.filter(
        pk=milestone.pk, planned_on=milestone.planned_on, done_on=None
    ).update(planned_on=planned_on)
    if not won:
        raise AlreadyDecided(
            _("Somebody was faster: the milestone is reached or moved. Please look again.")
        )
    MilestoneMove.objects.create(
        milestone=milestone,
        from_day=milestone.planned_on,
        to_day=planned_on,
        reason=reason,
        moved_at=at,
        by_member=member,
        by_person=None if member is not None else by.person,
    )
    touch(milestone.project, at)
    days = {"from": milestone.planned_on, "to": planned_on, "reason": reason}
    _record("milestone.moved", milestone, by, **days)
    milestone.planned_on = planned_on


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Actor, at: datetime, reason: str) -> None:
    """Take it out of the plan; why stays in the history. A second click changes nothing."""
    reason = " ".join(reason.split())
    if not reason:
        raise ReasonMissing(_("Please say in one sentence why the milestone goes."))
    gone, _of_which = Milestone.objects.filter(pk=milestone.pk).delete()
    if gone:
        touch(milestone.project, at)
        _record("milestone.removed", milestone, by, reason=reason)


def _record(event: str, milestone: Milestone, by: Actor, **more: object) -> None:
    payload = {"milestone": milestone.public_id, "title": milestone.title, **more}
    record(event, on=milestone.project, by=by, payload=payload)
