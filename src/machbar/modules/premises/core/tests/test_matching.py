"""Matching: W1 to the letter, twelve written cases, every criterion, and what must hold for all rooms and wishes."""

from dataclasses import replace
from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import (
    Change,
    ChangeCode,
    Code,
    Criterion,
    Fit,
    Room,
    Verdict,
    Wish,
    judge,
    rank_rooms,
    rank_wishes,
)
from machbar.modules.premises.core.matching.judging import TIERS, score_of
from machbar.modules.premises.core.tests.matching_builders import (
    O1,
    O2,
    O3,
    O4,
    TODAY,
    WORKSHOP,
    rooms,
    wishes,
)
from machbar.modules.premises.core.tests.matching_cases import CASES, Case
from machbar.reasoning.verdicts import Answer


def _codes(fit: Fit) -> list[str]:
    return [one.code.value for one in fit.findings]


def test_the_bike_workshop_gets_the_order_of_the_walkthrough() -> None:
    ranked = rank_rooms([O3, O2, O4, O1], WORKSHOP, TODAY)

    assert [(fit.room, fit.verdict.value) for fit in ranked] == [
        ("O1", "remark"),
        ("O4", "if"),
        ("O2", "far"),
        ("O3", "excluded"),
    ]


def test_the_reasons_of_the_walkthrough_are_those_that_were_written() -> None:
    first, fourth, second, third = rank_rooms([O1, O2, O3, O4], WORKSHOP, TODAY)

    assert [one.code for one in first.remarks] == [Code.RAMP_NEEDED]
    assert first.cost == 80_000
    assert fourth.changes == (Change(code=ChangeCode.LAY_WATER, cents=250_000),)
    assert fourth.cheapest_change == fourth.changes[0]
    assert [one.code for one in second.needs] == [Code.TOO_LARGE, Code.RENT_OVER]
    assert [one.change.gap for one in second.needs if one.change] == [20, 35_000]
    assert [one.code for one in third.exclusions] == [Code.NOT_ON_GROUND_FLOOR]


def test_the_reverse_view_of_the_first_room_names_the_workshop_first() -> None:
    band = Wish(key="band", area_min=40, noise_until=time(22))
    sewing = Wish(key="sewing", area_min=30, area_max=80, heating=Wanted.MUST)
    quiet = replace(O1, quiet_from=time(18))

    ranked = rank_wishes([band, sewing, WORKSHOP], quiet, TODAY)

    assert [(fit.wish, fit.verdict.value) for fit in ranked] == [
        ("workshop", "remark"),
        ("sewing", "ask"),
        ("band", "excluded"),
    ]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_a_written_case_gets_its_order(case: Case) -> None:
    ranked = rank_rooms(case.rooms, case.wish, TODAY)

    assert tuple((fit.room, fit.verdict.value) for fit in ranked) == case.expected


def test_a_wish_that_asks_for_nothing_fits_every_room_and_says_so() -> None:
    fit = judge(Room(key="r", kind=UnitKind.SHOP), Wish(key="w"), TODAY)

    assert fit == Fit(room="r", wish="w", verdict=Verdict.FITS, score=100, findings=())
    assert fit.cheapest_change is None


def _one(room: Room, wish: Wish) -> list[tuple[str, str, str, bool, bool]]:
    return [
        (one.criterion.value, one.code.value, one.answer.value, one.is_hard, one.weighs)
        for one in judge(room, wish, TODAY).findings
    ]


SHOP = Room(key="r", kind=UnitKind.SHOP)
ANY = Wish(key="w")


@pytest.mark.parametrize(
    ("room", "wish", "expected"),
    [
        (
            {"state": UnitState.INTERIM},
            {},
            [
                ("taken", "taken", "no", True, True),
                ("from", "free_unknown", "unknown", False, False),
            ],
        ),
        ({"reserved_for": "x"}, {}, [("taken", "reserved", "no", True, True)]),
        ({}, {"kinds": frozenset({UnitKind.SHOP})}, [("kind", "kind_fits", "yes", False, True)]),
        ({}, {"area_min": 3}, [("area", "area_unknown", "unknown", False, True)]),
        ({"area": 2}, {"area_min": 3}, [("area", "too_small", "no", False, True)]),
        ({"area": 3}, {"area_min": 3, "area_max": 3}, [("area", "area_fits", "yes", False, True)]),
        ({"area": 4}, {"area_max": 3}, [("area", "too_large", "no", False, True)]),
        (
            {"floor": 1, "has_lift": False},
            {"ground_floor": Wanted.WISH},
            [("ground_floor", "not_on_ground_floor", "no", False, False)],
        ),
        (
            {"floor": 1, "has_lift": False},
            {"step_free": Wanted.MUST},
            [("steps", "stairs", "no", True, True)],
        ),
        ({}, {"step_free": Wanted.MUST}, [("steps", "steps_unknown", "unknown", False, True)]),
        (
            {"steps": 2},
            {"step_free": Wanted.MUST},
            [("steps", "ramp_unknown", "unknown", False, True)],
        ),
        (
            {"steps": 1, "can_have_ramp": False},
            {"step_free": Wanted.WISH},
            [("steps", "no_ramp", "no", False, False)],
        ),
        ({"has_power": True}, {"power": Wanted.MUST}, [("power", "there", "yes", False, True)]),
        ({}, {"toilet": Wanted.WISH}, [("toilet", "not_known", "unknown", False, False)]),
        ({}, {"storage": Wanted.MUST}, [("storage", "not_known", "unknown", False, False)]),
        (
            {"has_storage": False},
            {"storage": Wanted.MUST},
            [("storage", "missing", "no", False, True)],
        ),
        ({"condition": "works"}, {}, [("condition", "works_needed", "no", False, False)]),
        (
            {"quiet_from": time(18)},
            {"noise_until": time(18)},
            [("noise", "noise_fits", "yes", False, True)],
        ),
        ({}, {"noise_until": time(20)}, [("noise", "noise_unknown", "unknown", False, False)]),
        ({}, {"rent_max_cents": 1}, [("rent", "rent_unknown", "unknown", False, True)]),
        (
            {"rent_cents": 100, "running_cents": 50},
            {"rent_max_cents": 120},
            [
                ("rent", "rent_fits", "yes", False, True),
                ("running", "running_over", "no", False, False),
            ],
        ),
        (
            {"rent_cents": 100, "running_cents": 20},
            {"rent_max_cents": 120},
            [("rent", "rent_fits", "yes", False, True)],
        ),
        (
            {"state": UnitState.ANNOUNCED},
            {"needed_from": date(2027, 1, 1)},
            [("from", "free_unknown", "unknown", False, True)],
        ),
        (
            {"available_from": date(2027, 1, 1)},
            {},
            [("from", "free_later", "no", False, False)],
        ),
        (
            {"available_until": date(2026, 11, 1)},
            {},
            [("until", "ends_too_early", "no", False, True)],
        ),
        (
            {"available_until": date(2027, 1, 1)},
            {"takes_interim_use": True},
            [("until", "limited", "yes", False, True)],
        ),
        ({"available_until": date(2027, 1, 1)}, {}, [("until", "limited", "no", False, False)]),
        (
            {"allows_interim_use": True},
            {"takes_interim_use": True},
            [("interim", "interim_fine", "yes", False, True)],
        ),
        (
            {},
            {"needed_until": date(2027, 1, 1)},
            [("interim", "interim_unknown", "unknown", False, False)],
        ),
        (
            {"allows_interim_use": False},
            {"needed_until": date(2027, 1, 1)},
            [("interim", "interim_refused", "no", False, True)],
        ),
        ({"allows_interim_use": False}, {"takes_interim_use": True}, []),
    ],
)
def test_a_criterion_says_what_its_words_say(
    room: dict[str, object],
    wish: dict[str, object],
    expected: list[tuple[str, str, str, bool, bool]],
) -> None:
    assert _one(replace(SHOP, **room), replace(ANY, **wish)) == expected  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("room", "wish"),
    [
        ({"area": 29}, {"area_min": 60}),
        ({"area": 121}, {"area_max": 60}),
        ({"rent_cents": 201}, {"rent_max_cents": 100}),
        ({"area": 59, "rent_cents": 101}, {"area_min": 60, "rent_max_cents": 100}),
    ],
)
def test_what_is_off_by_too_much_is_too_far(
    room: dict[str, object], wish: dict[str, object]
) -> None:
    fit = judge(replace(SHOP, **room), replace(ANY, **wish), TODAY)  # type: ignore[arg-type]

    assert fit.verdict is Verdict.FAR


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


def test_equal_rooms_stand_in_the_order_of_their_keys() -> None:
    twins = [replace(SHOP, key=key) for key in ("b", "a", "c")]

    assert [fit.room for fit in rank_rooms(twins, ANY, TODAY)] == ["a", "b", "c"]


def test_who_asks_for_more_and_gets_it_comes_first() -> None:
    easy = Wish(key="a")
    exact = Wish(key="b", area_min=10, area_max=90)

    ranked = rank_wishes([easy, exact], replace(SHOP, area=50), TODAY)

    assert [fit.wish for fit in ranked] == ["b", "a"]


def test_a_share_is_rounded_to_whole_points() -> None:
    room = replace(SHOP, area=50, has_water=True, has_power=False)
    wish = replace(ANY, area_min=10, water=Wanted.MUST, power=Wanted.WISH)

    assert score_of(judge(room, wish, TODAY).findings) == 83  # 5 of 6 points
    assert _codes(judge(room, wish, TODAY)) == ["area_fits", "there", "missing"]
