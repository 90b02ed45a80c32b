"""The stages of a project, which of them follow which, and what a gate still lacks (architecture.md, section 3).

A gate is quality assurance: it names what is missing, in the order in which it is asked. What another module knows
(a plan that does not add up, a review that is open) comes in as an objection beside these.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from machbar.modules.projects.core.slots import SLOTS, SlotStanding


class StageKey(StrEnum):
    """Where a project stands."""

    SKETCH = "sketch"
    COORDINATION = "coordination"
    FUNDING = "funding"
    FEASIBLE = "feasible"
    REALISATION = "realisation"
    DONE = "done"
    PROOF = "proof"
    CLOSED = "closed"
    RESTING = "resting"
    FAILED = "failed"


class MoveKind(StrEnum):
    """What kind of step a move is: through the next gate, back, aside, or up again from the side."""

    FORWARD = "forward"
    BACK = "back"
    ASIDE = "aside"
    RESUME = "resume"


@dataclass(frozen=True, kw_only=True)
class Move:
    """A step that is possible now. Whatever is not forward needs a reason in a sentence."""

    target: StageKey
    kind: MoveKind

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to say why."""
        return self.kind is not MoveKind.FORWARD


class Lack(StrEnum):
    """What a gate misses."""

    DESCRIPTION = "description"
    SLOT_OPEN = "slot_open"
    SLOT_NOT_PROVEN = "slot_not_proven"
    OPERATION = "operation"
    OPERATION_GAP = "operation_gap"
    CHECKLIST = "checklist"


@dataclass(frozen=True, kw_only=True)
class Missing:
    """One thing that a gate misses; `about` names the slot or the point of the checklist."""

    lack: Lack
    about: str = ""


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What a gate looks at. `operation` is None while the table is empty, else whether every gap is covered;
    `open_points` are the required points of the checklist that nobody has ticked."""

    standings: Mapping[str, str]
    has_description: bool
    operation: bool | None = None
    open_points: tuple[str, ...] = ()


MAIN_LINE: tuple[StageKey, ...] = (
    StageKey.SKETCH,
    StageKey.COORDINATION,
    StageKey.FUNDING,
    StageKey.FEASIBLE,
    StageKey.REALISATION,
    StageKey.DONE,
    StageKey.PROOF,
    StageKey.CLOSED,
)
SIDE_STAGES = frozenset({StageKey.RESTING, StageKey.FAILED})
FINISHED = frozenset({StageKey.CLOSED, StageKey.FAILED})

# A small project may go from coordination straight to feasible; one without a grant owes no proof of use.
_SHORT_CUTS = {
    StageKey.COORDINATION: StageKey.FEASIBLE,
    StageKey.DONE: StageKey.CLOSED,
}


def possible_moves(stage: StageKey, *, before: StageKey | None = None) -> tuple[Move, ...]:
    """The steps from a stage, the usual one first. `before` is where a resting or failed project stood."""
    if stage in SIDE_STAGES:
        moves = [Move(target=before or StageKey.SKETCH, kind=MoveKind.RESUME)]
        if stage is StageKey.RESTING:
            moves.append(Move(target=StageKey.FAILED, kind=MoveKind.ASIDE))
        return tuple(moves)
    at = MAIN_LINE.index(stage)
    forward = [*MAIN_LINE[at + 1 : at + 2]]
    if stage in _SHORT_CUTS:
        forward.append(_SHORT_CUTS[stage])
    moves = [Move(target=target, kind=MoveKind.FORWARD) for target in forward]
    if at:
        moves.append(Move(target=MAIN_LINE[at - 1], kind=MoveKind.BACK))
    if stage is not StageKey.CLOSED:
        moves += [
            Move(target=StageKey.RESTING, kind=MoveKind.ASIDE),
            Move(target=StageKey.FAILED, kind=MoveKind.ASIDE),
        ]
    return tuple(moves)


def missing_for(target: StageKey, facts: Facts) -> tuple[Missing, ...]:
    """What stands between a project and its next stage; empty where the gate is open.

    Sources: architecture.md, section 3 (gates *Finanzierung läuft* and *machbar*).
    """
    found: list[Missing] = []
    if target is StageKey.COORDINATION and not facts.has_description:
        found.append(Missing(lack=Lack.DESCRIPTION))
    if target is StageKey.FUNDING:
        found += _slots(facts, Lack.SLOT_OPEN, {SlotStanding.CANDIDATE, SlotStanding.PROVEN})
        found += _operation(facts)
    if target is StageKey.FEASIBLE:
        found += _slots(facts, Lack.SLOT_NOT_PROVEN, {SlotStanding.PROVEN})
    found += [Missing(lack=Lack.CHECKLIST, about=point) for point in facts.open_points]
    return tuple(found)


def is_essential(missing: Missing) -> bool:
    """Whether no reason helps: a project whose slots do not stand is not feasible, whatever anybody says."""
    return missing.lack is Lack.SLOT_NOT_PROVEN


def _slots(facts: Facts, lack: Lack, enough: set[SlotStanding]) -> list[Missing]:
    return [
        Missing(lack=lack, about=kind.value)
        for kind in SLOTS
        if SlotStanding(facts.standings.get(kind, SlotStanding.OPEN)) not in enough
    ]


def _operation(facts: Facts) -> list[Missing]:
    if facts.operation is None:
        return [Missing(lack=Lack.OPERATION)]
    return [] if facts.operation else [Missing(lack=Lack.OPERATION_GAP)]
