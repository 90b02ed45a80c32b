"""One proposal for several searches at once: as many as possible, then the best fits, no room and no search twice.

The Hungarian method on whole numbers without bound, so the optimum is exact; a last digit for every search makes it
the only one, and the answer does not depend on the order of what comes in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from machbar.modules.premises.core.matching.facts import Fit, Room, Verdict, Wish
from machbar.modules.premises.core.matching.judging import judge

WORTH = {Verdict.FITS: 400, Verdict.REMARK: 300, Verdict.ASK: 100, Verdict.IF: 100}
"""What a pair is worth besides its score (0 to 100). Too far and excluded are no proposal."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """A room for a search, with why."""

    wish: str
    room: str
    fit: Fit


def joint(rooms: Iterable[Room], wishes: Iterable[Wish], today: date) -> list[Pair]:
    """The one best proposal, in the order of the keys of the wishes.

    It serves the most searches; among those the sum of `worth_of` is highest; among those the search with the first
    key gets the room with the first key, and so on.
    """
    by_wish = sorted(wishes, key=lambda one: one.key)
    by_room = sorted(rooms, key=lambda one: one.key)
    if not by_wish or not by_room:
        return []
    fits = [[judge(room, wish, today) for room in by_room] for wish in by_wish]
    chosen = _assign(_costs(fits))
    return [
        Pair(wish=wish.key, room=fits[row][column].room, fit=fits[row][column])
        for row, (wish, column) in enumerate(zip(by_wish, chosen, strict=False))
        if column < len(by_room) and worth_of(fits[row][column])
    ]


def worth_of(fit: Fit) -> int:
    """How good a pair is: its class before its score; 0 for what is never proposed."""
    base = WORTH.get(fit.verdict)
    return 0 if base is None else base + fit.score


def _costs(fits: Sequence[Sequence[Fit]]) -> list[list[int]]:
    """A square of costs: the negative of (served, worth, place in the order) packed into one whole number."""
    rows, columns = len(fits), len(fits[0])
    side = max(rows, columns)
    digit = columns + 1
    order = digit**rows
    served = (500 * side + 1) * order
    square = [[0] * side for _ in range(side)]
    for row, line in enumerate(fits):
        for column, fit in enumerate(line):
            if worth := worth_of(fit):
                place = (columns - column) * digit ** (rows - 1 - row)
                square[row][column] = -(served + worth * order + place)
    return square


def _assign(costs: Sequence[Sequence[int]]) -> list[int]:
    """The column of every row in the assignment of least cost (Hungarian method with potentials, O(n³))."""
    side = len(costs)
    rows, columns = [0] * (side + 1), [0] * (side + 1)  # potentials
    owner = [0] * (
        side + 1
    )  # the row of each column, counted from 1; column 0 is where a new row enters
    for row in range(1, side + 1):
        owner[0] = row
        came_from = _augment(costs, rows, columns, owner)
        column = came_from.pop()
        while column:
            owner[column] = owner[came_from[column]]
            column = came_from[column]
    chosen = [0] * side
    for column in range(1, side + 1):
        chosen[owner[column] - 1] = column - 1
    return chosen


def _augment(
    costs: Sequence[Sequence[int]], rows: list[int], columns: list[int], owner: list[int]
) -> list[int]:
    """The shortest way from column 0 to a free column: the way back by column, the free column at the very end."""
    side = len(costs)
    came_from, seen = [0] * (side + 1), [False] * (side + 1)
    slack: list[int | None] = [None] * (side + 1)
    here = 0
    while owner[here]:
        seen[here] = True
        line, base = costs[owner[here] - 1], rows[owner[here]]
        step, there = None, 0
        for column in range(1, side + 1):
            if seen[column]:
                continue
            reduced = line[column - 1] - base - columns[column]
            known = slack[column]
            if known is None or reduced < known:
                slack[column], came_from[column], known = reduced, here, reduced
            if step is None or known < step:
                step, there = known, column
        _shift(rows, columns, owner, seen, slack, step or 0)
        here = there
    return [*came_from, here]


def _shift(
    rows: list[int],
    columns: list[int],
    owner: list[int],
    seen: Sequence[bool],
    slack: list[int | None],
    step: int,
) -> None:
    for column, was_seen in enumerate(seen):
        known = slack[column]
        if was_seen:
            rows[owner[column]] += step
            columns[column] -= step
        elif known is not None:
            slack[column] = known - step
