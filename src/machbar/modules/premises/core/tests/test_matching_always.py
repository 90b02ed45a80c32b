"""What must hold for every room and every wish: reasons that can be computed again, an order of its own."""

from dataclasses import replace
from datetime import time

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.matching import (
    Code,
    Criterion,
    Room,
    Verdict,
    Wish,
    judge,
    rank_rooms,
    rank_wishes,
)
from machbar.modules.premises.core.matching.judging import TIERS
from machbar.modules.premises.core.tests.matching_builders import (
    TODAY,
    rooms,
    wishes,
)
from machbar.reasoning.verdicts import Answer


@given(room=rooms(), wish=wishes())
def test_the_verdict_follows_from_the_findings(room: Room, wish: Wish) -> None:
    fit = judge(room, wish, TODAY)
    weighing = [one for one in fit.findings if one.weighs]

    assert (fit.verdict is Verdict.EXCLUDED) == bool(fit.exclusions)
    assert all(one.answer is Answer.NO for one in fit.exclusions)
    if fit.verdict in (Verdict.FITS, Verdict.REMARK):
        assert {one.answer for one in weighing} <= {Answer.YES}
    if fit.verdict is Verdict.FITS:
        assert fit.score == 100
    if fit.verdict is Verdict.IF:
        assert fit.needs
        assert len(fit.changes) == len(fit.needs)
    if fit.verdict is Verdict.ASK:
        assert fit.questions[0].weighs
    assert 0 <= fit.score <= 100


@given(room=rooms(), wish=wishes())
def test_every_criterion_speaks_once_and_in_its_order(room: Room, wish: Wish) -> None:
    order = list(Criterion)
    places = [order.index(one.criterion) for one in judge(room, wish, TODAY).findings]

    assert places == sorted(set(places))


RAW = {
    "area": "area",
    "floor": "floor",
    "steps": "steps",
    "step_height": "step_height",
    "quiet_from": "quiet_from",
    "rent_cents": "rent_cents",
    "running_cents": "running_cents",
    "available_until": "available_until",
}
ASKED = {
    "area_min",
    "area_max",
    "noise_until",
    "rent_max_cents",
    "needed_until",
}


@given(room=rooms(), wish=wishes())
def test_every_number_of_a_reason_stands_in_the_room_or_in_the_wish(room: Room, wish: Wish) -> None:
    for finding in judge(room, wish, TODAY).findings:
        for name, value in finding.numbers.items():
            if name in RAW:
                assert value == getattr(room, name)
            elif name in ASKED:
                assert value == getattr(wish, name)
            elif name == "kind":
                assert value == room.kind.value
            elif name == "kinds":
                assert value == ",".join(sorted(kind.value for kind in wish.kinds))
            elif name == "needed_from":
                assert value == max(wish.needed_from or TODAY, TODAY)
            else:
                assert name == "free_from"
                assert value == (room.available_from or room.empty_from or TODAY)


def _claim(room: Room, wish: Wish, code: Code, criterion: Criterion) -> bool:
    """Whether a reason is true, computed once more from the raw fields and by nothing of the core."""
    free = room.available_from or room.empty_from
    needed = max(wish.needed_from or TODAY, TODAY)
    noise, quiet = wish.noise_until or time(0), room.quiet_from
    rent, limit = room.rent_cents or 0, wish.rent_max_cents or 0
    upstairs = room.floor is not None and room.floor != 0
    there = getattr(room, f"has_{criterion.value}", None)
    until = room.available_until
    claims: dict[Code, bool] = {
        Code.TAKEN: room.state in ("used", "interim", "permanent"),
        Code.RESERVED: room.reserved_for == "other",
        Code.KIND_FITS: room.kind in wish.kinds,
        Code.KIND_WRONG: room.kind not in wish.kinds,
        Code.AREA_FITS: (wish.area_min or 0) <= (room.area or 0) <= (wish.area_max or 9999),
        Code.AREA_UNKNOWN: room.area is None,
        Code.TOO_SMALL: (room.area or 0) < (wish.area_min or 0),
        Code.TOO_LARGE: (room.area or 0) > (wish.area_max or 9999),
        Code.ON_GROUND_FLOOR: room.floor == 0,
        Code.FLOOR_UNKNOWN: room.floor is None,
        Code.REACHED_BY_LIFT: upstairs and room.has_lift is True,
        Code.LIFT_UNKNOWN: upstairs and room.has_lift is None,
        Code.NOT_ON_GROUND_FLOOR: upstairs and room.has_lift is False,
        Code.STEP_FREE: room.steps == 0,
        Code.STEPS_UNKNOWN: room.steps is None,
        Code.STAIRS: upstairs and room.has_lift is False,
        Code.RAMP_NEEDED: bool(room.steps) and room.can_have_ramp is not False,
        Code.RAMP_UNKNOWN: bool(room.steps) and room.can_have_ramp is None,
        Code.NO_RAMP: bool(room.steps) and room.can_have_ramp is False,
        Code.THERE: there is True,
        Code.NOT_KNOWN: there is None,
        Code.MISSING: there is False,
        Code.UNUSABLE: room.condition == "unusable",
        Code.WORKS_NEEDED: room.condition == "works",
        Code.NOISE_FITS: quiet is not None and (noise <= quiet or quiet == time(23, 59)),
        Code.NOISE_UNKNOWN: quiet is None,
        Code.NOISE_FORBIDDEN: quiet is not None and noise > quiet,
        Code.RENT_FITS: room.rent_cents is not None and rent <= limit,
        Code.RENT_UNKNOWN: room.rent_cents is None,
        Code.RENT_OVER: rent > limit,
        Code.RUNNING_OVER: rent <= limit < rent + (room.running_cents or 0),
        Code.FREE_IN_TIME: (free or TODAY) <= needed,
        Code.FREE_UNKNOWN: free is None,
        Code.FREE_LATER: free is not None and free > needed,
        Code.FREE_LONG_ENOUGH: until is not None and until >= (wish.needed_until or needed),
        Code.ENDS_TOO_EARLY: until is not None and until < (wish.needed_until or needed),
        Code.LIMITED: until is not None and wish.needed_until is None,
        Code.INTERIM_FINE: room.allows_interim_use is True,
        Code.INTERIM_UNKNOWN: room.allows_interim_use is None,
        Code.INTERIM_REFUSED: room.allows_interim_use is False,
    }
    assert set(claims) == set(Code)
    return claims[code]


@given(room=rooms(), wish=wishes())
def test_every_reason_can_be_computed_again_from_the_raw_fields(room: Room, wish: Wish) -> None:
    for finding in judge(room, wish, TODAY).findings:
        assert _claim(room, wish, finding.code, finding.criterion), finding


@given(room=rooms(), wish=wishes())
def test_what_nobody_knows_is_never_a_no(room: Room, wish: Wish) -> None:
    unknown = {"area", "floor", "has_lift", "steps", "can_have_ramp", "rent_cents", "quiet_from"}
    blank = replace(
        room,
        **dict.fromkeys(unknown | {f"has_{name}" for name in ("water", "toilet", "power")}),  # type: ignore[arg-type]
    )

    for finding in judge(blank, wish, TODAY).findings:
        if finding.criterion.value in ("area", "ground_floor", "steps", "water", "rent", "noise"):
            assert finding.answer is Answer.UNKNOWN


@given(room=rooms(), wish=wishes())
def test_nobody_is_worse_off_when_a_missing_feature_is_put_in(room: Room, wish: Wish) -> None:
    before = judge(replace(room, has_water=False), wish, TODAY)
    after = judge(replace(room, has_water=True), wish, TODAY)

    assert TIERS[after.verdict] <= TIERS[before.verdict]
    assert after.score >= before.score


@given(
    several=st.lists(rooms(), min_size=2, max_size=5),
    wish=wishes(),
    order=st.randoms(use_true_random=False),
)
def test_the_order_does_not_depend_on_the_order_of_the_rooms(
    several: list[Room], wish: Wish, order: object
) -> None:
    named = [replace(room, key=f"r{at}") for at, room in enumerate(several)]
    shuffled = list(named)
    order.shuffle(shuffled)  # type: ignore[attr-defined]

    ranked = rank_rooms(shuffled, wish, TODAY)

    assert ranked == rank_rooms(named, wish, TODAY)
    assert [TIERS[fit.verdict] for fit in ranked] == sorted(TIERS[fit.verdict] for fit in ranked)


@given(room=rooms(), several=st.lists(wishes(), max_size=5))
def test_both_directions_say_the_same_of_a_pair(room: Room, several: list[Wish]) -> None:
    named = [replace(wish, key=f"w{at}") for at, wish in enumerate(several)]

    for fit in rank_wishes(named, room, TODAY):
        wish = next(one for one in named if one.key == fit.wish)
        assert rank_rooms([room], wish, TODAY) == [fit]
