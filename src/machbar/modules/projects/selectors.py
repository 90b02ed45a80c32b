"""Reading projects, with everything the page needs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, Prefetch, QuerySet
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.projects.core import (
    FINISHED,
    SHEET,
    SLOTS,
    Operation,
    Readiness,
    StageKey,
    Year,
    readiness_of,
)
from machbar.modules.projects.models import OperationPlan, Project, Slot

STILL_DAYS = 60
TERM_FIELDS = ("main_category", "topics", "regional_office", "classifications")


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """The town's projects that this actor may see: the team all of them, everybody else the public ones."""
    projects = Project.objects.filter(town=actor.town)
    return projects if actor.is_staff else projects.filter(published_at__isnull=False)


def published(actor: Actor) -> QuerySet[Project]:
    """The town's public projects, the same for everybody."""
    return Project.objects.filter(town=actor.town, published_at__isnull=False)


def cards(projects: Iterable[Project]) -> list[dict[str, object]]:
    """Projects with the states of their slots, as the cards need them; load them with `with_slots`."""
    return [{"project": each, "states": standings(each.slots.all())} for each in projects]


def with_slots(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load the five slots of each project along (one query)."""
    return projects.prefetch_related(Prefetch("slots", queryset=Slot.objects.order_by("id")))


def with_sheet(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load everything that the sheet and the project's page show."""
    return (
        with_slots(projects)
        .select_related("town", "main_category", "regional_office")
        .prefetch_related("topics", "references")
    )


def with_classifications(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load the terms of other lists along (one query)."""
    return projects.prefetch_related("classifications")


def uses_of_terms(town: Town) -> Counter[int]:
    """How many projects of the town carry each term, by its primary key, whichever field it stands in."""
    uses: Counter[int] = Counter()
    for name in TERM_FIELDS:
        rows = Project.objects.filter(town=town, **{f"{name}__isnull": False})
        uses.update(dict(rows.values_list(name).annotate(n=Count("pk")).order_by()))
    return uses


def with_stages(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load what a gate looks at and the steps so far along (two queries)."""
    return projects.select_related("operation_plan").prefetch_related("checklist", "moves")


def standing_still(actor: Actor, today: date) -> QuerySet[Project]:
    """The team's projects that nobody has touched for sixty days though they are neither finished nor at rest."""
    since = timezone.make_aware(
        datetime.combine(today - timedelta(days=STILL_DAYS), datetime.min.time())
    )
    quiet = [*(stage.value for stage in FINISHED), StageKey.RESTING.value]
    return (
        projects_visible_to(actor)
        .filter(changed_at__lt=since)
        .exclude(stage__in=quiet)
        .order_by("changed_at", "id")
    )


def lacking(projects: QuerySet[Project], slot: str) -> QuerySet[Project]:
    """The projects in which this slot is missing."""
    return projects.filter(slots__kind=slot, slots__state=Slot.State.OPEN)


def standings(slots: Iterable[Slot]) -> Mapping[str, str]:
    """The state of each slot by its kind, in the order of the five."""
    states = {slot.kind: slot.state for slot in slots}
    return {kind.value: states.get(kind, Slot.State.OPEN.value) for kind in SLOTS}


def readiness(project: Project) -> Readiness:
    """The project's five slots counted; load them with `with_slots` first."""
    return readiness_of(standings(project.slots.all()))


def operation_of(project: Project) -> Operation | None:
    """The three years added up; None while nobody has written any money. Load the plan with `with_stages` first."""
    plan = operation_plan_of(project)
    if plan is None or not plan.totals:
        return None
    first, second, third = (
        Year(costs=costs, income=income, hours=hours) for costs, income, hours in plan.totals
    )
    return Operation(years=(first, second, third), gap_covered_by=plan.gap_covered_by)


def operation_plan_of(project: Project) -> OperationPlan | None:
    """The row beside the table; None while nobody has saved one."""
    try:
        return project.operation_plan
    except OperationPlan.DoesNotExist:
        return None


def sheet_values(project: Project) -> dict[str, object]:
    """The sheet's fields by name, in the order of the database; load them with `with_sheet` first."""
    return {
        field.name: list(project.topics.all())
        if field.name == "topics"
        else getattr(project, field.name)
        for field in SHEET
    }
