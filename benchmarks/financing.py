"""How long the financing engine takes on random cases of the sizes in docs/financing.md (reported only).

Two sorts of cases: in the *scarce* ones the programmes cannot pay everything and sets differ in own cash; in the
*ample* ones own cash comes close to nothing and many sets tie, so that effort, number and alphabet decide.

    python -m benchmarks.financing [SEEDS]
"""

import random
import sys
import time
from fractions import Fraction

from machbar.modules.funding.core.financing import Case, Item, Programme, solve

SIZES = ((15, 12), (40, 30))


def random_case(programmes: int, items: int, seed: int, *, scarce: bool) -> Case:
    """A case with ceilings, least grants, public ceilings, own shares and conflicts of both kinds."""
    dice = random.Random(seed)  # noqa: S311 - a benchmark
    things = tuple(
        Item(id=f"i{at:02d}", cost=dice.randrange(200_000, 9_000_000)) for at in range(items)
    )
    most = sum(thing.cost for thing in things) // programmes if scarce else 20_000_000
    offers = tuple(_programme(dice, at, things, most, scarce=scarce) for at in range(programmes))
    pairs = [_pair(dice, offers) for _ in range(programmes)]
    return Case(
        id=f"{programmes}x{items}-{'scarce' if scarce else 'ample'}-{seed}",
        items=things,
        programmes=offers,
        own_cash_available=10**12,
        donations=1_000_000,
        project_conflicts=tuple(pairs[: programmes // 2]),
        same_cost_conflicts=tuple(pairs[programmes // 2 :]),
    )


def _programme(
    dice: random.Random, at: int, things: tuple[Item, ...], most: int, *, scarce: bool
) -> Programme:
    names = [thing.id for thing in things]
    return Programme(
        id=f"p{at:02d}",
        eligible=frozenset(dice.sample(names, k=dice.randint(2, len(names) // 2))),
        rate=Fraction(dice.randrange(30, 91), 100),
        max=dice.randrange(500_000, max(most, 500_001)),
        min=dice.randrange(0, 300_000),
        public=dice.random() < 0.7,
        public_cap=Fraction(9, 10) if dice.random() < 0.3 else None,
        own_share=Fraction(1, 10) if scarce and dice.random() < 0.3 else Fraction(0),
        admin=Fraction(dice.randint(1, 5)),
    )


def _pair(dice: random.Random, offers: tuple[Programme, ...]) -> tuple[str, str]:
    first, second = sorted(dice.sample([offer.id for offer in offers], k=2))
    return first, second


def main(seeds: int) -> None:
    """Print seconds of wall clock and of processor for the best plan alone and for the complete answer."""
    for programmes, items in SIZES:
        for scarce in (True, False):
            for seed in range(seeds):
                case = random_case(programmes, items, seed, scarce=scarce)
                print(f"{case.id}: {_timed(case, 0)}, complete: {_timed(case, 5)}", flush=True)


def _timed(case: Case, alternatives: int) -> str:
    wall, processor = time.perf_counter(), time.process_time()
    answer = solve(case, alternatives=alternatives)
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    plan = answer.plan
    return (
        f"{wall:.2f} s ({processor:.2f} s cpu), {answer.status.value}, "
        f"{plan.own_cash / 100:.2f} EUR own of {case.cost / 100:.0f}, {len(plan.programmes)} used"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
