"""The joint proposal: against brute force on random small cases, and what must hold for all."""

from dataclasses import replace
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from machbar.modules.premises.core import UnitKind, Wanted
from machbar.modules.premises.core.matching import Room, Wish, joint, judge
from machbar.modules.premises.core.matching.joint import worth_of
from machbar.modules.premises.core.tests.matching_builders import TODAY, rooms, wishes

small_rooms = st.lists(rooms(), max_size=5).map(
    lambda found: [replace(room, key=f"r{at}") for at, room in enumerate(found)]
)
small_wishes = st.lists(wishes(), max_size=4).map(
    lambda found: [replace(wish, key=f"w{at}") for at, wish in enumerate(found)]
)
easy_rooms = st.lists(st.integers(30, 90), max_size=5).map(
    lambda areas: [
        Room(key=f"r{at}", kind=UnitKind.SHOP, area=area, has_water=bool(area % 2))
        for at, area in enumerate(areas)
    ]
)
easy_wishes = st.lists(st.integers(20, 90), max_size=4).map(
    lambda areas: [
        Wish(key=f"w{at}", area_min=area, area_max=area + 30, water=Wanted.MUST)
        for at, area in enumerate(areas)
    ]
)


def _brute_force(rooms: list[Room], wishes: list[Wish]) -> list[tuple[str, str]]:
    """Every way to give rooms to wishes; the best by what the docstring of `joint` promises."""
    worth = {
        (wish.key, room.key): worth_of(judge(room, wish, TODAY))
        for wish in wishes
        for room in rooms
    }
    last = len(rooms)
    best: tuple[int, int, list[int]] = (0, 0, [])
    chosen: list[tuple[str, str]] = []
    places = [*range(last), *[last] * len(wishes)]
    for way in sorted(set(permutations(places, len(wishes)))):
        pairs = [
            (wish.key, rooms[at].key) for wish, at in zip(wishes, way, strict=True) if at != last
        ]
        if any(not worth[pair] for pair in pairs):
            continue
        value = (len(pairs), sum(worth[pair] for pair in pairs), [-at for at in way])
        if not best[2] or value > best:
            best, chosen = value, pairs
    return chosen


@settings(max_examples=150, deadline=None)
@given(several=small_rooms | easy_rooms, many=small_wishes | easy_wishes)
def test_the_proposal_is_the_one_that_trying_everything_finds(
    several: list[Room], many: list[Wish]
) -> None:
    proposal = joint(several, many, TODAY)

    assert [(pair.wish, pair.room) for pair in proposal] == _brute_force(several, many)


@given(several=easy_rooms, many=easy_wishes)
def test_no_room_and_no_search_is_named_twice_and_the_order_of_what_comes_in_does_not_matter(
    several: list[Room], many: list[Wish]
) -> None:
    proposal = joint(several, many, TODAY)

    assert len({pair.room for pair in proposal}) == len(proposal)
    assert len({pair.wish for pair in proposal}) == len(proposal)
    assert joint(several[::-1], many[::-1], TODAY) == proposal


def test_more_searches_are_served_before_one_is_served_better() -> None:
    large = Room(key="large", kind=UnitKind.SHOP, area=80, has_water=True)
    small = Room(key="small", kind=UnitKind.SHOP, area=40, has_water=True)
    easy = Wish(key="easy", area_min=30, area_max=80, water=Wanted.MUST)
    hard = Wish(key="hard", area_min=70, area_max=100, water=Wanted.MUST)
    dry = replace(small, has_water=False)

    proposal = joint([large, dry], [easy, hard], TODAY)

    assert [(pair.wish, pair.room, pair.fit.verdict.value) for pair in proposal] == [
        ("easy", "small", "if"),
        ("hard", "large", "fits"),
    ]


def test_nothing_to_give_gives_nothing() -> None:
    assert joint([], [Wish(key="w")], TODAY) == []
    assert joint([Room(key="r", kind=UnitKind.SHOP)], [], TODAY) == []
