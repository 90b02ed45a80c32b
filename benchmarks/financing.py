"""How long the financing engine takes on random cases of the sizes in performance.md (reported only)."""

import random
import time
from fractions import Fraction

from machbar.modules.funding.core.financing import Case, Item, Programme, solve


def random_case(programmes: int, items: int, seed: int) -> Case:
    """A case with ceilings, least grants, caps and conflicts, as in dependencies.md section 7."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark
    things = tuple(
        Item(id=f"i{at:02d}", cost=dice.randrange(200_000, 9_000_000)) for at in range(items)
    )
    offers = tuple(
        Programme(
            id=f"p{at:02d}",
            eligible=frozenset(
                dice.sample([thing.id for thing in things], k=dice.randint(2, items // 2))
            ),
            rate=Fraction(dice.randrange(30, 91), 100),
            max=dice.randrange(500_000, 20_000_000),
            min=dice.randrange(0, 300_000),
            public=dice.random() < 0.7,
            public_cap=Fraction(9, 10) if dice.random() < 0.3 else None,
            admin=Fraction(dice.randint(1, 5)),
        )
        for at in range(programmes)
    )
    pairs = [
        tuple(sorted(dice.sample([offer.id for offer in offers], k=2))) for _ in range(programmes)
    ]
    return Case(
        id=f"{programmes}x{items}-{seed}",
        items=things,
        programmes=offers,
        own_cash_available=10**12,
        donations=1_000_000,
        project_conflicts=tuple((first, second) for first, second in pairs[: programmes // 2]),
        same_cost_conflicts=tuple((first, second) for first, second in pairs[programmes // 2 :]),
    )


def main() -> None:
    """Print seconds for least own cash alone and for the complete answer."""
    for programmes, items in ((15, 12), (40, 30)):
        for seed in range(3):
            case = random_case(programmes, items, seed)
            begun = time.perf_counter()
            first = solve(case, alternatives=0)
            middle = time.perf_counter()
            solve(case)
            ended = time.perf_counter()
            print(
                f"{case.id}: best plan {middle - begun:.2f} s, complete {ended - middle:.2f} s, "
                f"{first.status.value}, {len(first.plan.programmes)} programmes"
            )


if __name__ == "__main__":
    main()
