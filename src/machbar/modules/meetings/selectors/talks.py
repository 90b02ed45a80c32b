"""Talks: who may read which, what is still to be done, and the hours they took."""

from collections.abc import Iterator

from django.db.models import F, QuerySet, Sum

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.models import Talk
from machbar.modules.meetings.rules import can_hold_talks, can_read_talks
from machbar.modules.meetings.selectors.subjects import PROJECT


def talks_visible_to(actor: Actor) -> QuerySet[Talk]:
    """Who holds talks reads all of the town's; the rest of the team those about projects; nobody else any."""
    talks = Talk.objects.filter(town=actor.town).select_related("project", "person")
    if can_hold_talks(actor):
        return talks
    return talks.filter(project__isnull=False) if can_read_talks(actor) else talks.none()


def talks_about(actor: Actor, kind: str, object_id: int) -> QuerySet[Talk]:
    """The talks about one object, newest first."""
    talks = talks_visible_to(actor)
    if kind == PROJECT:
        return talks.filter(project=object_id)
    return talks.filter(subject_kind=kind, subject_id=object_id)


def open_steps(actor: Actor) -> QuerySet[Talk]:
    """Talks after which something is still to be done, the most pressing first."""
    waiting = talks_visible_to(actor).exclude(next_step="").filter(next_step_done_at=None)
    return waiting.order_by(F("next_step_on").asc(nulls_last=True), "id")


def quarters_of(talks: QuerySet[Talk]) -> int:
    """How many quarters of an hour these talks took."""
    total: int | None = talks.order_by().aggregate(total=Sum("quarters"))["total"]
    return total or 0


def hours_of(town: Town, year: int) -> Iterator[tuple[tuple[int, str, str], int, int]]:
    """Entries of (key, month, quarters) of one year (one query).

    The key is (project, its title, what else it was about), project 0 for none. Only sums: all of the team may read it.
    """
    rows = (
        Talk.objects.filter(town=town, held_on__year=year)
        .values("project_id", "project__title", "subject_kind", month=F("held_on__month"))
        .annotate(total=Sum("quarters"))
        .order_by("project__title", "project_id", "subject_kind")
    )
    for row in rows:
        key = (row["project_id"] or 0, row["project__title"] or "", row["subject_kind"])
        yield key, row["month"], row["total"]


def years_with_talks(town: Town) -> list[int]:
    """The years in which talks were noted, the newest first."""
    days = Talk.objects.filter(town=town).dates("held_on", "year", order="DESC")
    return [day.year for day in days]
