"""What matching reads and what it answers: a room, a wish, findings one a criterion, and the fit they make together."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, time
from enum import StrEnum
from typing import TypeAlias

from machbar.modules.premises.core.codes import UnitKind, UnitState, Wanted
from machbar.reasoning.verdicts import Answer

Value: TypeAlias = str | int | date | time


@dataclass(frozen=True, kw_only=True)
class Room:
    """The facts of a unit as the register holds them; None is *nobody knows* and never *no*.

    Area in square metres, sums in cents a month, heights in centimetres; ``condition`` is a code of the register or
    empty. ``reserved_for`` is the key of the wish with which an agreement is being made or runs.
    """

    key: str
    kind: UnitKind
    state: UnitState = UnitState.EMPTY
    area: int | None = None
    floor: int | None = None
    has_lift: bool | None = None
    steps: int | None = None
    step_height: int | None = None
    can_have_ramp: bool | None = None
    has_water: bool | None = None
    has_toilet: bool | None = None
    has_power: bool | None = None
    has_heating: bool | None = None
    has_internet: bool | None = None
    has_storage: bool | None = None
    condition: str = ""
    quiet_from: time | None = None
    rent_cents: int | None = None
    running_cents: int | None = None
    empty_from: date | None = None
    available_from: date | None = None
    available_until: date | None = None
    allows_interim_use: bool | None = None
    reserved_for: str | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """The facts of a search; None and *does not matter* are not asked. ``rent_max_cents`` is without running costs."""

    key: str
    kinds: frozenset[UnitKind] = frozenset()
    area_min: int | None = None
    area_max: int | None = None
    ground_floor: Wanted = Wanted.NO_MATTER
    step_free: Wanted = Wanted.NO_MATTER
    water: Wanted = Wanted.NO_MATTER
    toilet: Wanted = Wanted.NO_MATTER
    power: Wanted = Wanted.NO_MATTER
    heating: Wanted = Wanted.NO_MATTER
    internet: Wanted = Wanted.NO_MATTER
    storage: Wanted = Wanted.NO_MATTER
    rent_max_cents: int | None = None
    needed_from: date | None = None
    needed_until: date | None = None
    takes_interim_use: bool | None = None
    noise_until: time | None = None


class Criterion(StrEnum):
    """What is compared, in the order in which reasons are shown."""

    TAKEN = "taken"
    KIND = "kind"
    AREA = "area"
    GROUND_FLOOR = "ground_floor"
    STEPS = "steps"
    WATER = "water"
    TOILET = "toilet"
    POWER = "power"
    HEATING = "heating"
    INTERNET = "internet"
    STORAGE = "storage"
    CONDITION = "condition"
    NOISE = "noise"
    RENT = "rent"
    RUNNING = "running"
    FROM = "from"
    UNTIL = "until"
    INTERIM = "interim"


class Code(StrEnum):
    """The reasons; each has its sentence in `labels/matching.py`."""

    TAKEN = "taken"
    RESERVED = "reserved"
    KIND_FITS = "kind_fits"
    KIND_WRONG = "kind_wrong"
    AREA_FITS = "area_fits"
    AREA_UNKNOWN = "area_unknown"
    TOO_SMALL = "too_small"
    TOO_LARGE = "too_large"
    ON_GROUND_FLOOR = "on_ground_floor"
    FLOOR_UNKNOWN = "floor_unknown"
    REACHED_BY_LIFT = "reached_by_lift"
    LIFT_UNKNOWN = "lift_unknown"
    NOT_ON_GROUND_FLOOR = "not_on_ground_floor"
    STEP_FREE = "step_free"
    STEPS_UNKNOWN = "steps_unknown"
    STAIRS = "stairs"
    RAMP_NEEDED = "ramp_needed"
    RAMP_UNKNOWN = "ramp_unknown"
    NO_RAMP = "no_ramp"
    THERE = "there"
    NOT_KNOWN = "not_known"
    MISSING = "missing"
    UNUSABLE = "unusable"
    WORKS_NEEDED = "works_needed"
    NOISE_FITS = "noise_fits"
    NOISE_UNKNOWN = "noise_unknown"
    NOISE_FORBIDDEN = "noise_forbidden"
    RENT_FITS = "rent_fits"
    RENT_UNKNOWN = "rent_unknown"
    RENT_OVER = "rent_over"
    RUNNING_OVER = "running_over"
    FREE_IN_TIME = "free_in_time"
    FREE_UNKNOWN = "free_unknown"
    FREE_LATER = "free_later"
    FREE_LONG_ENOUGH = "free_long_enough"
    ENDS_TOO_EARLY = "ends_too_early"
    LIMITED = "limited"
    INTERIM_FINE = "interim_fine"
    INTERIM_UNKNOWN = "interim_unknown"
    INTERIM_REFUSED = "interim_refused"


class ChangeCode(StrEnum):
    """What would mend a finding, the cheapest way we know."""

    RAMP = "ramp"
    LAY_WATER = "lay_water"
    BUILD_TOILET = "build_toilet"
    LAY_POWER = "lay_power"
    ADD_HEATING = "add_heating"
    LAY_INTERNET = "lay_internet"
    FIND_STORAGE = "find_storage"
    WORKS = "works"
    LOWER_RENT = "lower_rent"
    SHARE_AREA = "share_area"
    TAKE_LESS_AREA = "take_less_area"
    START_LATER = "start_later"
    LONGER_TERM = "longer_term"
    ALLOW_INTERIM = "allow_interim"


@dataclass(frozen=True, kw_only=True)
class Change:
    """One change with its estimated cost in cents, once; None is a matter of talking. ``gap`` is how far the two are
    apart: cents a month (rent), square metres (area) or days (term); None where there is nothing to measure."""

    code: ChangeCode
    cents: int | None = None
    gap: int | None = None


@dataclass(frozen=True, kw_only=True)
class Finding:
    """What one criterion says, with the raw numbers that its sentence needs.

    ``is_hard`` excludes for good. ``weighs`` says that the verdict depends on it: what does not weigh stays a remark.
    """

    criterion: Criterion
    code: Code
    answer: Answer
    is_hard: bool = False
    weighs: bool = True
    numbers: Mapping[str, Value] = field(default_factory=dict)
    change: Change | None = None


class Verdict(StrEnum):
    """What the findings make together."""

    FITS = "fits"
    REMARK = "remark"
    ASK = "ask"
    IF = "if"
    FAR = "far"
    EXCLUDED = "excluded"


@dataclass(frozen=True, kw_only=True)
class Fit:
    """How a room and a wish go together. ``score`` is 0 to 100, see `judging.score_of`."""

    room: str
    wish: str
    verdict: Verdict
    score: int
    findings: tuple[Finding, ...]

    @property
    def changes(self) -> tuple[Change, ...]:
        """What has to change so that it fits: every mendable finding on which the verdict depends."""
        return tuple(one.change for one in self.needs if one.change)

    @property
    def needs(self) -> tuple[Finding, ...]:
        """The findings that say no, weigh, and can be mended: *would fit, if*."""
        return tuple(
            one
            for one in self.findings
            if one.answer is Answer.NO and one.weighs and not one.is_hard
        )

    @property
    def exclusions(self) -> tuple[Finding, ...]:
        """Why it never fits."""
        return tuple(one for one in self.findings if one.is_hard)

    @property
    def questions(self) -> tuple[Finding, ...]:
        """What nobody knows yet, those first on which the verdict depends."""
        unknown = [one for one in self.findings if one.answer is Answer.UNKNOWN]
        return tuple(sorted(unknown, key=lambda one: not one.weighs))

    @property
    def remarks(self) -> tuple[Finding, ...]:
        """What does not keep it from fitting, but should be known."""
        return tuple(one for one in self.findings if one.answer is Answer.NO and not one.weighs)

    @property
    def agreements(self) -> tuple[Finding, ...]:
        """What fits."""
        return tuple(one for one in self.findings if one.answer is Answer.YES)

    @property
    def cost(self) -> int:
        """What all changes with a price come to, in cents, those of remarks included."""
        return sum(one.change.cents or 0 for one in self.findings if one.change)

    @property
    def cheapest_change(self) -> Change | None:
        """The change that costs least; what is a matter of talking comes after what has a price."""
        return min(self.changes, key=lambda one: (one.cents is None, one.cents or 0), default=None)
