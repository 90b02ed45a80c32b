"""Reading mediations, with everything their pages need."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import cast

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.surfaces.module import MOST_COUNTED
from machbar.modules.premises.core.codes import ConsentField, MediationStage, UnitKind
from machbar.modules.premises.core.path import DAYS_TO_ANSWER, END_MARKS
from machbar.modules.premises.core.public import Card, public_unit
from machbar.modules.premises.models import Asking, Consent, Mediation, Unit
from machbar.modules.premises.rules import can_work_on_premises

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


def mediation_behind(link: PersonalLink) -> Mediation | None:
    """The mediation of a personal link, as long as it is not over."""
    return (
        with_both_sides(Mediation.objects.filter(town=link.town_id, stage__in=UP_TO_USE))
        .filter(pk=link.subject_id)
        .first()
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


def askings_overdue(actor: Actor, today: date) -> QuerySet[Asking]:
    """Requests without an answer for fourteen days."""
    start = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    return askings_waiting(actor).filter(asked_at__lt=start - timedelta(days=DAYS_TO_ANSWER - 1))


def visits_on(actor: Actor, today: date) -> QuerySet[Mediation]:
    """Visits of this day, and those before it after which nobody has written down how it went on."""
    start = timezone.make_aware(datetime.combine(today, datetime.min.time()))
    due = mediations_visible_to(actor).filter(
        stage=MediationStage.VISIT, visit_at__lt=start + timedelta(days=1)
    )
    return due.select_related("demand", "unit__house").order_by("visit_at", "id")


def uses_near_their_end(actor: Actor, today: date) -> QuerySet[Mediation]:
    """Running uses that end within sixty days or are past their end, the nearest first."""
    due = mediations_visible_to(actor).filter(
        stage=MediationStage.RUNNING,
        agreement__ends_on__lte=today + timedelta(days=END_MARKS[0]),
    )
    return due.select_related("demand", "unit__house", "agreement").order_by(
        "agreement__ends_on", "id"
    )


def visits_and_ends(actor: Actor, today: date) -> tuple[list[Mediation], list[Mediation]]:
    """Both in one query: visits that are due, and uses near their end; at most a hundred together."""
    either = visits_on(actor, today) | uses_near_their_end(actor, today)
    rows = list(either.select_related("demand", "unit__house", "agreement")[: MOST_COUNTED + 1])
    visits = [each for each in rows if each.stage == MediationStage.VISIT]
    ends = [each for each in rows if each.stage != MediationStage.VISIT]
    return visits, sorted(ends, key=lambda each: (str(each.agreement.ends_on), each.pk))


def mediations_of_projects(actor: Actor, projects: Sequence[int]) -> list[Mediation]:
    """All mediations of these projects' searches, the newest last (one query a request); for public answers as well."""
    key = ("premises.mediations", tuple(projects))
    if key not in actor.memo:
        found = Mediation.objects.filter(town=actor.town, demand__project__in=projects)
        rows = found.select_related("demand", "unit__house", "agreement").order_by("id")
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


def public_card(unit: Unit) -> Card | None:
    """Where a unit is, its size and its floor, as far as its owner has let that out; None where nothing of it is (one
    query)."""
    living = Consent.objects.filter(unit=unit, withdrawn_at=None).values_list("field", flat=True)
    house = unit.house
    card = Card(
        street=house.street if house is not None else "",
        area=unit.area,
        floor=unit.floor,
        has_lift=unit.has_lift,
        description=unit.description,
    )
    found = public_unit(UnitKind(unit.kind), card, [ConsentField(field) for field in living])
    return found.card if found is not None else None


def unit_title(unit: Unit) -> str:
    """A unit as the team names it: what it is, and where or how it is called."""
    where = unit.label or (str(unit.house) if unit.house is not None else "")
    kind = str(unit.get_kind_display())
    return f"{kind}, {where}" if where else kind
