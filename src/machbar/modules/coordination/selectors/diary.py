"""Reading diaries and milestones: for the page of a project, for its group, for the team, for reports and news."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import (
    Count,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Sum,
    prefetch_related_objects,
)
from django.db.models.functions import Coalesce

from machbar.foundation.access.actor import Actor
from machbar.modules.coordination.models import (
    DiaryEntry,
    DiaryPicture,
    Member,
    Milestone,
    MilestoneMove,
)
from machbar.modules.coordination.rules import can_coordinate, can_write_diary
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to, published

DIARY_PAGE = 10
IN_TIMELINE = 12
NEWEST = ("-on", "-id")
PUBLIC = DiaryEntry.Visibility.PUBLIC


@dataclass(frozen=True, kw_only=True)
class DiaryPage:
    """One page of a diary, newest first, and the key of the entry with which the next one begins (or None)."""

    rows: Sequence[DiaryEntry]
    next_key: str | None


def diary_visible_to(actor: Actor) -> QuerySet[DiaryEntry]:
    """What the actor may read: who writes in diaries all of the town's, everybody else the public entries."""
    entries = DiaryEntry.objects.filter(project__in=projects_visible_to(actor))
    return entries if can_write_diary(actor) else entries.filter(visibility=PUBLIC)


def diary_of_group(member: Member) -> QuerySet[DiaryEntry]:
    """What somebody of a group may read: all of the own project's diary."""
    return DiaryEntry.objects.filter(project=member.project_id)


def public_diary(project: int) -> QuerySet[DiaryEntry]:
    """What everybody may read of one project's diary, where the project itself is public."""
    return DiaryEntry.objects.filter(project=project, visibility=PUBLIC)


def diary_waiting(actor: Actor) -> QuerySet[DiaryEntry]:
    """Entries that wait for their release by this actor, the oldest first; none for who may not release."""
    if not can_write_diary(actor):
        return DiaryEntry.objects.none()
    waiting = DiaryEntry.objects.filter(
        project__town=actor.town, visibility=DiaryEntry.Visibility.WAITING
    )
    return waiting.select_related("project", "by_member", "by_person").order_by("written_at", "id")


def diary_between(actor: Actor, first: date, last: date) -> QuerySet[DiaryEntry]:
    """The public entries of public projects between two days (both count), oldest first, with their pictures.

    This is what report and news are made from; pictures that may not be shown are left out.
    """
    entries = DiaryEntry.objects.filter(
        project__town=actor.town,
        project__published_at__isnull=False,
        visibility=PUBLIC,
        on__gte=first,
        on__lte=last,
    )
    return with_pictures(entries, only_released=True).order_by("on", "id")


def with_pictures(entries: QuerySet[DiaryEntry], *, only_released: bool) -> QuerySet[DiaryEntry]:
    """Load project, author and pictures along (two queries more); ``shown`` of an entry are its pictures."""
    return entries.select_related("project", "by_member", "by_person").prefetch_related(
        _shown(only_released=only_released)
    )


def diary_page(
    entries: QuerySet[DiaryEntry], *, start: str, only_released: bool, size: int = DIARY_PAGE
) -> DiaryPage:
    """One page of entries from the one with the key ``start`` on (empty or unknown: from the newest)."""
    later = with_pictures(entries, only_released=only_released).order_by(*NEWEST)
    anchor = entries.filter(public_id=start).values_list("on", "id").first() if start else None
    if anchor is not None:
        day, key = anchor
        later = later.filter(Q(on__lt=day) | Q(on=day, id__lte=key))
    rows = list(later[: size + 1])
    return DiaryPage(rows=rows[:size], next_key=rows[size].public_id if len(rows) > size else None)


def fresh_diary(actor: Actor, project: int | None = None) -> QuerySet[DiaryEntry]:
    """The public entries of the town's public projects, or of one of them, the newest first."""
    entries = DiaryEntry.objects.filter(project__in=_told_of(actor, project), visibility=PUBLIC)
    return entries.select_related("project").order_by(*NEWEST)


def fresh_milestones(actor: Actor, project: int | None = None) -> QuerySet[Milestone]:
    """The public milestones of these projects that were reached, the latest first."""
    reached = Milestone.objects.filter(
        project__in=_told_of(actor, project), is_public=True, done_on__isnull=False
    )
    return reached.select_related("project").order_by("-done_on", "-id")


def _told_of(actor: Actor, project: int | None) -> QuerySet[Project]:
    projects = published(actor)
    return projects if project is None else projects.filter(pk=project)


def newest_public_entries(actor: Actor, projects: Iterable[int]) -> Sequence[DiaryEntry]:
    """The newest public entries of these projects, as many as a timeline takes; without pictures (one query)."""
    entries = DiaryEntry.objects.filter(
        project__in=projects, project__town=actor.town, visibility=PUBLIC
    )
    return list(entries.select_related("project").order_by(*NEWEST)[:IN_TIMELINE])


def show_released_pictures(entries: Sequence[DiaryEntry]) -> None:
    """Give each entry its released pictures as `shown` (two queries)."""
    prefetch_related_objects(entries, _shown(only_released=True))


def _shown(*, only_released: bool) -> "Prefetch[str, QuerySet[DiaryPicture], str]":
    pictures = DiaryPicture.objects.select_related("picture").prefetch_related("picture__files")
    if only_released:
        pictures = pictures.filter(picture__released_at__isnull=False)
    return Prefetch("pictures", queryset=pictures.order_by("id"), to_attr="shown")


def volunteer_quarters(project: Project) -> int:
    """All volunteer time of a project's diary, in quarter hours: what later counts as own contribution."""
    total = DiaryEntry.objects.filter(project=project).aggregate(
        quarters=Sum(F("helpers") * F("quarter_hours"))
    )
    return total["quarters"] or 0


# --- milestones ----------------------------------------------------------------------------------
def milestones_of(project: int) -> QuerySet[Milestone]:
    """The milestones of a project in the order of their days."""
    return Milestone.objects.filter(project=project).order_by("planned_on", "id")


def public_milestones(actor: Actor, projects: Iterable[int]) -> QuerySet[Milestone]:
    """The milestones of these projects that everybody sees, in the order of their days."""
    shown = Milestone.objects.filter(project__in=projects, project__town=actor.town, is_public=True)
    return shown.order_by("planned_on", "id")


def with_moves(milestones: QuerySet[Milestone]) -> QuerySet[Milestone]:
    """Load every move of their dates along (one query more)."""
    moves = MilestoneMove.objects.select_related("by_member", "by_person").order_by("id")
    return milestones.select_related("project").prefetch_related(Prefetch("moves", queryset=moves))


def milestones_overdue(actor: Actor, today: date) -> QuerySet[Milestone]:
    """Open milestones whose day is over, for who coordinates; the most pressing first."""
    if not can_coordinate(actor):
        return Milestone.objects.none()
    late = Milestone.objects.filter(project__town=actor.town, done_on=None, planned_on__lt=today)
    return late.select_related("project").order_by("planned_on", "id")


def diary_numbers() -> dict[str, object]:
    """What a project's page says about diary and milestones, as annotations that cost no query of their own.

    `written` and `waiting` count entries; `next_milestone` and `next_milestone_on` are the most pressing open one.
    """
    entries = DiaryEntry.objects.filter(project=OuterRef("pk"))
    milestones = Milestone.objects.filter(project=OuterRef("pk"), done_on=None)
    return {
        "written": _count(entries),
        "waiting": _count(entries.filter(visibility=DiaryEntry.Visibility.WAITING)),
        "next_milestone": Subquery(milestones.order_by("planned_on", "id").values("title")[:1]),
        "next_milestone_on": Subquery(
            milestones.order_by("planned_on", "id").values("planned_on")[:1]
        ),
    }


def _count(rows: "QuerySet[DiaryEntry]") -> Coalesce:
    counted = rows.order_by().values("project").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)
