"""Reading ideas, with everything the page needs. Lists page by key, so that ten thousand cost what a hundred cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

from django.db.models import Model, Prefetch, Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas.models import Answer, Idea, IdeaProject
from machbar.modules.ideas.rules import can_answer_ideas

PAGE = 24
COUNT_LIMIT = 1000

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """One page of a long list: its rows, the key of the next page (or None), and the count up to 1,000."""

    rows: Sequence[Row]
    next_key: str | None
    count: int
    is_more_than_count: bool


def ideas_on_the_wall(actor: Actor, *, text: str = "", status: str = "") -> QuerySet[Idea]:
    """The town's public ideas, newest first, perhaps only those holding a text or standing at a status."""
    ideas = Idea.objects.filter(town=actor.town, published_at__isnull=False).exclude(
        status=Idea.Status.WITHDRAWN
    )
    if status:
        ideas = ideas.filter(status=status)
    for word in text.split():
        ideas = ideas.filter(
            Q(title__icontains=word) | Q(text__icontains=word) | Q(place__icontains=word)
        )
    return ideas


def ideas_visible_to(actor: Actor) -> QuerySet[Idea]:
    """The ideas whose inside the actor may read: the answering team all, everybody else the public ones."""
    if can_answer_ideas(actor):
        return Idea.objects.filter(town=actor.town)
    return ideas_on_the_wall(actor)


def unanswered(actor: Actor) -> QuerySet[Idea]:
    """Ideas that still wait for their first answer, the oldest first; empty for who may not answer."""
    if not can_answer_ideas(actor):
        return Idea.objects.none()
    return (
        Idea.objects.filter(town=actor.town, answered_at=None)
        .exclude(status=Idea.Status.WITHDRAWN)
        .order_by("handed_in_at", "id")
    )


def with_photo(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Load photos and their copies along."""
    return ideas.select_related("photo").prefetch_related("photo__files")


def with_history(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Load answers, additions, projects and photos along."""
    return with_photo(ideas).prefetch_related(
        Prefetch("answers", queryset=Answer.objects.order_by("given_at", "id")),
        "additions",
        Prefetch(
            "becomings",
            queryset=IdeaProject.objects.select_related("project")
            .prefetch_related("project__slots")
            .order_by("since", "id"),
        ),
    )


def page_by_key(ideas: QuerySet[Idea], *, field: str, after: str) -> Page[Idea]:
    """One page of ideas, newest first by ``field``, after the key of the page before (empty for the first)."""
    count = ideas.order_by()[: COUNT_LIMIT + 1].count()
    later = ideas.order_by(f"-{field}", "-id")
    anchor = (
        ideas.order_by().filter(public_id=after).values_list(field, "id").first() if after else None
    )
    if anchor is not None:
        moment, key = anchor
        later = later.filter(Q(**{f"{field}__lt": moment}) | Q(**{field: moment, "id__lt": key}))
    rows = list(later[: PAGE + 1])
    more = len(rows) > PAGE
    return Page(
        rows=rows[:PAGE],
        next_key=rows[PAGE - 1].public_id if more else None,
        count=min(count, COUNT_LIMIT),
        is_more_than_count=count > COUNT_LIMIT,
    )


def answer_due(idea: Idea, answer_days: int) -> date:
    """The day by which the first answer was promised."""
    from django.utils import timezone

    return timezone.localdate(idea.handed_in_at) + timedelta(days=answer_days)
