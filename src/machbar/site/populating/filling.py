"""Filling a town with a synthetic load, and refusing towns in which people's real ideas stand."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.search.findable import Findable
from machbar.foundation.search.services import renew
from machbar.foundation.towns.models import NumberSeries, Town
from machbar.modules.funding.core.record import CatalogueEntry, entry_of
from machbar.modules.funding.services.catalogue import SHIPPED, import_catalogue
from machbar.modules.ideas.core import title_of
from machbar.modules.ideas.findable import FINDABLE as IDEAS
from machbar.modules.ideas.models import Answer, Idea
from machbar.modules.premises.findable.demand import DEMANDS
from machbar.modules.premises.findable.units import FINDABLE as UNITS
from machbar.modules.premises.models import Unit
from machbar.modules.projects.core import SLOTS
from machbar.modules.projects.findable import FINDABLE as PROJECTS
from machbar.modules.projects.models import Project, Slot
from machbar.reasoning.reading import Record, Where, read_records
from machbar.site.populating.rooms import make_units
from machbar.site.populating.searches import make_searches
from machbar.site.populating.sentences import say

BATCH = 1_000
NOTE = "synthetisch"
DAYS_BACK = 3 * 365
ANSWER = "Danke. Wir haben es gelesen und melden uns, wenn es weitergeht."
REASON = "Das kann gerade niemand tragen. Wir heben die Idee auf."
STATUSES = {
    Idea.Status.NEW: 2,
    Idea.Status.IN_TALK: 8,
    Idea.Status.PARKED: 5,
    Idea.Status.HANDED_OVER: 2,
    Idea.Status.NOT_FEASIBLE: 3,
}
STAGES = (
    Project.Stage.SKETCH,
    Project.Stage.COORDINATION,
    Project.Stage.FUNDING,
    Project.Stage.FEASIBLE,
    Project.Stage.REALISATION,
    Project.Stage.DONE,
    Project.Stage.CLOSED,
    Project.Stage.RESTING,
)
Told = Callable[[str, int, int], None]


@dataclass(frozen=True, kw_only=True)
class Load:
    """How much of each kind is to be made."""

    ideas: int = 0
    projects: int = 0
    premises: int = 0
    programmes: int = 0
    searches: int = 0


class NotSynthetic(Exception):
    """The town holds ideas, projects or premises that are not invented."""


def populate(*, town: Town, load: Load, seed: int, at: datetime, tell: Told) -> None:
    """Add the load to the town; ``tell`` hears kind, done and all. Raises `NotSynthetic` for a real town."""
    if _is_real(town):
        raise NotSynthetic
    house = Actor(town=town, system=True)
    draw = Random(seed)  # noqa: S311 - a load that can be repeated, no secret
    first = Idea.objects.filter(town=town).count()
    for start, stop in _portions(load.ideas):
        with transaction.atomic():
            made = _ideas(town, draw, at, first + start, stop - start)
            _index(IDEAS, made)
        tell("ideas", stop, load.ideas)
    for start, stop in _portions(load.projects):
        with transaction.atomic():
            _index(PROJECTS, _projects(town, draw, at, stop - start))
        tell("projects", stop, load.projects)
    for start, stop in _portions(load.searches):
        with transaction.atomic():
            _index(DEMANDS, make_searches(town, draw, at, stop - start))
        tell("searches", stop, load.searches)
    for start, stop in _portions(load.premises):
        with transaction.atomic():
            _index(UNITS, make_units(town, draw, at, stop - start))
        tell("premises", stop, load.premises)
    if load.programmes:
        import_catalogue(by=house, at=at, checked=_programmes(draw, load.programmes))
        tell("programmes", load.programmes, load.programmes)
    record("town.populated", on=town, by=house, payload={**asdict(load), "seed": seed})


def _is_real(town: Town) -> bool:
    return not town.is_demo and (
        Idea.objects.filter(town=town, is_fictional=False).exists()
        or Project.objects.filter(town=town, fictional_note="").exists()
        or Unit.objects.filter(town=town, is_fictional=False).exists()
    )


def _portions(count: int) -> Iterable[tuple[int, int]]:
    return ((start, min(start + BATCH, count)) for start in range(0, count, BATCH))


def _index(findable: Findable, objects: list[int]) -> None:
    for first in range(0, len(objects), BATCH // 2):
        renew(findable, objects[first : first + BATCH // 2])


def _numbers(town: Town, year: int, count: int) -> list[str]:
    """Readable numbers in one go; the series goes on where they end."""
    series, _is_new = NumberSeries.objects.get_or_create(town=town, series="idea", year=year)
    begin = series.last
    NumberSeries.objects.filter(pk=series.pk).update(last=begin + count)
    return [f"{town.number_prefix}-{year}-{begin + each + 1:04d}" for each in range(count)]


def _ideas(town: Town, draw: Random, at: datetime, first: int, count: int) -> list[int]:
    numbers = _numbers(town, timezone.localdate(at).year, count)
    ideas = [
        _idea(town, draw, at, key=f"synthetic-{first + each}", number=number)
        for each, number in enumerate(numbers)
    ]
    made = Idea.objects.bulk_create(ideas)
    Answer.objects.bulk_create(
        Answer(
            idea=idea,
            text=idea.reason or ANSWER,
            status=idea.status,
            given_at=idea.answered_at,
            key="synthetic",
            sent_by=idea.contact_kind,
        )
        for idea in made
        if idea.answered_at
    )
    return [idea.pk for idea in made]


def _idea(town: Town, draw: Random, at: datetime, *, key: str, number: str) -> Idea:
    said = say(draw)
    came = at - timedelta(minutes=draw.randint(1, DAYS_BACK * 24 * 60))
    status = draw.choices(list(STATUSES), list(STATUSES.values()))[0]
    answered = (
        None if status == Idea.Status.NEW else came + timedelta(hours=draw.randint(1, 24 * 14))
    )
    return Idea(
        town=town,
        number=number,
        form_key=key,
        title=title_of(said.text),
        text=said.text,
        place=said.place,
        channel=draw.choice(Idea.Channel.values),
        wants_to_join=draw.random() < 1 / 3,
        status=status,
        reason=REASON if status in Idea.CLOSED else "",
        handed_in_at=came,
        answered_at=min(answered, at) if answered else None,
        published_at=came if status != Idea.Status.NEW and draw.random() < 4 / 5 else None,
        is_fictional=True,
    )


def _projects(town: Town, draw: Random, at: datetime, count: int) -> list[int]:
    made = Project.objects.bulk_create(_project(town, draw, at) for _each in range(count))
    slots = []
    for project in made:
        for kind in SLOTS:
            state = draw.choice(Slot.State.values)
            note = "" if state == Slot.State.OPEN else f"Zugesagt, {NOTE}."
            slots.append(Slot(project=project, kind=kind.value, state=state, note=note))
    Slot.objects.bulk_create(slots, batch_size=BATCH)
    return [project.pk for project in made]


def _project(town: Town, draw: Random, at: datetime) -> Project:
    said, more = say(draw), say(draw)
    began = at - timedelta(minutes=draw.randint(1, DAYS_BACK * 24 * 60))
    return Project(
        town=town,
        title=said.title,
        lead_sentence=said.text.partition("\n")[0],
        description=f"{said.text}\n\n{more.text}",
        goals=more.text.partition("\n")[2],
        stage=draw.choice(STAGES),
        created_at=began,
        changed_at=began + (at - began) * draw.random(),
        published_at=began if draw.random() < 4 / 5 else None,
        fictional_note=NOTE,
    )


def _programmes(draw: Random, count: int) -> list[tuple[Record, CatalogueEntry]]:
    """Variants of the catalogue's records under names that say they are invented."""
    shipped = list(read_records(SHIPPED, key="programmes"))
    made = []
    for each in range(count):
        values = dict(draw.choice(shipped).values)
        values |= {
            "id": f"synthetic-{each}",
            "name": f"Programm {each} ({NOTE}): {values['name']}"[:300],
        }
        record_ = Record(values=values, where=Where(file=NOTE, line=each + 1))
        made.append((record_, entry_of(record_)))
    return made
