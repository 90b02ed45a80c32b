"""Reading ideas, with everything the page needs. Lists page by key, so that ten thousand cost what a hundred cost."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import (
    BooleanField,
    Count,
    ExpressionWrapper,
    F,
    Model,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience
from machbar.foundation.search.selectors import find_in
from machbar.foundation.surfaces.module import MOST_COUNTED
from machbar.foundation.towns.models import Term, Town
from machbar.modules.ideas.models import (
    Addition,
    Answer,
    Idea,
    IdeaProject,
    PaperScan,
    ReasonTemplate,
)
from machbar.modules.ideas.rules import can_answer_ideas
from machbar.modules.ideas.vocabularies import DISTRICTS, THEMES

PAGE = 24
COUNT_LIMIT = 1000
FINDABLE_KIND = "ideen"
UNDECIDED = "new.0."
"""The `decision_state` of an idea about which nobody has decided anything."""

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, kw_only=True)
class Page(Generic[Row]):
    """One page of a long list: its rows, the key of the next page (or None), and the count up to 1,000."""

    rows: Sequence[Row]
    next_key: str | None
    count: int
    is_more_than_count: bool


def status_facet(status: str) -> str:
    """The mark by which search knows ideas of one status."""
    return f"stand_{status}"


def term_facet(term: int) -> str:
    """The mark by which search knows ideas of one theme or one part of the town."""
    return f"liste_{term}"


def ideas_on_the_wall(
    actor: Actor,
    *,
    text: str = "",
    status: str = "",
    theme: Term | None = None,
    district: Term | None = None,
) -> QuerySet[Idea]:
    """The town's public ideas, newest first, perhaps only those of a text, a status, a theme, a part of the town.

    With a text these are the 200 best hits at most, so that a search in 100,000 ideas costs what it costs in 1,000.
    """
    ideas = _on_the_wall(Idea.objects.filter(town=actor.town))
    if status:
        ideas = ideas.filter(status=status)
    if theme is not None:
        ideas = ideas.filter(theme=theme)
    if district is not None:
        ideas = ideas.filter(district=district)
    if text:
        terms = [term_facet(term.pk) for term in (theme, district) if term is not None]
        facets = [status_facet(status), *terms] if status else terms
        hits = find_in(
            actor.town, text, kind=FINDABLE_KIND, audience=Audience.PUBLIC, facets=facets
        )
        ideas = _on_the_wall(
            # A sum is no indexed column: without it SQLite walks all ideas of the town to find 200 of them.
            Idea.objects.alias(here=F("town_id") + 0).filter(
                pk__in=hits.objects, here=actor.town.pk
            )
        )
    return ideas


def _on_the_wall(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    return ideas.filter(published_at__isnull=False).exclude(
        status__in=[Idea.Status.WITHDRAWN, Idea.Status.JOINED]
    )


def public_ideas(actor: Actor) -> QuerySet[Idea]:
    """The ideas that have a public page: those on the wall, and joined ones, whose page leads to the other."""
    return Idea.objects.filter(town=actor.town, published_at__isnull=False).exclude(
        status=Idea.Status.WITHDRAWN
    )


def ideas_visible_to(actor: Actor) -> QuerySet[Idea]:
    """The ideas whose inside the actor may read: the answering team all, everybody else the public ones."""
    if can_answer_ideas(actor):
        return Idea.objects.filter(town=actor.town)
    return ideas_on_the_wall(actor)


def terms_of_ideas(town: Town) -> QuerySet[Term]:
    """The entries of both lists that ideas are sorted by, offered or not, in their order."""
    terms = town.terms.filter(vocabulary__in=(THEMES, DISTRICTS))
    return terms.order_by("position", "label", "id")


def terms_with_precedent(town: Town, idea: Idea) -> QuerySet[Term]:
    """The same entries, each knowing how the last idea with the same words for its place was sorted.

    ``placed_in`` is the key of its part of the town and ``placed_at`` its number; both None where there is none.
    """
    same = Idea.objects.filter(town=town, place=idea.place, district__is_active=True)
    last = same.exclude(pk=idea.pk).exclude(place="").order_by("-id")[:1]
    return terms_of_ideas(town).annotate(
        placed_in=Subquery(last.values("district")), placed_at=Subquery(last.values("number"))
    )


def uses_of_terms(town: Town) -> "Counter[int]":
    """How many ideas carry each entry of both lists (two queries)."""
    uses: Counter[int] = Counter()
    for field in ("theme", "district"):
        ideas = Idea.objects.filter(town=town).exclude(**{field: None}).order_by()
        uses.update(dict(ideas.values_list(field).annotate(count=Count("id"))))
    return uses


def scans_waiting(town: Town) -> QuerySet[PaperScan]:
    """The pages that nobody has typed yet, the oldest first."""
    pages = PaperScan.objects.filter(town=town, typed_at=None).order_by("came_at", "id")
    return pages.select_related("picture").prefetch_related("picture__files")


def unanswered(actor: Actor) -> QuerySet[Idea]:
    """Ideas that still wait for their first answer, the oldest first; empty for who may not answer."""
    if not can_answer_ideas(actor):
        return Idea.objects.none()
    return (
        Idea.objects.filter(town=actor.town, answered_at=None)
        .exclude(status=Idea.Status.WITHDRAWN)
        .order_by("handed_in_at", "id")
    )


def unanswered_of_tables(actor: Actor) -> QuerySet[Idea]:
    """Ideas without an answer that came from tables."""
    return unanswered(actor).filter(taken_in_at__isnull=False)


@dataclass(frozen=True, kw_only=True)
class OfTables:
    """The ideas from tables that wait for an answer: how many (counted to 100), and since when the first of them."""

    total: int
    since: datetime


def pressing_ideas(actor: Actor, most: int) -> tuple[Sequence[Idea], OfTables | None]:
    """The oldest ``most`` ideas without an answer that came by themselves, and those from tables in one (one query)."""
    own = unanswered(actor).filter(taken_in_at=None).values("pk")[:most]
    taken = unanswered_of_tables(actor).values("pk")[: MOST_COUNTED + 1]
    of_tables = ExpressionWrapper(Q(taken_in_at__isnull=False), output_field=BooleanField())
    counted = Idea.objects.filter(Q(pk__in=own) | Q(pk__in=taken)).annotate(
        of_tables=of_tables,
        total=Window(Count("*"), partition_by=[of_tables]),
        rank=Window(
            RowNumber(),
            partition_by=[of_tables],
            order_by=[F("taken_in_at").asc(), F("handed_in_at").asc(), F("id").asc()],
        ),
    )
    rows = list(counted.filter(rank__lte=most).order_by("of_tables", "rank"))
    first = next((idea for idea in rows if idea.of_tables), None)
    return (
        [idea for idea in rows if not idea.of_tables],
        OfTables(total=first.total, since=first.waits_since) if first else None,
    )


def waiting_for_decision(actor: Actor) -> QuerySet[Idea]:
    """Ideas about which nobody has decided anything: neither answered nor hung on the wall, the oldest first."""
    return unanswered(actor).filter(published_at=None)


def with_last_answer(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Each idea knows the key of its ``last_answer``, 0 where there is none."""
    last = Answer.objects.filter(idea=OuterRef("pk")).order_by("-pk").values("pk")[:1]
    return ideas.annotate(last_answer=Coalesce(Subquery(last), 0))


def decision_state(idea: Idea) -> str:
    """What has been decided about an idea so far, as a page carries it along: status, last answer, wall."""
    last = getattr(idea, "last_answer", None)  # from `with_last_answer`, which saves a query
    if last is None:
        last = max((answer.pk for answer in idea.answers.all()), default=0)
    return f"{idea.status}.{last}.{'wall' if idea.published_at else ''}"


def additions_to_read(actor: Actor) -> QuerySet[Addition]:
    """What givers added and nobody has read, without ideas that themselves wait for a decision, the oldest first."""
    if not can_answer_ideas(actor):
        return Addition.objects.none()
    return (
        # A sum is no indexed column: without it SQLite walks all ideas of the town to find the few additions.
        Addition.objects.alias(here=F("idea__town_id") + 0)
        .filter(here=actor.town.pk, read_at=None)
        .exclude(idea__status=Idea.Status.WITHDRAWN)
        .exclude(idea__answered_at=None, idea__published_at=None)
        .order_by("added_at", "id")
    )


def photos_to_release(actor: Actor) -> QuerySet[Idea]:
    """Ideas on the wall whose photo may be shown and about which nobody has decided, the oldest consent first."""
    if not can_answer_ideas(actor):
        return Idea.objects.none()
    # Begins with the few photos; a sum is no indexed column, or SQLite would walk the whole wall to find them.
    waiting = Idea.objects.alias(here=F("town_id") + 0).filter(
        here=actor.town.pk,
        photo__town=actor.town,
        photo__consent_at__isnull=False,
        photo__released_at=None,
        photo_kept_at=None,
    )
    return _on_the_wall(waiting).order_by("photo__consent_at", "id")


def on_their_way(actor: Actor, channel: str) -> QuerySet[Answer]:
    """Answers that wait for a call or a letter, with their ideas, the oldest first; empty for who may not answer."""
    if not can_answer_ideas(actor):
        return Answer.objects.none()
    return (
        # A sum is no indexed column: without it SQLite walks all ideas of the town to find the few answers.
        Answer.objects.alias(here=F("idea__town_id") + 0)
        .filter(here=actor.town.pk, reached_on=None, sent_by=channel)
        .exclude(idea__status=Idea.Status.WITHDRAWN)
        .select_related("idea")
        .order_by("given_at", "id")
    )


def pressing_deliveries(actor: Actor, today: date, channel: str) -> QuerySet[Answer]:
    """The answers of one list that may go out today, without calls put off to later, the oldest first."""
    return on_their_way(actor, channel).exclude(again_on__gt=today)


def templates_of(town: Town, status: str = "") -> QuerySet[ReasonTemplate]:
    """The reasons that a town offers, perhaps for one status only, in their order."""
    offered = ReasonTemplate.objects.filter(town=town, is_active=True)
    return offered.filter(status=status) if status else offered


def joined_into(idea: Idea) -> Sequence[Idea]:
    """The ideas that were joined into this one, with their town, in the order of their numbers."""
    return list(idea.joined_ones.select_related("town").order_by("id"))


def with_photo(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Load photos and their copies along."""
    return ideas.select_related("photo", "theme", "district").prefetch_related("photo__files")


def with_history(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """Load answers, additions, projects and photos along."""
    return with_photo(ideas.select_related("joined_to", "origin")).prefetch_related(
        Prefetch(
            "answers",
            queryset=Answer.objects.select_related("letter").order_by("given_at", "id"),
        ),
        "additions",
        "scans__picture__files",
        Prefetch(
            "becomings",
            queryset=IdeaProject.objects.select_related("project")
            .prefetch_related("project__slots")
            .order_by("since", "id"),
        ),
        Prefetch(
            "joined_to__becomings",
            queryset=IdeaProject.objects.select_related("project").order_by("since", "id"),
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

    return timezone.localdate(idea.waits_since) + timedelta(days=answer_days)
