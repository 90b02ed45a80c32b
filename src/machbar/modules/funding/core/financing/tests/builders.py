"""Short builders for hand-computed cases; every amount here is in euros."""

from fractions import Fraction
from random import Random
from typing import TypedDict, Unpack

from machbar.modules.funding.core.financing import Case, Item, Kind, Programme


class Rules(TypedDict, total=False):
    """The fields of a programme beyond id and eligible items, amounts in euros, shares as text."""

    kind: Kind
    rate: str
    amount: int
    max: int
    min: int
    minbase: int
    maxbase: int
    public: bool
    national_public: bool
    public_cap: str
    cofin: str
    own_share: str
    donations_count: bool
    inkind_recognised: int
    de_minimis: bool
    requires: tuple[str, ...]
    admin: int


AMOUNTS = frozenset({"amount", "max", "min", "minbase", "maxbase", "inkind_recognised"})
SHARES = frozenset({"rate", "public_cap", "cofin", "own_share"})


def make_programme(key: str, eligible: str, **rules: Unpack[Rules]) -> Programme:
    """A programme for the items named by single letters."""
    converted: dict[str, object] = {}
    for name, value in rules.items():
        if name in AMOUNTS and isinstance(value, int):
            converted[name] = value * 100
        elif (name in SHARES and isinstance(value, str)) or (
            name == "admin" and isinstance(value, int)
        ):
            converted[name] = Fraction(value)
        else:
            converted[name] = value
    return Programme(id=key, eligible=frozenset(eligible), **converted)  # type: ignore[arg-type]


def make_case(
    *programmes: Programme,
    costs: dict[str, int],
    own: int = 1_000_000,
    donations: int = 0,
    de_minimis_left: int | None = None,
    project_conflicts: tuple[tuple[str, str], ...] = (),
    same_cost_conflicts: tuple[tuple[str, str], ...] = (),
) -> Case:
    """A case with items named by single letters."""
    return Case(
        id="case",
        items=tuple(Item(id=key, cost=cost * 100) for key, cost in costs.items()),
        programmes=programmes,
        own_cash_available=own * 100,
        donations=donations * 100,
        de_minimis_left=None if de_minimis_left is None else de_minimis_left * 100,
        project_conflicts=project_conflicts,
        same_cost_conflicts=same_cost_conflicts,
    )


def subset_sum() -> Case:
    """Fixed grants that fill one bill: a subset sum, which no relaxation solves at its root."""
    amounts = [3 * 7**3 + 1000 * at * at + 137 * at for at in range(1, 31)]
    programmes = tuple(
        make_programme(f"P{at:02d}", "A", kind=Kind.FIXED, amount=amount)
        for at, amount in enumerate(amounts)
    )
    return make_case(*programmes, costs={"A": 2_345_678}, own=3_000_000)


def ample_case() -> Case:
    """Fifteen programmes that can pay for twelve items more than once, with odd cents (a fixed pseudo-random draw)."""
    draw = Random(0)  # noqa: S311 - test data
    items = tuple(
        Item(id=f"i{at:02d}", cost=draw.randrange(200_000, 9_000_000)) for at in range(12)
    )
    names = [item.id for item in items]
    programmes = tuple(
        Programme(
            id=f"p{at:02d}",
            eligible=frozenset(draw.sample(names, k=draw.randint(2, 6))),
            rate=Fraction(draw.randrange(30, 91), 100),
            max=draw.randrange(500_000, 20_000_000),
            min=draw.randrange(0, 300_000),
            admin=Fraction(draw.randint(1, 5)),
        )
        for at in range(15)
    )
    return Case(
        id="ample",
        items=items,
        programmes=programmes,
        own_cash_available=10**9,
        donations=1_000_000,
        same_cost_conflicts=(("p00", "p01"), ("p02", "p03"), ("p04", "p05"), ("p06", "p07")),
    )
