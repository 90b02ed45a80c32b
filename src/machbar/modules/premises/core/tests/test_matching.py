"""Matching: W1 to the letter, twelve written cases, and every criterion."""

from dataclasses import replace
from datetime import date, time

import pytest

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import (
    Change,
    ChangeCode,
    Code,
    Fit,
    Room,
    Verdict,
    Wish,
    judge,
    rank_rooms,
    rank_wishes,
)
from machbar.modules.premises.core.matching.judging import score_of
from machbar.modules.premises.core.tests.matching_builders import (
    O1,
    O2,
    O3,
    O4,
    TODAY,
    WORKSHOP,
)
from machbar.modules.premises.core.tests.matching_cases import CASES, Case


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
