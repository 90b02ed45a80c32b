"""Twelve written cases: a search, some rooms, and the order with verdicts that a guide would give, before any run."""

from dataclasses import dataclass
from datetime import date, time

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import Room, Wish

SHOP, OFFICE, SHED, GARDEN = UnitKind.SHOP, UnitKind.OFFICE, UnitKind.SHED, UnitKind.GARDEN
HALL, WINDOW, STORAGE = UnitKind.HALL, UnitKind.WINDOW, UnitKind.STORAGE
MUST, WISH = Wanted.MUST, Wanted.WISH


@dataclass(frozen=True, kw_only=True)
class Case:
    """A search and its rooms; ``expected`` names the rooms in order, each with its verdict."""

    name: str
    wish: Wish
    rooms: tuple[Room, ...]
    expected: tuple[tuple[str, str], ...]


CASES = (
    Case(
        name="sewing room: warm in winter is asked where nobody knows, and costs where it is missing",
        wish=Wish(key="w", area_min=30, area_max=80, heating=MUST, rent_max_cents=20_000),
        rooms=(
            Room(key="cold", kind=SHOP, area=50, has_heating=False, rent_cents=15_000),
            Room(key="unknown", kind=SHOP, area=50, rent_cents=15_000),
            Room(key="warm", kind=SHOP, area=50, has_heating=True, rent_cents=15_000),
        ),
        expected=(("warm", "fits"), ("unknown", "ask"), ("cold", "if")),
    ),
    Case(
        name="band rehearsal: the quiet house is out for good, the unasked one a question",
        wish=Wish(key="w", area_min=30, noise_until=time(22)),
        rooms=(
            Room(key="quiet", kind=SHOP, area=40, quiet_from=time(18)),
            Room(key="unasked", kind=STORAGE, area=40),
            Room(key="free", kind=HALL, area=40, quiet_from=time(23, 59)),
        ),
        expected=(("free", "fits"), ("unasked", "ask"), ("quiet", "excluded")),
    ),
    Case(
        name="coworking: a lease until December is too short by half a year",
        wish=Wish(
            key="w",
            area_min=60,
            area_max=100,
            internet=MUST,
            needed_from=date(2026, 12, 1),
            needed_until=date(2027, 6, 30),
        ),
        rooms=(
            Room(
                key="short",
                kind=OFFICE,
                area=74,
                has_internet=True,
                available_until=date(2026, 12, 31),
                allows_interim_use=True,
            ),
            Room(
                key="long",
                kind=OFFICE,
                area=74,
                has_internet=True,
                available_until=date(2027, 12, 31),
                allows_interim_use=True,
            ),
        ),
        expected=(("long", "fits"), ("short", "if")),
    ),
    Case(
        name="a window for pictures: only windows, the cheaper gap first",
        wish=Wish(key="w", kinds=frozenset({WINDOW}), rent_max_cents=3_000),
        rooms=(
            Room(key="shop", kind=SHOP, rent_cents=1_000),
            Room(key="dear", kind=WINDOW, rent_cents=5_500),
            Room(key="near", kind=WINDOW, rent_cents=3_500),
            Room(key="free", kind=WINDOW, rent_cents=0),
        ),
        expected=(("free", "fits"), ("near", "if"), ("dear", "if"), ("shop", "excluded")),
    ),
    Case(
        name="wheelchairs have to get in: a ramp is cheap, six steps without a ramp are the end",
        wish=Wish(key="w", step_free=MUST),
        rooms=(
            Room(key="stairs", kind=SHOP, floor=0, steps=6, can_have_ramp=False),
            Room(key="level", kind=SHOP, floor=0, steps=0),
            Room(key="three", kind=SHOP, floor=0, steps=3, can_have_ramp=True),
            Room(key="one", kind=SHOP, floor=0, steps=1, can_have_ramp=True),
        ),
        expected=(("level", "fits"), ("one", "if"), ("three", "if"), ("stairs", "excluded")),
    ),
    Case(
        name="ground floor has to be: a lift will do, not knowing is not a no",
        wish=Wish(key="w", ground_floor=MUST),
        rooms=(
            Room(key="up", kind=OFFICE, floor=2, has_lift=False),
            Room(key="perhaps", kind=OFFICE, floor=2),
            Room(key="lift", kind=OFFICE, floor=2, has_lift=True),
            Room(key="blank", kind=OFFICE),
        ),
        expected=(("lift", "fits"), ("blank", "ask"), ("perhaps", "ask"), ("up", "excluded")),
    ),
    Case(
        name="what is in use is out, what becomes free in time is in, later is a matter of waiting",
        wish=Wish(key="w", needed_from=date(2027, 3, 1)),
        rooms=(
            Room(key="used", kind=SHOP, state=UnitState.USED),
            Room(key="later", kind=SHOP, state=UnitState.ANNOUNCED, empty_from=date(2027, 5, 1)),
            Room(key="soon", kind=SHOP, state=UnitState.ANNOUNCED, empty_from=date(2027, 2, 1)),
        ),
        expected=(("soon", "fits"), ("later", "if"), ("used", "excluded")),
    ),
    Case(
        name="promised is promised, but not to oneself",
        wish=Wish(key="mine", area_min=20),
        rooms=(
            Room(key="b-mine", kind=SHOP, area=30, reserved_for="mine"),
            Room(key="a-theirs", kind=SHOP, area=30, reserved_for="theirs"),
        ),
        expected=(("b-mine", "fits"), ("a-theirs", "excluded")),
    ),
    Case(
        name="a garden for children: a toilet and water missing cost more than water alone",
        wish=Wish(key="w", kinds=frozenset({GARDEN}), water=MUST, toilet=MUST),
        rooms=(
            Room(key="bare", kind=GARDEN, has_water=False, has_toilet=False),
            Room(key="dry", kind=GARDEN, has_water=False, has_toilet=True),
            Room(key="blank", kind=GARDEN),
        ),
        expected=(("blank", "ask"), ("dry", "if"), ("bare", "if")),
    ),
    Case(
        name="size and rent together are too far, each alone is a talk, twice the rent is too far alone",
        wish=Wish(key="w", area_min=40, area_max=80, rent_max_cents=30_000),
        rooms=(
            Room(key="both", kind=SHOP, area=90, rent_cents=35_000),
            Room(key="twice", kind=SHOP, area=60, rent_cents=70_000),
            Room(key="large", kind=SHOP, area=90, rent_cents=30_000),
            Room(key="dear", kind=SHOP, area=60, rent_cents=35_000),
        ),
        expected=(("large", "if"), ("dear", "if"), ("twice", "far"), ("both", "far")),
    ),
    Case(
        name="who wants to stay: a limited lease is an obstacle, open end fits",
        wish=Wish(key="w", takes_interim_use=False),
        rooms=(
            Room(key="limited", kind=SHOP, available_until=date(2027, 12, 31)),
            Room(key="open", kind=SHOP),
        ),
        expected=(("open", "fits"), ("limited", "if")),
    ),
    Case(
        name="good to have is never an obstacle: one missing wish before two, unusable after all",
        wish=Wish(key="w", area_min=20, power=WISH, water=WISH),
        rooms=(
            Room(key="none", kind=SHED, area=30, has_power=False, has_water=False),
            Room(
                key="ruin", kind=SHED, area=30, has_power=True, has_water=True, condition="unusable"
            ),
            Room(key="power", kind=SHED, area=30, has_power=True, has_water=False),
        ),
        expected=(("power", "remark"), ("none", "remark"), ("ruin", "if")),
    ),
)
