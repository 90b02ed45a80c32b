"""Sets of programmes, best first: mixed-integer search for candidates, exact arithmetic for the decision.

"Best" is lexicographic: least own cash (equal means: within half a cent of the least), least effort, fewest programmes,
alphabetical order. HiGHS proposes sets and bounds what it has not proposed; each proposal is evaluated exactly
(`evaluation.py`) and then cut off, until everything unseen is provably worse than half a cent above the best. Where
more sets tie than are worth listing, a second and a third model decide effort, number and alphabetical order.
"""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field, replace
from fractions import Fraction
from math import inf, lcm

from machbar.modules.funding.core.financing import highs
from machbar.modules.funding.core.financing.evaluation import Evaluation, evaluate
from machbar.modules.funding.core.financing.rows import Column, Row, Rule, Rulebook, use

HALF_A_CENT = Fraction(1, 2)
NOISE = 0.01
"""Cents: floating-point answers are trusted up to here (for large projects, to ten digits); inside, the exact
evaluation decides."""
TIES_TO_LIST = 3
"""So many tied sets are compared one by one before models decide between them."""
LETTERS_AT_ONCE = 14
"""Alphabetical order is decided for so many programmes in one model: weights up to 2^14 stay exact."""


class Search:
    """Finds the sets of programmes of one case in their order; ``most_admin`` bounds the effort points."""

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        most_admin: Fraction | None = None,
        most_nodes: int | None = None,
    ) -> None:
        self.case = rulebook.case
        self.rulebook = rulebook
        self.most_nodes = most_nodes
        self.names = tuple(self.case.by_id)
        self.columns = _number_columns(rulebook)
        self.unit = highs.unit_for(self.case.cost)
        self.noise = max(NOISE, self.case.cost * 1e-10)
        self.model = self._model(most_admin)
        self.paying = {
            at: -1.0 for c, at in self.columns.items() if c.sort in {"money", "donation"}
        }
        self.scale = lcm(*(p.admin.denominator for p in self.case.programmes))
        self.seen: dict[frozenset[str], Evaluation | None] = {}
        self.ranked: set[frozenset[str]] = set()
        self.is_complete = True
        """False once a limit on nodes ended a search: then what follows is not proven."""
        self._frontier = -inf if self.names else inf
        self._tie: _Tie | None = None
        self.evaluate(frozenset())

    def best_first(self, most_own_cash: Fraction | int | None = None) -> Iterator[Evaluation]:
        """The sets in their order, while their own cash is at most ``most_own_cash``."""
        while True:
            best = self._next(most_own_cash)
            if best is None:
                return
            self.ranked.add(best.programmes)
            yield best

    @property
    def least_own_cash(self) -> Fraction:
        """The least own cash of all sets seen, in cents."""
        return min(found.own_cash for found in self.seen.values() if found is not None)

    @property
    def bound(self) -> float:
        """No set that was not seen needs less own cash (cents)."""
        return self._frontier

    def evaluate(self, programmes: frozenset[str]) -> Evaluation | None:
        """Evaluate exactly, once."""
        if programmes not in self.seen:
            self.seen[programmes] = evaluate(self.rulebook, programmes)
        return self.seen[programmes]

    def effort(self, evaluation: Evaluation) -> tuple[Fraction, int, tuple[str, ...]]:
        """What decides between sets of equal own cash."""
        names = evaluation.names
        return self.case.admin_of(names), len(names), names

    # The order

    def _next(self, most_own_cash: Fraction | int | None) -> Evaluation | None:
        while True:
            least = min((found.own_cash for found in self._waiting()), default=None)
            top = _top(least, most_own_cash)
            if not self.is_complete or self._frontier > float(top) + self.noise:
                zone = self._zone(top)
                return min(zone, key=self.effort, default=None)
            if least is not None and self._is_crowded(least, top):
                best = self._decide_tie(least, top)
                if best is not None:
                    return best
            else:
                self._explore()

    def _waiting(self) -> Iterable[Evaluation]:
        found = (e for e in self.seen.values() if e is not None)
        return (e for e in found if e.programmes not in self.ranked)

    def _zone(self, top: Fraction) -> list[Evaluation]:
        return [e for e in self._waiting() if e.own_cash <= top]

    def _is_crowded(self, least: Fraction, top: Fraction) -> bool:
        """Whether models should decide: nothing unseen lies below ``least``, and many sets tie with it."""
        if self._frontier < float(least) - self.noise:
            return False
        is_known = self._tie is not None and self._tie.least == least
        return is_known or len(self._zone(top)) >= TIES_TO_LIST

    def _explore(self) -> None:
        """Ask for the unseen set with the least own cash."""
        task = highs.Task(
            costs=self.paying, rows=self._cuts(self.seen), gap=self.noise / 4 / self.unit
        )
        found = self._solve(task)
        if found.columns is not None:
            evaluation = self.evaluate(self._used(found.columns, self.seen))
            claimed = self._own_cash(found.value)
            if evaluation is None or float(evaluation.own_cash) > claimed + self.noise:
                return  # The proposal leaned on a tolerance: nothing is known about the others yet.
        self._frontier = max(self._frontier, self._own_cash(found.bound))

    def _decide_tie(self, least: Fraction, top: Fraction) -> Evaluation | None:
        """The least effort, then the alphabet, among all sets up to ``top``; None: something better came up."""
        if self._tie is None or self._tie.least != least:
            self._tie = _Tie(least=least, top=top)
        tie = self._tie
        best: Evaluation | None = None
        while best is None and self._find_level(tie):
            best = self._first_in_alphabet(tie)
            if best is None:
                tie.lowest, tie.level = (tie.level or 0) + 1, None
        if min((found.own_cash for found in self._waiting()), default=least) < least:
            return None
        return min(self._zone(top), key=self.effort, default=None)

    def _find_level(self, tie: "_Tie") -> bool:
        """Make sure that the weight of the lightest tied sets is known; False where no set is left."""
        if tie.level is None:
            at_least = ({at: -cost for at, cost in self._effort_costs().items()}, -tie.lowest + 0.5)
            task = highs.Task(costs=self._effort_costs(), rows=[at_least], gap=0.5)
            lightest = self._best_in_zone(task, tie)
            tie.level = None if lightest is None else self._weight(lightest.programmes)
        return tie.level is not None

    def _first_in_alphabet(self, tie: "_Tie") -> Evaluation | None:
        """The alphabetically first of the sets at the tie's level, decided a few letters at a time."""
        points, number = divmod(tie.level or 0, len(self.names) + 1)
        rows = [
            *_exactly(
                {at: float(self._points(name)) for at, name in enumerate(self.names)}, points
            ),
            *_exactly(dict.fromkeys(range(len(self.names)), 1.0), number),
        ]
        fixed: dict[int, int] = {}
        best: Evaluation | None = None
        for start in range(0, len(self.names), LETTERS_AT_ONCE):
            letters = range(start, min(start + LETTERS_AT_ONCE, len(self.names)))
            costs = {at: -float(2 ** (letters.stop - 1 - at)) for at in letters}
            task = highs.Task(costs=costs, rows=rows, fixed=fixed, gap=0.5)
            best = self._best_in_zone(task, tie)
            if best is None:
                break
            fixed |= {at: int(self.names[at] in best.programmes) for at in letters}
            if sum(fixed.values()) == number:
                break
        return best

    def _best_in_zone(self, task: highs.Task, tie: "_Tie") -> Evaluation | None:
        """Minimise the task over sets whose exact own cash is within the tie."""
        paid = (float(tie.top) - self.case.cost + self.noise) / self.unit
        while True:
            cut_off = self.ranked | tie.refused
            rows = [*task.rows, (self.paying, paid), *self._cuts(cut_off)]
            found = self._solve(replace(task, rows=rows))
            if found.columns is None:
                return None
            programmes = self._used(found.columns, cut_off)
            evaluation = self.evaluate(programmes)
            if evaluation is not None and evaluation.own_cash <= tie.top:
                return evaluation
            tie.refused.add(programmes)

    # The model

    def _model(self, most_admin: Fraction | None) -> highs.Model:
        rows = [self._searched(row) for row in self.rulebook.rows]
        if most_admin is not None:
            effort = {at: float(self.case.by_id[n].admin) for at, n in enumerate(self.names)}
            rows.append((effort, float(most_admin) + 1e-6))
        most = [1.0 if column.sort == "use" else inf for column in self.columns]
        return highs.Model(most=most, binaries=len(self.names), rows=rows)

    def _searched(self, row: Row) -> highs.SparseRow:
        """The row with amounts in units; whether a programme is used is no amount."""
        is_choice = row.rule in {Rule.PROJECT_CONFLICT, Rule.REQUIRES}
        unit = 1 if is_choice else self.unit
        terms = {
            self.columns[column]: factor / unit if column.sort == "use" else factor
            for column, factor in row.terms.items()
        }
        return highs.as_floats(terms), float(row.most / unit)

    def _own_cash(self, value: float) -> float:
        """Own cash in cents for a value of the model's objective."""
        return value * self.unit + self.case.cost

    def _solve(self, task: highs.Task) -> highs.Found:
        found = highs.solve(self.model, replace(task, most_nodes=self.most_nodes))
        self.is_complete = self.is_complete and found.is_proven
        return found

    def _used(
        self, columns: tuple[float, ...], cut_off: Container[frozenset[str]]
    ) -> frozenset[str]:
        used = frozenset(name for at, name in enumerate(self.names) if columns[at] > 0.5)
        if used in cut_off:
            raise highs.SolverFailed(f"a set that was cut off came back: {sorted(used)}")
        return used

    def _cuts(self, sets: Iterable[frozenset[str]]) -> list[highs.SparseRow]:
        """Rows that exclude exactly these sets: at least one programme differs."""
        return [
            (
                {at: 1.0 if name in found else -1.0 for at, name in enumerate(self.names)},
                len(found) - 1.0,
            )
            for found in sets
        ]

    def _effort_costs(self) -> dict[int, float]:
        return {at: float(self._weight({name})) for at, name in enumerate(self.names)}

    def _weight(self, programmes: Iterable[str]) -> int:
        """Effort first, then number, in one whole number."""
        return sum(self._points(name) * (len(self.names) + 1) + 1 for name in programmes)

    def _points(self, name: str) -> int:
        """Effort in whole numbers, in exact proportion."""
        return int(self.case.by_id[name].admin * self.scale)


@dataclass(kw_only=True)
class _Tie:
    """Many sets with equal own cash, taken in the order of effort and number (``level``: both in one number).

    ``refused`` holds sets that the search takes for tied and the exact evaluation does not.
    """

    least: Fraction
    top: Fraction
    level: int | None = None
    lowest: int = 0
    refused: set[frozenset[str]] = field(default_factory=set)


def _exactly(terms: dict[int, float], value: int) -> tuple[highs.SparseRow, highs.SparseRow]:
    return (terms, float(value)), ({at: -factor for at, factor in terms.items()}, -float(value))


def _number_columns(rulebook: Rulebook) -> dict[Column, int]:
    """Numbers for every variable; those that say whether a programme is used come first, in alphabetical order."""
    numbers = {use(name): at for at, name in enumerate(rulebook.case.by_id)}
    for row in rulebook.rows:
        for column in row.terms:
            numbers.setdefault(column, len(numbers))
    return numbers


def _top(least: Fraction | None, most_own_cash: Fraction | int | None) -> Fraction:
    """The largest own cash that counts as equal to the least, within what is available."""
    top = Fraction(10**18) if least is None else least + HALF_A_CENT
    return top if most_own_cash is None else min(top, Fraction(most_own_cash))
