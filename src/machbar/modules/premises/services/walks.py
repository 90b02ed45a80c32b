"""The walk-round: planned by the team, ticked by walkers with a link, typed in from paper, and ended.

A tick holds an address and what was seen there, never a person. The same tick may arrive any number of times and in any
order: for each house the last look wins, by the clock of the phone, which cannot be ahead of ours.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link, revoke_links
from machbar.foundation.audit.services import record
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.exceptions import AlreadyDecided
from machbar.modules.premises.models import House, Tick, Walk

WALK = "walk"
LINK_LIVES = timedelta(days=14)


@dataclass(frozen=True, kw_only=True)
class Sight:
    """What was seen at one house (its public id), and when by the clock of who saw it."""

    house: str
    look: Look
    seen_at: datetime


@transaction.atomic
def plan_walk(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    on: date,
    title: str,
    streets: Sequence[str],
    is_fictional: bool = False,
) -> Walk:
    """A round on one day along these streets. The same ``form_key`` again gives the same round."""
    walk, is_new = Walk.objects.get_or_create(
        town=by.town,
        form_key=form_key,
        defaults={
            "on": on,
            "title": title.strip(),
            "streets": list(streets),
            "created_at": at,
            "is_fictional": is_fictional,
        },
    )
    if is_new:
        record("walk.planned", on=walk, by=by)
    return walk


@transaction.atomic
def open_walk_link(*, walk: Walk, by: Actor, at: datetime) -> str:
    """A link for all who walk along; it ends with the round, at the latest two weeks later. Raises `AlreadyDecided`."""
    _refuse_ended(walk)
    record("walk.link_given", on=walk, by=by)
    return issue_link(town=walk.town, purpose=WALK, subject=walk, expires_at=at + LINK_LIVES)


@transaction.atomic
def tick_houses(*, walk: Walk, sights: Iterable[Sight], at: datetime) -> list[str]:
    """Take what was seen; returns the houses (public ids) that now stand in the round, also where a later look stays.

    Houses that are not on the round's list are left out. Raises `AlreadyDecided` for a round that has ended.
    """
    _refuse_ended(walk)
    wanted = list(sights)
    houses = {
        house.public_id: house
        for house in House.objects.filter(
            town=walk.town_id,
            street__in=walk.streets,
            public_id__in={each.house for each in wanted},
        )
    }
    taken = [each for each in wanted if each.house in houses]
    for each in sorted(taken, key=lambda sight: sight.seen_at):
        _tick(walk, houses[each.house], each.look, min(each.seen_at, at), at)
    return list(dict.fromkeys(each.house for each in taken))


@transaction.atomic
def end_walk(*, walk: Walk, by: Actor, at: datetime) -> None:
    """The round is over: its links end, its figures count. A second click changes nothing."""
    if Walk.objects.filter(pk=walk.pk, ended_at=None).update(ended_at=at):
        revoke_links(subject=walk, purpose=WALK, at=at)
        record("walk.ended", on=walk, by=by)


@transaction.atomic
def reopen_walk(*, walk: Walk, by: Actor) -> None:
    """The round goes on: its figures wait, and walkers need a new link. A second click changes nothing."""
    if Walk.objects.filter(pk=walk.pk).exclude(ended_at=None).update(ended_at=None):
        record("walk.reopened", on=walk, by=by)


def _tick(walk: Walk, house: House, look: Look, seen_at: datetime, at: datetime) -> None:
    values = {"seen": look.value, "seen_at": seen_at, "came_at": at}
    _known, is_new = Tick.objects.get_or_create(walk=walk, house=house, defaults=values)
    if not is_new:
        # The look is part of the WHERE clause, so that of two phones at once the later look wins.
        Tick.objects.filter(walk=walk, house=house, seen_at__lt=seen_at).update(**values)


def _refuse_ended(walk: Walk) -> None:
    if Walk.objects.filter(pk=walk.pk).exclude(ended_at=None).exists():
        raise AlreadyDecided(_("This round has ended."))
