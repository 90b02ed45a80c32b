"""The five slots: a project is feasible ("machbar") when all of them stand (architecture.md, section 3)."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class SlotKind(StrEnum):
    """The five slots in the order in which people ask for them."""

    USERS = "users"
    CARRIER = "carrier"
    BUILDER = "builder"
    FINANCING = "financing"
    PLACE = "place"


class SlotStanding(StrEnum):
    """How far a slot is: fehlt, in Aussicht, steht."""

    OPEN = "open"
    CANDIDATE = "candidate"
    PROVEN = "proven"


SLOTS: tuple[SlotKind, ...] = tuple(SlotKind)


@dataclass(frozen=True, kw_only=True)
class Readiness:
    """The five slots counted: how many stand, are in sight, are missing, and which ones are missing."""

    proven: int
    candidates: int
    open: int
    missing: tuple[SlotKind, ...]

    @property
    def is_feasible(self) -> bool:
        """Whether all five slots stand."""
        return self.proven == len(SLOTS)


def readiness_of(standings: Mapping[str, str]) -> Readiness:
    """Count the slots of a project; a slot that is not named counts as open."""
    states = {kind: SlotStanding(standings.get(kind, SlotStanding.OPEN)) for kind in SLOTS}
    values = list(states.values())
    return Readiness(
        proven=values.count(SlotStanding.PROVEN),
        candidates=values.count(SlotStanding.CANDIDATE),
        open=values.count(SlotStanding.OPEN),
        missing=tuple(kind for kind, state in states.items() if state is SlotStanding.OPEN),
    )
