"""Rooms and wishes for tests of the matching core: W1 as written, and strategies of everything that can be."""

from datetime import date, time

from hypothesis import strategies as st

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import Room, Wish

TODAY = date(2026, 11, 26)
O1 = Room(
    key="O1",
    kind=UnitKind.SHOP,
    area=74,
    floor=0,
    rent_cents=20_000,
    has_water=True,
    steps=1,
)
O2 = Room(key="O2", kind=UnitKind.SHOP, area=140, floor=0, rent_cents=60_000)
O3 = Room(key="O3", kind=UnitKind.OFFICE, area=90, floor=1, has_lift=False)
O4 = Room(key="O4", kind=UnitKind.SHED, area=65, floor=0, rent_cents=12_000, has_water=False)
WORKSHOP = Wish(
    key="workshop",
    area_min=60,
    area_max=120,
    ground_floor=Wanted.MUST,
    step_free=Wanted.WISH,
    water=Wanted.MUST,
    storage=Wanted.MUST,
    rent_max_cents=25_000,
    needed_from=date(2027, 2, 1),
    takes_interim_use=True,
    noise_until=time(18),
)
"""Domain.md, W1 step 3."""

days = st.dates(date(2026, 1, 1), date(2028, 12, 31))
hours = st.sampled_from([time(14), time(18), time(20), time(22), time(23, 59)])
perhaps = st.none() | st.booleans()
wanted = st.sampled_from(Wanted)


def rooms(key: str = "room") -> st.SearchStrategy[Room]:
    """Any room that the register can hold."""
    return st.builds(
        Room,
        key=st.just(key),
        kind=st.sampled_from(UnitKind),
        state=st.sampled_from(UnitState),
        area=st.none() | st.integers(1, 500),
        floor=st.none() | st.integers(-1, 3),
        has_lift=perhaps,
        steps=st.none() | st.integers(0, 6),
        step_height=st.none() | st.integers(1, 30),
        can_have_ramp=perhaps,
        has_water=perhaps,
        has_toilet=perhaps,
        has_power=perhaps,
        has_heating=perhaps,
        has_internet=perhaps,
        has_storage=perhaps,
        condition=st.sampled_from(["", "ready", "cosmetic", "works", "unusable"]),
        quiet_from=st.none() | hours,
        rent_cents=st.none() | st.integers(0, 200_000),
        running_cents=st.none() | st.integers(0, 50_000),
        empty_from=st.none() | days,
        available_from=st.none() | days,
        available_until=st.none() | days,
        allows_interim_use=perhaps,
        reserved_for=st.none() | st.sampled_from(["wish", "other"]),
    )


def wishes(key: str = "wish") -> st.SearchStrategy[Wish]:
    """Any search."""
    return st.builds(
        Wish,
        key=st.just(key),
        kinds=st.frozensets(st.sampled_from(UnitKind), max_size=4),
        area_min=st.none() | st.integers(1, 200),
        area_max=st.none() | st.integers(1, 400),
        ground_floor=wanted,
        step_free=wanted,
        water=wanted,
        toilet=wanted,
        power=wanted,
        heating=wanted,
        internet=wanted,
        storage=wanted,
        rent_max_cents=st.none() | st.integers(0, 100_000),
        needed_from=st.none() | days,
        needed_until=st.none() | days,
        takes_interim_use=perhaps,
        noise_until=st.none() | hours,
    )
