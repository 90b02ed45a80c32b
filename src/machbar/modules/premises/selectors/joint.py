"""One proposal for all searches at once, over the tables: who takes part, who is on the way, what was looked at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.core.matching import Fit, joint
from machbar.modules.premises.matching.facts import room_of, wish_of
from machbar.modules.premises.models import Demand, Mediation, Unit
from machbar.modules.premises.selectors.demand import (
    MOST_JOINT,
    PROMISED,
    Looked,
    seeking_rooms,
    units_to_offer,
)

ON_THE_WAY = (Mediation.Stage.CONTACT, Mediation.Stage.VISIT, Mediation.Stage.AGREEMENT)
"""From the yes of both sides on, nothing else is proposed for the search, nor anybody else for the room."""
Row = TypeVar("Row", Demand, Unit)


@dataclass(frozen=True, kw_only=True)
class ProposedPair:
    """A search and a unit with how they fit; ``known`` is the suggestion of the two that waits for answers already."""

    demand: Demand
    unit: Unit
    fit: Fit
    known: Mediation | None


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """The pairs, the searches for which nothing is left, those on their way, and how far the proposal has looked."""

    pairs: tuple[ProposedPair, ...]
    unserved: tuple[Demand, ...]
    on_the_way: tuple[Mediation, ...]
    demands: Looked
    units: Looked


def joint_proposal(actor: Actor, today: date, *, kind: str = "") -> Proposal:
    """Which search could get which unit so that most are served (three queries).

    The oldest searches and the units with the first numbers take part, at most `MOST_JOINT` of both; ``kind`` keeps to
    the units of one kind and the searches that take it. Who is on the way with a room is left out with it.
    """
    paths = _living_paths(actor)
    on_the_way = [each for each in paths if each.stage in ON_THE_WAY]
    busy, held = {each.demand_id for each in on_the_way}, {each.unit_id for each in on_the_way}
    seeking = [
        each
        for each in seeking_rooms(actor).order_by("id")
        if each.pk not in busy and (not kind or not each.kinds or kind in each.kinds)
    ]
    free = [
        each
        for each in units_to_offer(actor)
        if each.pk not in held and (not kind or each.kind == kind)
    ]
    demands, units = _first(seeking), _first(free)
    pairs = _pairs(demands, units, paths, today)
    served = {each.demand.pk for each in pairs}
    return Proposal(
        pairs=tuple(pairs),
        unserved=tuple(each for each in demands.values() if each.pk not in served),
        on_the_way=tuple(each for each in on_the_way if not kind or each.unit.kind == kind),
        demands=Looked(seen=len(demands), all=len(seeking)),
        units=Looked(seen=len(units), all=len(free)),
    )


def _living_paths(actor: Actor) -> list[Mediation]:
    paths = Mediation.objects.filter(town=actor.town, stage__in=Mediation.LIVING)
    return list(paths.select_related("demand", "unit__house").order_by("id"))


def _first(rows: Sequence[Row]) -> dict[str, Row]:
    return {each.number: each for each in rows[:MOST_JOINT]}


def _pairs(
    demands: Mapping[str, Demand],
    units: Mapping[str, Unit],
    paths: Sequence[Mediation],
    today: date,
) -> list[ProposedPair]:
    promised = {each.unit_id: each.demand.number for each in paths if each.stage in PROMISED}
    known = {(each.demand_id, each.unit_id): each for each in paths}
    rooms = [room_of(unit, reserved_for=promised.get(unit.pk)) for unit in units.values()]
    found = joint(rooms, [wish_of(each) for each in demands.values()], today)
    return [
        ProposedPair(
            demand=(demand := demands[pair.wish]),
            unit=(unit := units[pair.room]),
            fit=pair.fit,
            known=known.get((demand.pk, unit.pk)),
        )
        for pair in found
    ]
