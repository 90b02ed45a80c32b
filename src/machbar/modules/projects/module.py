"""What projects contribute to the house."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    DayItem,
    DayPart,
    Module,
    NavigationEntry,
    TimelineStep,
    counted,
)
from machbar.foundation.towns.models import Town
from machbar.modules.projects.archive import archive
from machbar.modules.projects.core import SIDE_STAGES
from machbar.modules.projects.findable import FINDABLE
from machbar.modules.projects.history import EVENT_LABELS
from machbar.modules.projects.models import Project, StageMove
from machbar.modules.projects.personal import PERSONAL
from machbar.modules.projects.rules import can_work_on_projects
from machbar.modules.projects.selectors import (
    STILL_DAYS,
    standing_still,
)
from machbar.modules.projects.surfaces import feed, front, kiosk, site_pages
from machbar.modules.projects.tables import PROJECTS
from machbar.modules.projects.vocabularies import add_vocabularies

ON_THE_DAY = 5


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The public list and the team's list."""
    return (
        NavigationEntry(
            area=Area.PUBLIC,
            label=_("Projects"),
            url=reverse("projects:index"),
            section="projekte",
            position=20,
        ),
        NavigationEntry(
            area=Area.STAFF,
            label=_("Projects"),
            url=reverse("projects:work_list"),
            section="werkstatt/projekte",
            position=30,
        ),
    )


def timeline(actor: Actor, projects: Sequence[int]) -> Mapping[int, Sequence[TimelineStep]]:
    """The steps from stage to stage; why a project rests or failed is for everybody to read."""
    found: dict[int, list[TimelineStep]] = defaultdict(list)
    moves = StageMove.objects.filter(project__in=projects, project__town=actor.town)
    for move in moves.order_by("id"):
        found[move.project_id].append(
            TimelineStep(
                on=timezone.localdate(move.at),
                label=move.get_to_stage_display(),
                sentence=move.reason if move.to_stage in SIDE_STAGES else "",
            )
        )
    return found


def day_page(actor: Actor, today: date) -> DayPart | None:
    """Projects that nobody has touched for sixty days, the longest first."""
    if not can_work_on_projects(actor):
        return None
    still = standing_still(actor, today)
    total = counted(still)
    if not total:
        return None
    items = [_day_item(project, today) for project in still[:ON_THE_DAY]]
    url = f"{reverse('projects:work_list')}?still=on"
    return DayPart(title=_("Standing still"), items=items, total=total, url=url)


def _day_item(project: Project, today: date) -> DayItem:
    since = timezone.localdate(project.changed_at)
    return DayItem(
        headline=project.title,
        detail=gettext("%(stage)s, untouched for %(n)d days")
        % {"stage": project.get_stage_display(), "n": (today - since).days},
        url=reverse("projects:way", args=[project.public_id]),
        action=_("Look at it"),
        since=since,
        due=since + timedelta(days=STILL_DAYS),
        is_late=(today - since).days > 2 * STILL_DAYS,
    )


def demo(town: Town, today: date) -> None:
    """The vocabularies of the project sheet."""
    add_vocabularies(town=town)


MODULE = Module(
    key="projects",
    archive=archive,
    name=_("Projects"),
    summary=_("From the sketch to the closed file, with the five slots."),
    urls="machbar.modules.projects.urls",
    can_be_switched_off=False,
    navigation=navigation,
    front=front,
    findables=(FINDABLE,),
    tables=(PROJECTS,),
    timeline=timeline,
    day_page=day_page,
    demo=demo,
    kiosk=kiosk,
    feed=feed,
    site_pages=site_pages,
    event_labels=EVENT_LABELS,
    personal=PERSONAL,
)
