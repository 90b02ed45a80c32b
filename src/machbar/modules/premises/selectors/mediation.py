"""Reading mediations, with everything their pages need."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.surfaces.module import MOST_COUNTED
from machbar.modules.premises.core.codes import MediationStage
from machbar.modules.premises.core.path import DAYS_TO_ANSWER, END_MARKS
from machbar.modules.premises.models import Asking, Demand, Mediation, MediationStep, Owner
from machbar.modules.premises.rules import can_work_on_premises

LINK_LIVES = timedelta(days=90)
"""So long a request can be answered by the link that came with it."""
LIVING = tuple(stage.value for stage in Mediation.LIVING)
UP_TO_USE = tuple(stage for stage in LIVING if stage != MediationStage.RUNNING)


def mediations_visible_to(actor: Actor) -> QuerySet[Mediation]:
    """The town's mediations, for who works on premises; none for anybody else."""
    if not can_work_on_premises(actor):
        return Mediation.objects.none()
    return Mediation.objects.filter(town=actor.town)


def with_both_sides(mediations: QuerySet[Mediation]) -> QuerySet[Mediation]:
    """Load search, project, unit, owner, agreement and the requests to the sides (two queries)."""
    return mediations.select_related(
        "town", "demand__project", "unit__house", "unit__owner", "agreement"
    ).prefetch_related(Prefetch("askings", queryset=Asking.objects.order_by("id")))


def lets_until(mediation: Mediation) -> date | None:
    """The last day for which the owner has promised the room: for this search, else on its card; None without one."""
    return mediation.owner_until or mediation.unit.available_until


def mediation_behind(link: PersonalLink) -> Mediation | None:
    """The mediation of a personal link, as long as it is not over."""
    return (
        with_both_sides(Mediation.objects.filter(town=link.town_id, stage__in=UP_TO_USE))
        .filter(pk=link.subject_id)
        .first()
    )


def requests_to_owner(owner: Owner, at: datetime) -> QuerySet[Mediation]:
    """Requests about the owner's units that the owner was asked and has not answered, the oldest first (two queries).

    One that is older than its own link would be, or whose search is over, waits for nobody.
    """
    asked = Asking.objects.filter(
        mediation=OuterRef("pk"),
        side=Mediation.Side.OWNER,
        answered_at=None,
        asked_at__gt=at - LINK_LIVES,
    )
    waiting = Mediation.objects.filter(
        town=owner.town_id,
        unit__owner=owner,
        stage=MediationStage.SUGGESTED,
        owner_agreed_at=None,
        demand__state__in=Demand.LIVING,
    )
    return (
        with_both_sides(waiting)
        .annotate(asked_at=Subquery(asked.values("asked_at")[:1]))
        .filter(asked_at__isnull=False)
        .order_by("asked_at", "id")
    )


def askings_waiting(actor: Actor) -> QuerySet[Asking]:
    """Requests that nobody has answered yet, the oldest first; none for who does not work on premises."""
    askings = Asking.objects.filter(
        mediation__in=mediations_visible_to(actor),
        mediation__stage=MediationStage.SUGGESTED,
        answered_at=None,
    )
    return askings.select_related(
        "mediation__town",
        "mediation__demand__project",
        "mediation__unit__house",
        "mediation__unit__owner",
    ).order_by("asked_at", "id")


@dataclass(frozen=True, kw_only=True)
class Due:
    """What the start page shows of the paths: visits, requests that are overdue (side and since when), ends of uses."""

    visits: list[Mediation]
    requests: list[tuple[Mediation, str, datetime]]
    ends: list[Mediation]


def due_today(actor: Actor, today: date) -> Due:
    """Visits of this day and earlier ones after which nobody has written down how it went on; requests without an
    answer for fourteen days; running uses that end within sixty days or are past their end. One query, at most a
    hundred paths."""
    start = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    overdue = Asking.objects.filter(
        mediation=OuterRef("pk"),
        answered_at=None,
        asked_at__lt=start - timedelta(days=DAYS_TO_ANSWER - 1),
    )
    asked = {
        f"{side}_asked_at": Subquery(overdue.filter(side=side).values("asked_at")[:1])
        for side in (Mediation.Side.OWNER, Mediation.Side.SEEKER)
    }
    visit = Q(stage=MediationStage.VISIT, visit_at__lt=start + timedelta(days=1))
    end = Q(
        stage=MediationStage.RUNNING,
        agreement__ends_on__lte=today + timedelta(days=END_MARKS[0]),
    )
    request = Q(stage=MediationStage.SUGGESTED) & Exists(overdue)
    rows = list(
        mediations_visible_to(actor)
        .annotate(**asked)
        .filter(visit | end | request)
        .select_related("demand", "unit__house", "agreement")
        .order_by("changed_at", "id")[: MOST_COUNTED + 1]
    )
    return Due(
        visits=[each for each in rows if each.stage == MediationStage.VISIT],
        requests=[
            (each, side, since)
            for each in rows
            if each.stage == MediationStage.SUGGESTED
            for side in (Mediation.Side.OWNER.value, Mediation.Side.SEEKER.value)
            if (since := getattr(each, f"{side}_asked_at")) is not None
        ],
        ends=[each for each in rows if each.stage == MediationStage.RUNNING],
    )


def mediations_of_projects(actor: Actor, projects: Sequence[int]) -> list[Mediation]:
    """All mediations of these projects' searches, the newest last (one query a request); for public answers as well."""
    key = ("premises.mediations", tuple(projects))
    if key not in actor.memo:
        found = Mediation.objects.filter(town=actor.town, demand__project__in=projects)
        ends = MediationStep.objects.filter(mediation=OuterRef("pk"), what=MediationStep.What.END)
        rows = (
            found.select_related("demand", "unit__house", "agreement")
            .annotate(ended_at=Subquery(ends.values("at")[:1]))
            .order_by("id")
        )
        actor.memo[key] = list(rows)
    return cast("list[Mediation]", actor.memo[key])


def living_of(
    *,
    demands: Collection[int] = (),
    units: Collection[int] = (),
    pair: tuple[int, int] | None = None,
) -> list[Mediation]:
    """The living mediations of these searches or units, or of one search with one unit (one query)."""
    either = Q(demand__in=demands) | Q(unit__in=units)
    wanted = either if pair is None else Q(demand=pair[0], unit=pair[1])
    found = Mediation.objects.filter(wanted, stage__in=LIVING)
    return list(found.select_related("demand", "unit__house"))
