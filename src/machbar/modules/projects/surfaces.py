"""What projects show beyond their own pages: in the shop window, in feeds, to search engines."""

from collections.abc import Sequence

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import FeedEntry, Panel, SitePage
from machbar.modules.projects.core import FINISHED, SIDE_STAGES, StageKey
from machbar.modules.projects.models import Project, Slot, StageMove
from machbar.modules.projects.selectors import cards, published, with_slots

ON_THE_FRONT = 3
IN_THE_WINDOW = 3
SOUGHT = 4
IN_A_FEED = 20
MOST_PAGES = 20_000


def front(actor: Actor) -> Sequence[Panel]:
    """In the window what is looked for right now; below it the three projects that changed last."""
    found = cards(with_slots(published(actor)).order_by("-changed_at", "-id")[:ON_THE_FRONT])
    if not found:
        return []
    panels = [Panel(template="projects/_front.html", context={"cards": found}, position=20)]
    slot = _open_slots(_going_on(actor)).filter(is_sought=True).first()
    if slot is not None:
        context = {"slot": slot}
        template = "projects/_pane_sought.html"
        panels.append(Panel(template=template, context=context, position=10, is_beside=True))
    return panels


def kiosk(actor: Actor) -> Sequence[Panel]:
    """Up to three projects with their house, and what is still being looked for (three queries)."""
    going_on = _going_on(actor)
    newest = list(with_slots(going_on).order_by("-changed_at", "-id")[:IN_THE_WINDOW])
    if not newest:
        return ()
    slides = [Panel(template="projects/_slide.html", context={"cards": cards(newest)}, position=20)]
    missing = _one_per_project(list(_open_slots(going_on)[: SOUGHT * 5]))
    if missing:
        context = {"slots": missing}
        slides.append(Panel(template="projects/_slide_sought.html", context=context, position=30))
    return slides


def feed(actor: Actor, project: int | None) -> Sequence[FeedEntry]:
    """Projects that became public, and their steps from stage to stage (two queries)."""
    projects = published(actor)
    moves = StageMove.objects.filter(project__in=projects).select_related("project")
    if project is not None:
        projects, moves = projects.filter(pk=project), moves.filter(project=project)
    return [
        *(_begun(each) for each in projects.order_by("-published_at", "-id")[:IN_A_FEED]),
        *(_step(each) for each in moves.order_by("-at", "-id")[:IN_A_FEED]),
    ]


def site_pages(actor: Actor) -> Sequence[SitePage]:
    """The list and every public project (one query)."""
    rows = published(actor).order_by("-changed_at", "-id").values_list("public_id", "changed_at")
    return [
        SitePage(path=reverse("projects:index")),
        *(
            SitePage(path=reverse("projects:project", args=[public_id]), changed=changed)
            for public_id, changed in rows[:MOST_PAGES]
        ),
    ]


_QUIET = (*FINISHED, StageKey.RESTING)


def _going_on(actor: Actor) -> QuerySet[Project]:
    return published(actor).exclude(stage__in=[stage.value for stage in _QUIET])


def _open_slots(projects: QuerySet[Project]) -> QuerySet[Slot]:
    """What is missing, first what somebody is looking for, in the project that changed last."""
    return (
        Slot.objects.filter(project__in=projects, state=Slot.State.OPEN)
        .select_related("project")
        .order_by("-is_sought", "-project__changed_at", "project_id", "id")
    )


def _one_per_project(slots: Sequence[Slot]) -> list[Slot]:
    found: dict[int, Slot] = {}
    for slot in slots:
        found.setdefault(slot.project_id, slot)
    return list(found.values())[:SOUGHT]


def _begun(project: Project) -> FeedEntry:
    assert project.published_at is not None  # noqa: S101 - only published ones are asked for
    return FeedEntry(
        key=f"projekte/{project.public_id}",
        title=project.title,
        text=project.lead_sentence or project.description,
        url=reverse("projects:project", args=[project.public_id]),
        published=project.published_at,
        updated=max(project.published_at, project.changed_at),
    )


def _step(move: StageMove) -> FeedEntry:
    project = move.project
    return FeedEntry(
        key=f"projekte/{project.public_id}/weg/{move.at:%Y%m%dT%H%M%S%f}",
        title=gettext("%(project)s: %(stage)s")
        % {"project": project.title, "stage": move.get_to_stage_display()},
        text=move.reason if move.to_stage in SIDE_STAGES else "",
        url=reverse("projects:project", args=[project.public_id]),
        published=move.at,
        updated=move.at,
    )
