"""Walk-rounds with their houses and ticks, and the figures that follow from them."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.codes import UnitState
from machbar.modules.premises.core.figures import Look, Round, count_round
from machbar.modules.premises.models import House, Tick, Unit, Walk
from machbar.modules.premises.rules import can_work_on_premises

STANDS_EMPTY = (UnitState.EMPTY.value, UnitState.MEDIATION.value)


@dataclass(frozen=True, kw_only=True)
class HouseLine:
    """A house of a round: its number, and what was seen there (empty where nobody has looked)."""

    public_id: str
    number: str
    seen: str


@dataclass(frozen=True, kw_only=True)
class StreetList:
    """A street of a round with its houses in order."""

    street: str
    houses: list[HouseLine]


def walks_visible_to(actor: Actor) -> QuerySet[Walk]:
    """The town's rounds for who works on premises, nothing for others."""
    if not can_work_on_premises(actor):
        return Walk.objects.none()
    return Walk.objects.filter(town=actor.town).annotate(ticked=Count("ticks"))


def walk_behind(link: PersonalLink) -> Walk | None:
    """The round of a walker's link, while it runs."""
    walks = Walk.objects.filter(town=link.town_id, pk=link.subject_id, ended_at=None)
    return walks.select_related("town").first()


def streets_of(town: Town) -> list[tuple[str, int]]:
    """The streets of the town's list, each with the number of its houses that count in a round (one query)."""
    found = House.objects.filter(town=town, has_ground_floor_shop=True).values_list("street")
    return list(found.annotate(n=Count("pk")).order_by("street"))


def street_lists(walk: Walk) -> list[StreetList]:
    """The houses of a round street by street, with what was seen (two queries)."""
    seen = dict(Tick.objects.filter(walk=walk).values_list("house_id", "seen"))
    found: dict[str, list[HouseLine]] = defaultdict(list)
    for house in _houses(walk.town_id, walk.streets):
        line = HouseLine(
            public_id=house.public_id, number=house.number, seen=seen.get(house.pk, "")
        )
        found[house.street].append(line)
    return [StreetList(street=street, houses=houses) for street, houses in found.items()]


def units_to_look_at(walk: Walk) -> QuerySet[Unit]:
    """Units that the register holds for used, in houses that the round has seen empty."""
    empty = Tick.objects.filter(walk=walk, seen=Tick.Seen.EMPTY)
    return (
        Unit.objects.filter(town=walk.town_id, house__in=empty.values("house"))
        .exclude(state__in=STANDS_EMPTY)
        .select_related("house")
        .order_by("house__street", "house__sort_key", "pk")
    )


def rounds_of(town: Town) -> list[Round]:
    """Every ended round of the town with its counts, the latest first (three queries)."""
    walks = list(Walk.objects.filter(town=town).exclude(ended_at=None).order_by("-on", "-pk"))
    houses = Counter(
        House.objects.filter(town=town, has_ground_floor_shop=True).values_list("street", flat=True)
    )
    ticks: dict[int, list[tuple[str, Look]]] = defaultdict(list)
    rows = Tick.objects.filter(walk__in=walks).values_list("walk_id", "house__street", "seen")
    for walk, street, seen in rows:
        ticks[walk].append((street, Look(seen)))
    return [
        count_round(
            walk.public_id,
            walk.on,
            {street: houses[street] for street in walk.streets},
            ticks[walk.pk],
        )
        for walk in walks
    ]


def _houses(town: int, streets: list[str]) -> QuerySet[House]:
    counts = Q(has_ground_floor_shop=True)
    return House.objects.filter(counts, town=town, street__in=streets).order_by(
        "street", "sort_key", "pk"
    )
