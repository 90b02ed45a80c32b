"""Reading projects, with everything the page needs."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from django.db.models import Count, FilteredRelation, Prefetch, Q, QuerySet
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.audit.selectors import who_and_when
from machbar.foundation.towns.models import Town
from machbar.modules.projects.core import (
    FINISHED,
    SHEET,
    SLOTS,
    Operation,
    Readiness,
    SketchContent,
    SketchStep,
    StageKey,
    Variant,
    Year,
    readiness_of,
)
from machbar.modules.projects.models import (
    OperationPlan,
    Project,
    Sketch,
    SketchAuthor,
    SketchVariant,
    SketchWriter,
    Slot,
    StatusLine,
)

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


def with_status(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load the public status line along as `current_status`, or None (no query of its own; there is one at most)."""
    current = FilteredRelation("status_lines", condition=Q(status_lines__ended_at=None))
    loaded = projects.annotate(current_status=current)  # type: ignore[no-redef]
    return loaded.select_related("current_status")  # type: ignore[misc]


def current_status(projects: Iterable[int]) -> Mapping[int, StatusLine]:
    """The public status lines of these projects (one query; none for no project)."""
    wanted = list(projects)
    lines = StatusLine.objects.filter(project__in=wanted, ended_at=None) if wanted else ()
    return {line.project_id: line for line in lines}


def uses_of_terms(town: Town) -> Counter[int]:
    """How many projects of the town carry each term, by its primary key, whichever field it stands in."""
    uses: Counter[int] = Counter()
    for name in TERM_FIELDS:
        rows = Project.objects.filter(town=town, **{f"{name}__isnull": False})
        uses.update(dict(rows.values_list(name).annotate(n=Count("pk")).order_by()))
    return uses


def with_stages(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load what a gate looks at and the steps so far along (two queries)."""
    return projects.select_related("operation_plan", "sketch").prefetch_related(
        "checklist", "moves"
    )


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


def last_change(project: Project, events: Iterable[str]) -> tuple[str, datetime | None]:
    """Who of the team did one of these last, by name, and when; without a name where it was nobody of the team."""
    return who_and_when(_entries(project, events).first())


def last_slot_change(project: Project, kind: str) -> tuple[str, datetime | None]:
    """Who of the team changed this slot last, by name, and when."""
    entries = _entries(project, ("project.slot_changed",))
    # Payloads are JSON: within a text the quotes are escaped, so that only the key itself is found.
    return who_and_when(entries.filter(payload__content__contains=f'"slot": "{kind}"').first())


def _entries(project: Project, events: Iterable[str]) -> QuerySet[AuditEntry]:
    """The trail of a project, the newest first."""
    return project.town.audit_entries.filter(
        object_kind=project._meta.label_lower,
        object_id=project.public_id,
        event__in=list(events),
    ).order_by("-sequence")


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


# --- the feasibility sketch ----------------------------------------------------------------------
def sketch_of(project: Project) -> Sketch | None:
    """The project's sketch with its variants (two queries); None while nobody has begun one."""
    return Sketch.objects.filter(project=project).prefetch_related("variants").first()


def authors_of(sketch: Sketch | None) -> list[SketchAuthor]:
    """Who wrote where, the latest last (one query)."""
    if sketch is None:
        return []
    return list(sketch.authors.select_related("by", "writer"))


def sketch_standing(project: Project) -> Sketch | None:
    """The project's sketch for pages that say how far it is. Load `sketch` along with the project."""
    try:
        return project.sketch
    except Sketch.DoesNotExist:
        return None


def text_field(step: SketchStep) -> str:
    """The column that holds the text of a step."""
    return "variants_text" if step is SketchStep.VARIANTS else step.value


def content_of(sketch: Sketch | None) -> SketchContent:
    """What stands in a sketch; an empty one where there is none."""
    if sketch is None:
        return SketchContent(texts={})
    return SketchContent(
        texts={step: getattr(sketch, text_field(step)) for step in SketchStep},
        variants=tuple(_variant(row) for row in sketch.variants.all() if row.name.strip()),
    )


def _variant(row: SketchVariant) -> Variant:
    return Variant(**{name: getattr(row, name) for name in Variant.__dataclass_fields__})


def writer_behind(link: PersonalLink) -> SketchWriter | None:
    """Who writes along by this link."""
    if link.subject_kind != SketchWriter._meta.label_lower:
        return None
    return (
        SketchWriter.objects.filter(pk=link.subject_id, project__town=link.town, ended_at=None)
        .select_related("project__town")
        .first()
    )
