"""The criteria of time: free when it is needed, free for long enough, and whether a while is all right."""

from datetime import date

from machbar.modules.premises.core.codes import UnitState
from machbar.modules.premises.core.matching.facts import (
    Change,
    ChangeCode,
    Code,
    Criterion,
    Finding,
    Room,
    Value,
    Wish,
)
from machbar.reasoning.verdicts import Answer

YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def free_from(room: Room, today: date) -> date | None:
    """The day from which the room can be had: what the owner said, what is announced, or today if it is empty."""
    said = room.available_from or room.empty_from
    if said is not None:
        return said
    return today if room.state in (UnitState.EMPTY, UnitState.MEDIATION) else None


def starts(room: Room, wish: Wish, today: date) -> Finding | None:
    """Free on the day on which it is needed; a search without a day, or with one that has passed, means today."""
    free, needed = free_from(room, today), max(wish.needed_from or today, today)
    if free is None:
        return Finding(
            criterion=Criterion.FROM,
            code=Code.FREE_UNKNOWN,
            answer=UNKNOWN,
            weighs=wish.needed_from is not None,
            numbers={"needed_from": needed},
        )
    numbers: dict[str, Value] = {"free_from": free, "needed_from": needed}
    if free <= needed:
        if wish.needed_from is None:
            return None
        return Finding(
            criterion=Criterion.FROM, code=Code.FREE_IN_TIME, answer=YES, numbers=numbers
        )
    return Finding(
        criterion=Criterion.FROM,
        code=Code.FREE_LATER,
        answer=NO,
        weighs=wish.needed_from is not None,
        numbers=numbers,
        change=Change(code=ChangeCode.START_LATER, gap=(free - needed).days),
    )


def ends(room: Room, wish: Wish, today: date) -> Finding | None:
    """Free for as long as it is needed. A search without an end is told of the room's end; it weighs for those
    who do not want to move again, and for everybody where the room's time is over before it begins."""
    until = room.available_until
    if until is None:
        return None
    needed = max(wish.needed_from or today, today)
    numbers: dict[str, Value] = {"available_until": until}
    goal = wish.needed_until
    if goal is not None:
        numbers["needed_until"] = goal
    if until < (goal or needed):
        gap = ((goal or needed) - until).days
        return _short(Code.ENDS_TOO_EARLY, numbers, gap=gap, weighs=True)
    if goal is not None:
        return Finding(
            criterion=Criterion.UNTIL, code=Code.FREE_LONG_ENOUGH, answer=YES, numbers=numbers
        )
    if wish.takes_interim_use:
        return Finding(criterion=Criterion.UNTIL, code=Code.LIMITED, answer=YES, numbers=numbers)
    return _short(Code.LIMITED, numbers, gap=None, weighs=wish.takes_interim_use is False)


def _short(code: Code, numbers: dict[str, Value], *, gap: int | None, weighs: bool) -> Finding:
    return Finding(
        criterion=Criterion.UNTIL,
        code=code,
        answer=NO,
        weighs=weighs,
        numbers=numbers,
        change=Change(code=ChangeCode.LONGER_TERM, gap=gap),
    )


def interim(room: Room, wish: Wish) -> Finding | None:
    """Who stays only for a while needs an owner who agrees to a while; who takes a while too is glad of one."""
    if wish.needed_until is None and not wish.takes_interim_use:
        return None
    if room.allows_interim_use:
        return Finding(criterion=Criterion.INTERIM, code=Code.INTERIM_FINE, answer=YES)
    if wish.needed_until is None:
        return None
    if room.allows_interim_use is None:
        return Finding(
            criterion=Criterion.INTERIM, code=Code.INTERIM_UNKNOWN, answer=UNKNOWN, weighs=False
        )
    return Finding(
        criterion=Criterion.INTERIM,
        code=Code.INTERIM_REFUSED,
        answer=NO,
        change=Change(code=ChangeCode.ALLOW_INTERIM),
    )
