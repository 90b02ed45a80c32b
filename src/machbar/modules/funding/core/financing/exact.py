"""Exact simplex over fractions: maximise within rows `sum(terms) <= most`, every variable at least 0.

HiGHS computes in floating point. Its final basis is taken as a hint, the dictionary of that basis is built in exact
fractions, and pivots by Bland's rule go on until no step is left: mostly none is needed, and then the exact dictionary
is the proof that the basis is optimal (Bland 1977, "New finite pivoting rules for the simplex method").
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import TypeAlias

Exact: TypeAlias = "int | Fraction"
"""Whole numbers stay integers: they are many times faster, and most coefficients are 1 or -1."""


@dataclass(frozen=True, kw_only=True)
class Hint:
    """A basis: the columns in it, and the rows that are tight (their slack is not in it)."""

    columns: Sequence[int] = ()
    tight_rows: Collection[int] = ()


@dataclass(frozen=True, kw_only=True)
class Optimum:
    """The largest value and the values of the columns that reach it."""

    value: Fraction
    columns: tuple[Fraction, ...]


def maximise(
    gains: Mapping[int, Fraction],
    rows: Sequence[tuple[Mapping[int, Fraction], Fraction]],
    *,
    columns: int,
    hint: Hint | None = None,
) -> Optimum | None:
    """The exact optimum, or None where no point keeps every row. The optimum must be bounded (`ValueError`)."""
    dictionary = Dictionary(gains, rows, columns)
    if hint is not None:
        dictionary.move_to(hint)
    if not dictionary.become_feasible():
        return None
    dictionary.climb()
    return dictionary.optimum()


class Dictionary:
    """Chvátal's dictionary: each basic variable = constant - sum(coefficient * nonbasic variable).

    Variables 0..columns-1 are the columns, variable columns + r is the slack of row r.
    """

    def __init__(
        self,
        gains: Mapping[int, Fraction],
        rows: Sequence[tuple[Mapping[int, Fraction], Fraction]],
        columns: int,
    ) -> None:
        self.size = columns
        self.constant = {columns + at: lean(most) for at, (_, most) in enumerate(rows)}
        self.rows = {
            columns + at: {column: lean(factor) for column, factor in terms.items() if factor}
            for at, (terms, _) in enumerate(rows)
        }
        self.gains = {column: lean(gain) for column, gain in gains.items() if gain}
        self.value: Exact = 0

    def move_to(self, hint: Hint) -> None:
        """Bring the hinted columns into the basis, as far as they are independent."""
        tight = {self.size + row for row in hint.tight_rows}
        uses = Counter(column for row in self.rows.values() for column in row)
        for column in sorted(hint.columns, key=lambda column: (uses[column], column)):
            candidates = [slack for slack in tight if column in self.rows[slack]]
            if candidates:
                leaving = min(candidates, key=lambda slack: (len(self.rows[slack]), slack))
                self.pivot(column, leaving)
                tight.discard(leaving)

    def become_feasible(self) -> bool:
        """Dual simplex; where the objective is not ready for it, an objective of zeros stands in."""
        ready = all(gain <= 0 for gain in self.gains.values())
        while True:
            leaving = min((at for at, most in self.constant.items() if most < 0), default=None)
            if leaving is None:
                return True
            steps = [
                (divide(self.gains.get(at, 0), factor) if ready else 0, at)
                for at, factor in self.rows[leaving].items()
                if factor < 0
            ]
            if not steps:
                return False
            self.pivot(min(steps)[1], leaving)

    def climb(self) -> None:
        """Primal simplex from a feasible dictionary."""
        while True:
            entering = min((at for at, gain in self.gains.items() if gain > 0), default=None)
            if entering is None:
                return
            steps = [
                (divide(self.constant[at], row[entering]), at)
                for at, row in self.rows.items()
                if row.get(entering, 0) > 0
            ]
            if not steps:
                raise ValueError("The objective has no bound.")
            self.pivot(entering, min(steps)[1])

    def optimum(self) -> Optimum:
        """The point the dictionary stands at."""
        return Optimum(
            value=Fraction(self.value),
            columns=tuple(Fraction(self.constant.get(at, 0)) for at in range(self.size)),
        )

    def pivot(self, entering: int, leaving: int) -> None:
        """Swap a nonbasic and a basic variable."""
        row = self.rows.pop(leaving)
        factor = row.pop(entering)
        solved = {at: divide(value, factor) for at, value in row.items()}
        solved[leaving] = divide(1, factor)
        constant = divide(self.constant.pop(leaving), factor)
        for at, other in self.rows.items():
            times = other.pop(entering, None)
            if times is not None:
                _subtract(other, solved, times)
                self.constant[at] -= times * constant
        gain = self.gains.pop(entering, None)
        if gain is not None:
            _subtract(self.gains, solved, gain)
            self.value += gain * constant
        self.rows[entering] = solved
        self.constant[entering] = constant


def lean(value: Exact) -> Exact:
    """The same number, as an integer where it is one."""
    return value.numerator if value.denominator == 1 else value


def divide(value: Exact, by: Exact) -> Exact:
    """An exact quotient."""
    if isinstance(by, int) and by * by == 1:
        return value * by
    return lean(Fraction(value) / by)


def _subtract(row: dict[int, Exact], solved: Mapping[int, Exact], times: Exact) -> None:
    for at, value in solved.items():
        changed = row.get(at, 0) - times * value
        if changed:
            row[at] = changed
        else:
            row.pop(at, None)
