"""How long matching takes on 60 searches and 60 units, judging included (reported only; the aim is below 1 second).

python -m benchmarks.premises [SEEDS]
"""

import random
import sys
import time
from datetime import date
from datetime import time as clock

from machbar.modules.premises.core import UnitKind, UnitState, Wanted
from machbar.modules.premises.core.matching import Room, Wish, joint, rank_rooms

SIZE = 60
TODAY = date(2026, 11, 26)
KINDS = (UnitKind.SHOP, UnitKind.OFFICE, UnitKind.WORKSHOP, UnitKind.STORAGE)


def random_room(dice: random.Random, at: int) -> Room:
    """A unit of a small town of which a part is known."""

    def known() -> bool | None:
        return dice.choice((True, True, False, None))

    return Room(
        key=f"r{at:03d}",
        kind=dice.choice(KINDS),
        state=dice.choice((UnitState.EMPTY, UnitState.EMPTY, UnitState.MEDIATION)),
        area=dice.choice((None, dice.randrange(20, 300))),
        floor=dice.choice((0, 0, 0, 1, None)),
        has_lift=known(),
        steps=dice.choice((0, 1, 1, 3, None)),
        can_have_ramp=known(),
        has_water=known(),
        has_toilet=known(),
        has_power=known(),
        has_heating=known(),
        has_internet=known(),
        has_storage=known(),
        quiet_from=dice.choice((None, clock(18), clock(22))),
        rent_cents=dice.choice((None, dice.randrange(5_000, 120_000))),
        allows_interim_use=known(),
    )


def random_wish(dice: random.Random, at: int) -> Wish:
    """A search that asks for most of what can be asked."""
    least = dice.randrange(20, 120)
    names = (
        "ground_floor",
        "step_free",
        "water",
        "toilet",
        "power",
        "heating",
        "internet",
        "storage",
    )
    wants = {name: dice.choice(list(Wanted)) for name in names}
    return Wish(
        key=f"w{at:03d}",
        kinds=frozenset(dice.sample(KINDS, k=dice.randrange(0, 3))),
        area_min=least,
        area_max=least + dice.randrange(20, 100),
        rent_max_cents=dice.randrange(10_000, 80_000),
        needed_from=TODAY,
        takes_interim_use=dice.choice((True, False, None)),
        noise_until=dice.choice((None, clock(18), clock(22))),
        **wants,  # type: ignore[arg-type]
    )


def main(seeds: int = 5) -> None:
    """Print, for every seed, the time of the proposal and of one ranking, and how many are served."""
    for seed in range(seeds):
        dice = random.Random(seed)  # noqa: S311 - a benchmark
        rooms = [random_room(dice, at) for at in range(SIZE)]
        wishes = [random_wish(dice, at) for at in range(SIZE)]
        begun = time.perf_counter()
        proposal = joint(rooms, wishes, TODAY)
        took = time.perf_counter() - begun
        begun = time.perf_counter()
        rank_rooms(rooms, wishes[0], TODAY)
        ranked = time.perf_counter() - begun
        print(
            f"seed {seed}: {SIZE} x {SIZE} in {took * 1000:.0f} ms, {len(proposal)} served; "
            f"{SIZE} rooms for one search in {ranked * 1000:.1f} ms"
        )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
