"""Reading projects, with everything the page needs."""

from collections.abc import Iterable, Mapping

from django.db.models import Prefetch, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.modules.projects.core import SHEET, SLOTS, Readiness, readiness_of
from machbar.modules.projects.models import Project, Slot


def projects_visible_to(actor: Actor) -> QuerySet[Project]:
    """The town's projects that this actor may see: the team all of them, everybody else the public ones."""
    projects = Project.objects.filter(town=actor.town)
    return projects if actor.is_staff else projects.filter(published_at__isnull=False)


def with_slots(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load the five slots of each project along (one query)."""
    return projects.prefetch_related(Prefetch("slots", queryset=Slot.objects.order_by("id")))


def with_sheet(projects: QuerySet[Project]) -> QuerySet[Project]:
    """Load everything that the sheet and the project's page show."""
    return (
        with_slots(projects)
        .select_related("main_category", "regional_office")
        .prefetch_related("topics", "references")
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


def sheet_values(project: Project) -> dict[str, object]:
    """The sheet's fields by name, in the order of the database; load them with `with_sheet` first."""
    return {
        field.name: list(project.topics.all())
        if field.name == "topics"
        else getattr(project, field.name)
        for field in SHEET
    }
