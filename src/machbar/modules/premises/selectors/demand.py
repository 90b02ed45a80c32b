"""Reading searches: what everybody sees, what the team sees, what waits; and what matching needs of both sides."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, Window

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.audit.models import AuditEntry
from machbar.foundation.audit.selectors import who_and_when
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.matching import (
    Fit,
    Room,
    judge,
    rank_rooms,
    rank_wishes,
)
from machbar.modules.premises.core.matching.words import WordHit, rank_texts
from machbar.modules.premises.matching.facts import room_of, wish_of
from machbar.modules.premises.models import Demand, Mediation, Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.words.demand import text_of_demand
from machbar.modules.projects.models import Project
from machbar.modules.projects.selectors import projects_visible_to

FREE_STATES = (Unit.State.EMPTY, Unit.State.ANNOUNCED, Unit.State.MEDIATION)
PROMISED = (Mediation.Stage.AGREEMENT, Mediation.Stage.RUNNING)
MOST_JOINT = 60
"""So many searches and units one joint proposal looks at (benchmarks/premises.py)."""


@dataclass(frozen=True, kw_only=True)
class UnitFit:
    """A unit and how it fits a search."""

    unit: Unit
    fit: Fit


@dataclass(frozen=True, kw_only=True)
class DemandFit:
    """A search and how it fits a unit."""

    demand: Demand
    fit: Fit


@dataclass(frozen=True, kw_only=True)
class Looked:
    """How many of how many were looked at."""

    seen: int
    all: int

    @property
    def is_cut(self) -> bool:
        """Whether there are more."""
        return self.seen < self.all


@dataclass(frozen=True, kw_only=True)
class FitsOfAll:
    """The ranked searches for each of the units, and how far was looked."""

    rows: tuple[tuple[Unit, list[DemandFit]], ...]
    demands: Looked
    units: Looked


@dataclass(frozen=True, kw_only=True)
class ProjectHit:
    """A project that shares words with a search, and the words."""

    project: Project
    hit: WordHit


@dataclass(frozen=True, kw_only=True)
class ProjectHits:
    """The best hits, and among how many of how many projects they were looked for."""

    hits: tuple[ProjectHit, ...]
    seen: int
    all: int


@dataclass(frozen=True, kw_only=True)
class DemandHit:
    """A search that shares words with a project, and the words."""

    demand: Demand
    hit: WordHit


# --- searches --------------------------------------------------------------------------------------
def demands_of(actor: Actor) -> QuerySet[Demand]:
    """All searches of the town, for who works on premises; for others none (not even public ones: see below)."""
    if not can_work_on_premises(actor):
        return Demand.objects.none()
    return Demand.objects.filter(town=actor.town)


def public_demands(town: Town) -> QuerySet[Demand]:
    """What everybody may read, newest first; private columns are not even loaded."""
    found = Demand.objects.filter(town=town, published_at__isnull=False, state__in=Demand.LIVING)
    return found.defer("name", "contact", "details").order_by("-published_at", "-id")


def living_demands(actor: Actor) -> QuerySet[Demand]:
    """The searches that go on and are no suspected spam."""
    return demands_of(actor).filter(state__in=Demand.LIVING, is_suspicious=False)


def demands_waiting(actor: Actor) -> QuerySet[Demand]:
    """Searches on which the team has to decide: they would be public, or look like spam."""
    return demands_of(actor).filter(
        Q(wants_public=True, published_at=None, refused_because="") | Q(is_suspicious=True),
        state__in=Demand.LIVING,
    )


def demands_to_see_to(actor: Actor, today: date) -> QuerySet[Demand]:
    """Searches that end within a week, and searches for rooms that nobody has suggested anything for; ends first."""
    tried = Mediation.objects.filter(demand=OuterRef("pk"))
    ends = Q(expires_on__lte=today + timedelta(days=7))
    untried = Q(kind=Demand.Kind.ROOM, state=Demand.State.OPEN) & ~Exists(tried)
    return living_demands(actor).filter(ends | untried).order_by("expires_on", "id")


def demand_behind(link: PersonalLink) -> Demand | None:
    """The search of a personal link."""
    return (
        Demand.objects.filter(town=link.town, pk=link.subject_id)
        .select_related("town", "project")
        .first()
    )


def last_change_of(demand: Demand) -> tuple[str, datetime | None]:
    """Who changed a search last, and when: for the page of a conflict."""
    entries = AuditEntry.objects.filter(
        town=demand.town,
        object_kind=demand._meta.label_lower,
        object_id=demand.public_id,
        event="demand.changed",
    )
    return who_and_when(entries.order_by("-sequence").first())


# --- rooms and searches --------------------------------------------------------------------------
def units_to_offer(actor: Actor) -> QuerySet[Unit]:
    """The units that stand empty or will: what can be suggested to a search."""
    if not can_work_on_premises(actor):
        return Unit.objects.none()
    coming = Q(empty_from__isnull=False) | Q(available_from__isnull=False)
    return (
        Unit.objects.filter(Q(state__in=FREE_STATES) | coming, town=actor.town)
        .exclude(state=Unit.State.PERMANENT)
        .select_related("house")
        .order_by("number")
    )


def rooms_for(actor: Actor, demand: Demand, today: date) -> list[UnitFit]:
    """The ranked units for a search, exclusions last (two queries); none for one that has its agreement already."""
    if demand.state == Demand.State.AGREEMENT:
        return []
    units = {unit.number: unit for unit in units_to_offer(actor)}
    fits = rank_rooms(_rooms(actor.town, units.values()), wish_of(demand), today)
    return [UnitFit(unit=units[fit.room], fit=fit) for fit in fits]


def demands_for(actor: Actor, unit: Unit, today: date) -> list[DemandFit]:
    """The ranked searches for a unit, exclusions last (two queries)."""
    demands = {each.number: each for each in seeking_rooms(actor)}
    [room] = _rooms(actor.town, [unit])
    fits = rank_wishes((wish_of(each) for each in demands.values()), room, today)
    return [DemandFit(demand=demands[fit.wish], fit=fit) for fit in fits]


def demands_for_all(actor: Actor, today: date) -> FitsOfAll:
    """The ranked searches for each of the units on offer, at most `MOST_JOINT` of both: the oldest searches and the
    units with the first numbers (two queries)."""
    every = Window(Count("*"))
    seeking = list(seeking_rooms(actor).annotate(every=every).order_by("id")[:MOST_JOINT])
    promised = Mediation.objects.filter(unit=OuterRef("pk"), stage__in=PROMISED).order_by("-id")
    promise = Subquery(promised.values("demand__number")[:1])
    units = list(units_to_offer(actor).annotate(every=every, promised=promise)[:MOST_JOINT])
    demands = {each.number: each for each in seeking}
    wishes = [wish_of(each) for each in seeking]
    return FitsOfAll(
        rows=tuple(
            (
                unit,
                [
                    DemandFit(demand=demands[fit.wish], fit=fit)
                    for fit in rank_wishes(wishes, room_of(unit, reserved_for=unit.promised), today)
                ],
            )
            for unit in units
        ),
        demands=Looked(seen=len(seeking), all=seeking[0].every if seeking else 0),
        units=Looked(seen=len(units), all=units[0].every if units else 0),
    )


def fit_of(town: Town, demand: Demand, unit: Unit, today: date) -> Fit:
    """How one search and one unit go together (one query)."""
    [room] = _rooms(town, [unit])
    return judge(room, wish_of(demand), today)


def seeking_rooms(actor: Actor) -> QuerySet[Demand]:
    """Searches for a room that nothing is agreed for yet."""
    rooms = living_demands(actor).filter(kind=Demand.Kind.ROOM)
    return rooms.exclude(state=Demand.State.AGREEMENT)


def _rooms(town: Town, units: Iterable[Unit]) -> list[Room]:
    promised = _promises(town)
    return [room_of(unit, reserved_for=promised.get(unit.pk)) for unit in units]


def _promises(town: Town) -> Mapping[int, str]:
    """For which search a unit is reserved, by the unit's primary key."""
    rows = Mediation.objects.filter(town=town, stage__in=PROMISED)
    return dict(rows.order_by("id").values_list("unit_id", "demand__number"))


MOST_PROJECTS = 60
"""So many projects stand in a choice and are read for words in common: a page shall not grow with the town. Where there
are more, the page says so and names a way to the rest."""


# --- projects and searches -------------------------------------------------------------------------
def projects_to_choose(town: Town | int, kept: int | None) -> QuerySet[Project]:
    """The projects that something in a town (or of the town with this key) can be for: those that moved last, and the
    one (primary key) that it is for already."""
    newest = Project.objects.filter(town=town).order_by("-changed_at", "-id").values("pk")
    return Project.objects.filter(
        Q(pk__in=newest[:MOST_PROJECTS]) | Q(pk=kept), town=town
    ).order_by("title", "id")


def projects_left_out(town: Town | int) -> int:
    """How many projects are too many for `projects_to_choose` (one query)."""
    return max(0, Project.objects.filter(town=town).count() - MOST_PROJECTS)


def projects_for(actor: Actor, demand: Demand, most: int) -> ProjectHits:
    """The projects that share words with a search, best first, among those that moved last (two queries)."""
    rows = projects_visible_to(actor)
    newest = rows.order_by("-changed_at", "-id")[:MOST_PROJECTS]
    projects = {each.public_id: each for each in newest}
    written = [(key, _text_of_project(each)) for key, each in projects.items()]
    hits = rank_texts(text_of_demand(demand), written)[:most]
    return ProjectHits(
        hits=tuple(ProjectHit(project=projects[hit.key], hit=hit) for hit in hits),
        seen=len(projects),
        all=rows.count(),
    )


def hits_for_project(actor: Actor, project: int, most: int) -> tuple[list[Demand], list[DemandHit]]:
    """The searches of a project, and those of others for users, partners and carriers that share words with it, best
    first (two queries)."""
    found = Project.objects.filter(town=actor.town, pk=project).first()
    if found is None:
        return [], []
    rows = living_demands(actor).filter(Q(project=project) | ~Q(kind=Demand.Kind.ROOM))
    own = [each for each in rows if each.project_id == project]
    others = {each.public_id: each for each in rows if each.project_id != project}
    written = [(key, text_of_demand(each)) for key, each in others.items()]
    hits = rank_texts(_text_of_project(found), written)[:most]
    return own, [DemandHit(demand=others[hit.key], hit=hit) for hit in hits]


def _text_of_project(project: Project) -> str:
    return "\n".join(part for part in (project.title, project.summary, project.description) if part)
