"""What groups show beyond a project's page: fresh diary entries and milestones, at home, in the window and in feeds."""

from collections.abc import Sequence
from datetime import datetime, time

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import FeedEntry, Panel
from machbar.foundation.ui.drawing import shortened
from machbar.modules.coordination.models import DiaryEntry, Milestone
from machbar.modules.coordination.selectors import fresh_diary, fresh_milestones, with_pictures

ON_THE_FRONT = 3
IN_THE_WINDOW = 3
IN_A_FEED = 20
WORDS_IN_TITLE = 60


def front(actor: Actor) -> Sequence[Panel]:
    """The newest of the diaries, in every project at most one (one query)."""
    entries = _one_per_project(list(fresh_diary(actor)[: ON_THE_FRONT * 5]), ON_THE_FRONT)
    if not entries:
        return ()
    return (Panel(template="coordination/_front.html", context={"entries": entries}, position=30),)


def kiosk(actor: Actor) -> Sequence[Panel]:
    """The newest of the diaries, with a picture where there is one that may be shown (three queries)."""
    newest = with_pictures(fresh_diary(actor), only_released=True)[: IN_THE_WINDOW * 5]
    entries = _one_per_project(list(newest), IN_THE_WINDOW)
    if not entries:
        return ()
    return (Panel(template="coordination/_slide.html", context={"entries": entries}, position=35),)


def feed(actor: Actor, project: int | None) -> Sequence[FeedEntry]:
    """Public diary entries and milestones that were reached (two queries)."""
    return [
        *(_told(entry) for entry in fresh_diary(actor, project)[:IN_A_FEED]),
        *(_reached(milestone) for milestone in fresh_milestones(actor, project)[:IN_A_FEED]),
    ]


def _one_per_project(entries: Sequence[DiaryEntry], most: int) -> list[DiaryEntry]:
    found: dict[int, DiaryEntry] = {}
    for entry in entries:
        found.setdefault(entry.project_id, entry)
    return list(found.values())[:most]


def _told(entry: DiaryEntry) -> FeedEntry:
    url = reverse("coordination:diary", args=[entry.project.public_id])
    words = shortened(" ".join(entry.text.split()), WORDS_IN_TITLE)
    return FeedEntry(
        key=f"projekte/{entry.project.public_id}/tagebuch/{entry.public_id}",
        title=gettext("%(project)s: %(words)s") % {"project": entry.project.title, "words": words},
        text=entry.text,
        url=f"{url}?ab={entry.public_id}",
        published=entry.written_at,
        updated=entry.changed_at or entry.written_at,
    )


def _reached(milestone: Milestone) -> FeedEntry:
    assert milestone.done_on is not None  # noqa: S101 - only reached ones are asked for
    day = timezone.make_aware(datetime.combine(milestone.done_on, time(12)))
    words = {"project": milestone.project.title, "title": milestone.title}
    return FeedEntry(
        key=f"projekte/{milestone.project.public_id}/meilenstein/{milestone.public_id}",
        title=gettext("%(project)s, reached: %(title)s") % words,
        text="",
        url=reverse("projects:project", args=[milestone.project.public_id]),
        published=max(day, milestone.created_at),
        updated=max(day, milestone.created_at),
    )
