"""The path of a mediation: which step may follow which stage, and what each step needs. Codes in, codes out.

Suggested, then both sides agree (contact), visit, agreement, in use, ended; it may come to nothing as long as no use
has begun. Whoever records a step asks `obstacles` first; the page shows `possible_steps`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from machbar.modules.premises.core.codes import MediationStage

DAYS_TO_ANSWER = 14
END_MARKS = (60, 14)
"""So many days before its end an agreement is spoken of."""


class Step(StrEnum):
    """What somebody can do on the path, in its order."""

    OWNER_AGREES = "owner_agrees"
    SEEKER_AGREES = "seeker_agrees"
    FIX_VISIT = "fix_visit"
    DRAFT = "draft"
    SIGN = "sign"
    START = "start"
    COMPLETE = "complete"
    EXTEND = "extend"
    END = "end"
    DECLINE = "decline"
    LEARN = "learn"


class Obstacle(StrEnum):
    """What is in the way of a step."""

    WRONG_STAGE = "wrong_stage"
    ALREADY = "already"
    OWNER_OPEN = "owner_open"
    SEEKER_OPEN = "seeker_open"
    NO_VISIT_DAY = "no_visit_day"
    NO_TERMS = "no_terms"
    RENT_OPEN = "rent_open"
    NOTHING_OPEN = "nothing_open"
    NOT_SIGNED = "not_signed"
    NOT_BEGUN = "not_begun"
    NO_LATER_END = "no_later_end"
    NO_REASON = "no_reason"


class Waiting(StrEnum):
    """For whom a mediation waits."""

    OWNER = "owner"
    SEEKER = "seeker"
    BOTH = "both"
    VISIT = "visit"
    END = "end"
    HOUSE = "house"
    NOBODY = "nobody"


class EndMark(StrEnum):
    """How near the end of an agreement is."""

    SOON = "soon"
    NEAR = "near"
    PAST = "past"


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of a mediation: stage, answers, terms. ``on`` is the day of whoever asks.

    ``is_amount_open`` says that rent, running costs or deposit is not known yet; ``is_rent_open`` that the rent is not.
    """

    stage: MediationStage
    on: date
    owner_agreed: bool = False
    seeker_agreed: bool = False
    visit_on: date | None = None
    has_terms: bool = False
    is_signed: bool = False
    is_rent_open: bool = False
    is_amount_open: bool = False
    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True, kw_only=True)
class Given:
    """What comes with a step: the day of the visit, the new end, the reason; None or empty where nothing does."""

    visit_on: date | None = None
    ends_on: date | None = None
    reason: str = ""


NOTHING = Given()
BEFORE_USE = frozenset(
    {
        MediationStage.SUGGESTED,
        MediationStage.CONTACT,
        MediationStage.VISIT,
        MediationStage.AGREEMENT,
    }
)
AGREED = BEFORE_USE - {MediationStage.SUGGESTED}
OVER = frozenset({MediationStage.ENDED, MediationStage.DECLINED})
STAGES_OF: Mapping[Step, frozenset[MediationStage]] = {
    Step.OWNER_AGREES: frozenset({MediationStage.SUGGESTED}),
    Step.SEEKER_AGREES: frozenset({MediationStage.SUGGESTED}),
    Step.FIX_VISIT: AGREED,
    Step.DRAFT: AGREED,
    Step.SIGN: frozenset({MediationStage.AGREEMENT}),
    Step.START: frozenset({MediationStage.AGREEMENT}),
    Step.COMPLETE: frozenset({MediationStage.AGREEMENT, MediationStage.RUNNING}),
    Step.EXTEND: frozenset({MediationStage.RUNNING}),
    Step.END: frozenset({MediationStage.RUNNING}),
    Step.DECLINE: BEFORE_USE,
    Step.LEARN: OVER | {MediationStage.RUNNING},
}
LEADS_TO: Mapping[Step, MediationStage] = {
    Step.DRAFT: MediationStage.AGREEMENT,
    Step.START: MediationStage.RUNNING,
    Step.END: MediationStage.ENDED,
    Step.DECLINE: MediationStage.DECLINED,
}


def obstacles(standing: Standing, step: Step, given: Given = NOTHING) -> tuple[Obstacle, ...]:
    """What is in the way of this step, empty where it may be taken. Out of place, nothing else is said."""
    if standing.stage not in STAGES_OF[step]:
        return (Obstacle.WRONG_STAGE,)
    found = _CHECKS[step](standing, given)
    return tuple(each for each in found if each is not None)


def stage_after(standing: Standing, step: Step) -> MediationStage:
    """The stage to which a step leads that nothing stands in the way of; many steps stay where they are."""
    if step in {Step.OWNER_AGREES, Step.SEEKER_AGREES}:
        other = standing.seeker_agreed if step is Step.OWNER_AGREES else standing.owner_agreed
        return MediationStage.CONTACT if other else MediationStage.SUGGESTED
    if step is Step.FIX_VISIT:
        # A visit that is moved while the contract is being written does not put the path back.
        is_later = standing.stage is MediationStage.AGREEMENT
        return MediationStage.AGREEMENT if is_later else MediationStage.VISIT
    return LEADS_TO.get(step, standing.stage)


def possible_steps(standing: Standing) -> tuple[Step, ...]:
    """The steps that may be taken now, in the order of the path; what comes with them is asked in their forms."""
    return tuple(step for step in Step if not set(obstacles(standing, step)) - _ASKED)


def waits_for(standing: Standing) -> Waiting:
    """Who has the next word: a side that is silent, nobody before the visit or the end of a use, else the house."""
    if standing.stage in OVER:
        return Waiting.NOBODY
    if standing.stage is MediationStage.SUGGESTED:
        return _silent_side(standing)
    is_visit = standing.stage is MediationStage.VISIT
    if is_visit and standing.visit_on is not None and standing.visit_on >= standing.on:
        return Waiting.VISIT
    is_past = standing.ends_on is not None and standing.ends_on < standing.on
    is_in_use = standing.stage is MediationStage.RUNNING and not is_past
    return Waiting.END if is_in_use else Waiting.HOUSE


def _silent_side(standing: Standing) -> Waiting:
    if standing.owner_agreed:
        return Waiting.SEEKER
    return Waiting.OWNER if standing.seeker_agreed else Waiting.BOTH


def end_mark(ends_on: date | None, today: date) -> EndMark | None:
    """How near the end of an agreement is: past it, within 14 or within 60 days; None where it is far or open."""
    if ends_on is None:
        return None
    left = (ends_on - today).days
    if left < 0:
        return EndMark.PAST
    soon, near = END_MARKS
    if left <= near:
        return EndMark.NEAR
    return EndMark.SOON if left <= soon else None


_ASKED = {Obstacle.NO_VISIT_DAY, Obstacle.NO_LATER_END, Obstacle.NO_REASON}


def _once(was_done: bool) -> Obstacle | None:
    return Obstacle.ALREADY if was_done else None


def _both(standing: Standing) -> tuple[Obstacle | None, ...]:
    return (
        None if standing.owner_agreed else Obstacle.OWNER_OPEN,
        None if standing.seeker_agreed else Obstacle.SEEKER_OPEN,
    )


def _rent(standing: Standing) -> Obstacle | None:
    return Obstacle.RENT_OPEN if standing.is_rent_open else None


def _start(standing: Standing) -> tuple[Obstacle | None, ...]:
    is_early = standing.starts_on is not None and standing.starts_on > standing.on
    return (
        None if standing.is_signed else Obstacle.NOT_SIGNED,
        _rent(standing),
        Obstacle.NOT_BEGUN if is_early else None,
    )


def _is_later(ends_on: date | None, standing: Standing) -> bool:
    """An extension ends later than the agreement does and not in the past."""
    if ends_on is None or standing.ends_on is None:
        return False
    return ends_on > standing.ends_on and ends_on >= standing.on


def _early_without_reason(standing: Standing, given: Given) -> Obstacle | None:
    is_early = standing.ends_on is None or standing.on < standing.ends_on
    return Obstacle.NO_REASON if is_early and not given.reason else None


_CHECKS: Mapping[Step, Callable[[Standing, Given], tuple[Obstacle | None, ...]]] = {
    Step.OWNER_AGREES: lambda standing, _given: (_once(standing.owner_agreed),),
    Step.SEEKER_AGREES: lambda standing, _given: (_once(standing.seeker_agreed),),
    Step.FIX_VISIT: lambda standing, given: (
        *_both(standing),
        None if given.visit_on else Obstacle.NO_VISIT_DAY,
    ),
    Step.DRAFT: lambda standing, _given: _both(standing),
    Step.SIGN: lambda standing, _given: (
        None if standing.has_terms else Obstacle.NO_TERMS,
        _once(standing.is_signed),
        _rent(standing),
    ),
    Step.START: lambda standing, _given: _start(standing),
    Step.COMPLETE: lambda standing, _given: (
        None if standing.is_signed else Obstacle.NOT_SIGNED,
        None if standing.is_amount_open else Obstacle.NOTHING_OPEN,
    ),
    Step.EXTEND: lambda standing, given: (
        None if _is_later(given.ends_on, standing) else Obstacle.NO_LATER_END,
    ),
    Step.END: lambda standing, given: (_early_without_reason(standing, given),),
    Step.DECLINE: lambda _standing, given: (None if given.reason else Obstacle.NO_REASON,),
    Step.LEARN: lambda _standing, _given: (),
}
