"""What coordination contributes to the house."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    TimelineStep,
)
from machbar.foundation.towns.models import Town
from machbar.foundation.ui.drawing import shortened
from machbar.modules.coordination.archive import archive
from machbar.modules.coordination.day import day_page
from machbar.modules.coordination.duties import DUTIES
from machbar.modules.coordination.history import EVENT_LABELS, traced
from machbar.modules.coordination.models import Task
from machbar.modules.coordination.personal import PERSONAL
from machbar.modules.coordination.rules import can_coordinate, can_join, can_write_diary
from machbar.modules.coordination.selectors import (
    project_with_group,
)
from machbar.modules.coordination.services import send_reminders
from machbar.modules.coordination.surfaces import feed, front, kiosk
from machbar.modules.coordination.views.panels import PublicDiary, plan_and_diary
from machbar.modules.coordination.views.plan import milestone_rows
from machbar.modules.coordination.views.presenting import rows_for_team
from machbar.modules.coordination.views.queueing import queue, queue_panel, queue_size
from machbar.modules.coordination.views.replies import to_reach
from machbar.modules.projects.models import Project

ON_THE_PAGE = 6
WORDS_IN_TIMELINE = 90


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The queue, for who decides in it; where ideas or talks lead to the same area, their entry comes first."""
    if not (can_coordinate(actor) or can_write_diary(actor)):
        return ()
    return (
        NavigationEntry(
            area=Area.STAFF,
            label=_("Look through"),
            url=reverse("queue"),
            section="werkstatt/gespraeche",
            position=22,
        ),
    )


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """In public the way in, the plan and the diary; for the team the work, the group and what the diary holds."""
    found = project_with_group(actor, project)
    if found is None:
        return ()
    if page is ProjectPage.WORKSPACE:
        return _work_panels(actor, found) if actor.is_staff else ()
    panels = [_join_panel(found), *_public_panels(actor, found)]
    return [panel for panel in panels if panel is not None]


def timeline(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[TimelineStep]]:
    """Public milestones that are reached, and the newest public entries of the diary."""
    steps: dict[int, list[TimelineStep]] = defaultdict(list)
    milestones, entries = plan_and_diary(actor, projects)
    for row in milestone_rows(milestones, timezone.localdate()):
        if row.milestone.done_on is not None:
            step = TimelineStep(
                on=row.milestone.done_on,
                label=gettext("Milestone: %(title)s") % {"title": row.milestone.title},
                sentence=row.words,
            )
            steps[row.milestone.project_id].append(step)
    for entry in entries:
        url = reverse("coordination:diary", args=[entry.project.public_id])
        step = TimelineStep(
            on=entry.on,
            label=_("Diary"),
            sentence=shortened(" ".join(entry.text.split()), WORDS_IN_TIMELINE),
            url=f"{url}?ab={entry.public_id}",
        )
        steps[entry.project_id].append(step)
    return steps


def _join_panel(project: Project) -> Panel | None:
    tasks: list[Task] = project.open_tasks  # type: ignore[attr-defined]
    if not can_join(project):
        return None
    return Panel(
        template="coordination/_join_panel.html",
        context={"project": project, "tasks": [task for task in tasks if task.is_public]},
        position=5,
        page=ProjectPage.PUBLIC,
        is_beside=True,
    )


def _public_panels(actor: Actor, project: Project) -> Sequence[Panel]:
    """The plan and the newest of the diary, as everybody sees them."""
    shown = PublicDiary(actor=actor, project=project)
    return [
        Panel(
            template=template, context={"shown": shown}, position=position, page=ProjectPage.PUBLIC
        )
        for template, position in (
            ("coordination/_plan_panel.html", 30),
            ("coordination/_diary_panel.html", 31),
        )
    ]


def _work_panels(actor: Actor, project: Project) -> Sequence[Panel]:
    """Open tasks and the group, diary and milestones, for the team."""
    tasks: list[Task] = project.open_tasks  # type: ignore[attr-defined]
    today = timezone.localdate()
    work = {
        "project": project,
        "rows": rows_for_team(actor, tasks[:ON_THE_PAGE], today),
        "total": len(tasks),
        "coordinates": can_coordinate(actor),
    }
    found = {
        "coordination/_work_panel.html": (5, work),
        "coordination/_diary_work_panel.html": (6, {"project": project, "today": today}),
    }
    return [
        Panel(template=name, context=context, position=position, page=ProjectPage.WORKSPACE)
        for name, (position, context) in found.items()
    ]


def daily(town: Town, today: date) -> None:
    """The worker's clock: reminders go out."""
    now = timezone.now()
    send_reminders(town=town, today=today, at=now)


def invitation_address(actor: Actor, project: str) -> str:
    """For who looks after the groups: where somebody is invited into this one."""
    return reverse("coordination:invite", args=[project]) if can_coordinate(actor) else ""


MODULE = Module(
    key="coordination",
    archive=archive,
    name=_("Tasks and groups"),
    summary=_(
        "Small tasks, people who join in, diary and milestones, mails that show nobody's address."
    ),
    urls="machbar.modules.coordination.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    project_panels=project_panels,
    invitation_address=invitation_address,
    timeline=timeline,
    day_page=day_page,
    daily=daily,
    event_labels=EVENT_LABELS,
    traced=traced,
    queue=queue,
    queue_size=queue_size,
    queue_panel=queue_panel,
    to_reach=to_reach,
    front=front,
    kiosk=kiosk,
    feed=feed,
    personal=PERSONAL,
    duties=DUTIES,
)
