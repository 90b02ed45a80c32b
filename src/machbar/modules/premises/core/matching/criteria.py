"""One small function a criterion: what a room says to a wish. None means that the wish does not ask for it."""

from collections.abc import Mapping

from machbar.modules.premises.core.codes import UnitState, Wanted
from machbar.modules.premises.core.matching import estimates
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

Numbers = Mapping[str, Value]
YES, NO, UNKNOWN = Answer.YES, Answer.NO, Answer.UNKNOWN


def taken(room: Room, wish: Wish) -> Finding | None:
    """Whoever uses it or is about to sign has it: excluded, unless the register knows when it becomes free."""
    if room.reserved_for is not None and room.reserved_for != wish.key:
        return Finding(criterion=Criterion.TAKEN, code=Code.RESERVED, answer=NO, is_hard=True)
    in_use = room.state in (UnitState.USED, UnitState.PERMANENT, UnitState.INTERIM)
    if (
        in_use
        and room.reserved_for is None
        and room.available_from is None
        and room.empty_from is None
    ):
        return Finding(criterion=Criterion.TAKEN, code=Code.TAKEN, answer=NO, is_hard=True)
    return None


def kind(room: Room, wish: Wish) -> Finding | None:
    """Another kind of place than those that were named is excluded; none named means any."""
    if not wish.kinds:
        return None
    fits = room.kind in wish.kinds
    return Finding(
        criterion=Criterion.KIND,
        code=Code.KIND_FITS if fits else Code.KIND_WRONG,
        answer=YES if fits else NO,
        is_hard=not fits,
        numbers={
            "kind": room.kind.value,
            "kinds": ",".join(sorted(one.value for one in wish.kinds)),
        },
    )


def area(room: Room, wish: Wish) -> Finding | None:
    """Square metres between the least and the most wanted; both bounds belong to it."""
    least, most = wish.area_min, wish.area_max
    bounds: dict[str, Value] = {}
    if least is not None:
        bounds["area_min"] = least
    if most is not None:
        bounds["area_max"] = most
    if not bounds:
        return None
    if room.area is None:
        return Finding(
            criterion=Criterion.AREA, code=Code.AREA_UNKNOWN, answer=UNKNOWN, numbers=bounds
        )
    known: dict[str, Value] = {"area": room.area} | bounds
    if least is not None and room.area < least:
        return _off(
            Criterion.AREA, Code.TOO_SMALL, known, ChangeCode.TAKE_LESS_AREA, least - room.area
        )
    if most is not None and room.area > most:
        return _off(Criterion.AREA, Code.TOO_LARGE, known, ChangeCode.SHARE_AREA, room.area - most)
    return Finding(criterion=Criterion.AREA, code=Code.AREA_FITS, answer=YES, numbers=known)


def ground_floor(room: Room, wish: Wish) -> Finding | None:
    """On the ground floor, or with a lift; upstairs without a lift excludes where the ground floor has to be."""
    if wish.ground_floor is Wanted.NO_MATTER:
        return None
    must = wish.ground_floor is Wanted.MUST
    if room.floor is None:
        return Finding(
            criterion=Criterion.GROUND_FLOOR, code=Code.FLOOR_UNKNOWN, answer=UNKNOWN, weighs=must
        )
    numbers: Numbers = {"floor": room.floor}
    code, answer = _floor_code(room)
    return Finding(
        criterion=Criterion.GROUND_FLOOR,
        code=code,
        answer=answer,
        is_hard=must and answer is NO,
        weighs=must,
        numbers=numbers,
    )


def _floor_code(room: Room) -> tuple[Code, Answer]:
    if room.floor == 0:
        return Code.ON_GROUND_FLOOR, YES
    if room.has_lift:
        return Code.REACHED_BY_LIFT, YES
    if room.has_lift is None:
        return Code.LIFT_UNKNOWN, UNKNOWN
    return Code.NOT_ON_GROUND_FLOOR, NO


def steps(room: Room, wish: Wish) -> Finding | None:
    """No step at the entrance. One step takes a movable ramp unless somebody has said that none is possible."""
    if wish.step_free is Wanted.NO_MATTER:
        return None
    must = wish.step_free is Wanted.MUST
    if room.floor not in (None, 0) and room.has_lift is False:
        numbers: dict[str, Value] = {"floor": room.floor or 0}
        return Finding(
            criterion=Criterion.STEPS,
            code=Code.STAIRS,
            answer=NO,
            is_hard=must,
            weighs=must,
            numbers=numbers,
        )
    if room.steps is None:
        return Finding(
            criterion=Criterion.STEPS, code=Code.STEPS_UNKNOWN, answer=UNKNOWN, weighs=must
        )
    return _entrance(room, room.steps, must=must)


def _entrance(room: Room, count: int, *, must: bool) -> Finding:
    numbers: dict[str, Value] = {"steps": count}
    if room.step_height is not None:
        numbers["step_height"] = room.step_height
    if count == 0:
        return Finding(
            criterion=Criterion.STEPS, code=Code.STEP_FREE, answer=YES, weighs=must, numbers=numbers
        )
    if room.can_have_ramp is False:
        return Finding(
            criterion=Criterion.STEPS,
            code=Code.NO_RAMP,
            answer=NO,
            is_hard=must,
            weighs=must,
            numbers=numbers,
        )
    if room.can_have_ramp is None and count > 1:
        return Finding(
            criterion=Criterion.STEPS,
            code=Code.RAMP_UNKNOWN,
            answer=UNKNOWN,
            weighs=must,
            numbers=numbers,
        )
    return Finding(
        criterion=Criterion.STEPS,
        code=Code.RAMP_NEEDED,
        answer=NO,
        weighs=must,
        numbers=numbers,
        change=Change(code=ChangeCode.RAMP, cents=count * estimates.RAMP_CENTS),
    )


def water(room: Room, wish: Wish) -> Finding | None:
    """Water in the room."""
    change = Change(code=ChangeCode.LAY_WATER, cents=estimates.WATER_CENTS)
    return _feature(Criterion.WATER, wish.water, there=room.has_water, change=change)


def toilet(room: Room, wish: Wish) -> Finding | None:
    """A toilet that belongs to the room."""
    change = Change(code=ChangeCode.BUILD_TOILET, cents=estimates.TOILET_CENTS)
    return _feature(Criterion.TOILET, wish.toilet, there=room.has_toilet, change=change)


def power(room: Room, wish: Wish) -> Finding | None:
    """Electric power."""
    change = Change(code=ChangeCode.LAY_POWER, cents=estimates.POWER_CENTS)
    return _feature(Criterion.POWER, wish.power, there=room.has_power, change=change)


def heating(room: Room, wish: Wish) -> Finding | None:
    """Warm in winter."""
    change = Change(code=ChangeCode.ADD_HEATING, cents=estimates.HEATING_CENTS)
    return _feature(Criterion.HEATING, wish.heating, there=room.has_heating, change=change)


def internet(room: Room, wish: Wish) -> Finding | None:
    """A fast line."""
    change = Change(code=ChangeCode.LAY_INTERNET, cents=estimates.INTERNET_CENTS)
    return _feature(Criterion.INTERNET, wish.internet, there=room.has_internet, change=change)


def storage(room: Room, wish: Wish) -> Finding | None:
    """Room to store things. Whether they find a place is seen at the visit, so not knowing stays a remark."""
    change = Change(code=ChangeCode.FIND_STORAGE)
    found = _feature(Criterion.STORAGE, wish.storage, there=room.has_storage, change=change)
    if found is None or found.answer is not UNKNOWN:
        return found
    return Finding(criterion=found.criterion, code=found.code, answer=UNKNOWN, weighs=False)


def condition(room: Room, wish: Wish) -> Finding | None:
    """A room that needs building works is told; one that cannot be used as it is has to be mended first."""
    del wish  # everybody asks for a room that can be used
    if room.condition == "unusable":
        return _off(Criterion.CONDITION, Code.UNUSABLE, {}, ChangeCode.WORKS, None)
    if room.condition == "works":
        return Finding(
            criterion=Criterion.CONDITION, code=Code.WORKS_NEEDED, answer=NO, weighs=False
        )
    return None


def noise(room: Room, wish: Wish) -> Finding | None:
    """Quiet hours of the house win over the wish; by day and until 20 o'clock an unasked house is only a question."""
    if wish.noise_until is None:
        return None
    if room.quiet_from is None:
        return Finding(
            criterion=Criterion.NOISE,
            code=Code.NOISE_UNKNOWN,
            answer=UNKNOWN,
            weighs=wish.noise_until > estimates.EVENING_BEGINS,
            numbers={"noise_until": wish.noise_until},
        )
    fits = room.quiet_from == estimates.NO_QUIET or wish.noise_until <= room.quiet_from
    return Finding(
        criterion=Criterion.NOISE,
        code=Code.NOISE_FITS if fits else Code.NOISE_FORBIDDEN,
        answer=YES if fits else NO,
        is_hard=not fits,
        numbers={"noise_until": wish.noise_until, "quiet_from": room.quiet_from},
    )


def rent(room: Room, wish: Wish) -> Finding | None:
    """The rent wish against the highest rent, both without running costs; the gap is a matter of talking."""
    if wish.rent_max_cents is None:
        return None
    numbers: dict[str, Value] = {"rent_max_cents": wish.rent_max_cents}
    if room.rent_cents is None:
        return Finding(
            criterion=Criterion.RENT, code=Code.RENT_UNKNOWN, answer=UNKNOWN, numbers=numbers
        )
    numbers["rent_cents"] = room.rent_cents
    over = room.rent_cents - wish.rent_max_cents
    if over > 0:
        return _off(Criterion.RENT, Code.RENT_OVER, numbers, ChangeCode.LOWER_RENT, over)
    return Finding(criterion=Criterion.RENT, code=Code.RENT_FITS, answer=YES, numbers=numbers)


def running(room: Room, wish: Wish) -> Finding | None:
    """Where rent and running costs together pass the highest rent, that is told and decides nothing."""
    if wish.rent_max_cents is None or room.rent_cents is None or not room.running_cents:
        return None
    if (
        room.rent_cents > wish.rent_max_cents
        or room.rent_cents + room.running_cents <= wish.rent_max_cents
    ):
        return None
    return Finding(
        criterion=Criterion.RUNNING,
        code=Code.RUNNING_OVER,
        answer=NO,
        weighs=False,
        numbers={
            "rent_cents": room.rent_cents,
            "running_cents": room.running_cents,
            "rent_max_cents": wish.rent_max_cents,
        },
    )


def _feature(
    criterion: Criterion, wanted: Wanted, *, there: bool | None, change: Change
) -> Finding | None:
    """There, missing or not known; a wish that is only good to have never weighs."""
    if wanted is Wanted.NO_MATTER:
        return None
    must = wanted is Wanted.MUST
    if there is None:
        return Finding(criterion=criterion, code=Code.NOT_KNOWN, answer=UNKNOWN, weighs=must)
    if there:
        return Finding(criterion=criterion, code=Code.THERE, answer=YES, weighs=must)
    return Finding(criterion=criterion, code=Code.MISSING, answer=NO, weighs=must, change=change)


def _off(
    criterion: Criterion, code: Code, numbers: Numbers, change: ChangeCode, gap: int | None
) -> Finding:
    """A no that two people can talk away, with how far they are apart."""
    return Finding(
        criterion=criterion,
        code=code,
        answer=NO,
        numbers=numbers,
        change=Change(code=change, gap=gap),
    )
