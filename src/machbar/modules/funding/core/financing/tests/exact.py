"""A second opinion in rational arithmetic: every set of programmes, each with an exact linear programme.

Written from financing.md alone, without looking at the solver's model. Simplex with Bland's rule over fractions.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from machbar.modules.funding.core.financing import Case, Kind, Programme

Row = dict[str, Fraction]


@dataclass(frozen=True, kw_only=True)
class Exact:
    """One feasible set: its least own cash in cents, exactly, and its effort."""

    programmes: tuple[str, ...]
    own: Fraction
    admin: Fraction


def all_sets(case: Case) -> Iterator[Exact]:
    """Every set of programmes that breaks no rule."""
    for size in range(len(case.programmes) + 1):
        for chosen in combinations(case.programmes, size):
            own = least_own(case, chosen)
            if own is not None:
                yield Exact(
                    programmes=tuple(sorted(each.id for each in chosen)),
                    own=own,
                    admin=sum((each.admin for each in chosen), start=Fraction(0)),
                )


def in_order(sets: list[Exact]) -> list[Exact]:
    """The sets from best to worst: own cash to half a cent, effort, number, alphabet."""
    left, ordered = list(sets), []
    while left:
        least = min(each.own for each in left)
        best = min(
            (each for each in left if each.own <= least + Fraction(1, 2)),
            key=lambda each: (each.admin, len(each.programmes), each.programmes),
        )
        ordered.append(best)
        left.remove(best)
    return ordered


def least_own(case: Case, chosen: tuple[Programme, ...]) -> Fraction | None:
    """The least own cash in cents if exactly these programmes are used, or None where that breaks a rule."""
    ids = {each.id for each in chosen}
    if not _may_stand_together(case, chosen, ids):
        return None
    rules = _Rules()
    _bills(rules, case, chosen)
    for each in chosen:
        _programme(rules, case, each, chosen)
    for first, second in case.same_cost_conflicts:
        if {first, second} <= ids:
            for item in case.items:
                rules.at_most(_both(first, second, item.id, chosen), item.cost)
    if case.de_minimis_left is not None:
        aided = [each for each in chosen if each.de_minimis]
        rules.at_most(_sum(aided, "w"), case.de_minimis_left)
    return rules.minimise({f"o {item.id}": Fraction(1) for item in case.items})


def _may_stand_together(case: Case, chosen: tuple[Programme, ...], ids: set[str]) -> bool:
    if any(set(pair) <= ids for pair in case.project_conflicts):
        return False
    if any(not set(each.requires) <= ids for each in chosen):
        return False
    return len(chosen) < 2 or all(each.kind is not Kind.FULL for each in chosen)


def _bills(rules: "_Rules", case: Case, chosen: tuple[Programme, ...]) -> None:
    for item in case.items:
        bill: Row = {f"o {item.id}": Fraction(1), f"q {item.id}": Fraction(1)}
        for each in chosen:
            if item.id in each.eligible:
                bill[f"w {each.id} {item.id}"] = Fraction(1)
                rules.at_most({f"b {each.id} {item.id}": 1}, item.cost)
                rules.at_most({f"w {each.id} {item.id}": 1, f"b {each.id} {item.id}": -1}, 0)
        rules.equal(bill, item.cost)
    rules.at_most({f"q {item.id}": 1 for item in case.items}, case.donations)


def _both(first: str, second: str, item: str, chosen: tuple[Programme, ...]) -> Row:
    row: Row = {}
    for each in chosen:
        if item in each.eligible:
            for one in (first, second):
                if one == each.id:
                    name = f"b {each.id} {item}"
                    row[name] = row.get(name, Fraction(0)) + 1
    return row


def _sum(programmes: list[Programme], kind: str, items: frozenset[str] | None = None) -> Row:
    return {
        f"{kind} {each.id} {item}": Fraction(1)
        for each in programmes
        for item in sorted(each.eligible)
        if items is None or item in items
    }


def _plus(*rows: tuple[Fraction, Row]) -> Row:
    total: Row = {}
    for factor, row in rows:
        for name, value in row.items():
            total[name] = total.get(name, Fraction(0)) + factor * value
    return total


def _programme(rules: "_Rules", case: Case, p: Programme, chosen: tuple[Programme, ...]) -> None:
    one, grant, counted = Fraction(1), _sum([p], "w"), _sum([p], "b")
    kind_value = Fraction(p.inkind_recognised)
    rate = {Kind.FULL: one, Kind.FIXED: p.rate}.get(p.kind, one if p.rate is None else p.rate)
    if rate is not None:
        rules.at_most(_plus((one, grant), (-rate, counted)), rate * kind_value)
    if p.kind is Kind.FIXED:
        assert p.amount is not None
        rules.equal(grant, p.amount)
    if p.max is not None:
        rules.at_most(grant, p.max)
    rules.at_least(grant, max(p.min, 1))
    rules.at_least(counted, p.minbase - kind_value)
    if p.maxbase is not None:
        rules.at_most(counted, p.maxbase - kind_value)
    own: Row = {f"o {item}": one for item in p.eligible}
    if p.donations_count:
        own |= {f"q {item}": one for item in p.eligible}
    share = p.own_share
    rules.at_least(_plus((one, own), (-share, counted)), share * kind_value - kind_value)
    if p.public_cap is not None:
        public = _sum([each for each in chosen if each.public], "w", p.eligible)
        rules.at_most(_plus((one, public), (-p.public_cap, counted)), p.public_cap * kind_value)
    national = [each for each in chosen if each.national_public and each.id != p.id]
    rules.at_least(_plus((one, _sum(national, "w", p.eligible)), (-p.cofin, grant)), 0)


class _Rules:
    """Linear rules over variables that are never negative."""

    def __init__(self) -> None:
        self.rows: list[tuple[Row, Fraction]] = []

    def at_most(self, row: "Row | dict[str, int]", most: "Fraction | int") -> None:
        self.rows.append(({name: Fraction(value) for name, value in row.items()}, Fraction(most)))

    def at_least(self, row: Row, least: "Fraction | int") -> None:
        self.at_most({name: -value for name, value in row.items()}, -Fraction(least))

    def equal(self, row: Row, value: "Fraction | int") -> None:
        self.at_most(row, value)
        self.at_least(row, value)

    def minimise(self, goal: Row) -> Fraction | None:
        """The least value of the goal, or None where no point keeps all rules."""
        names = sorted({name for row, _most in self.rows for name in row} | set(goal))
        tableau = _Tableau(names, self.rows)
        return tableau.solve(goal)


class _Tableau:
    def __init__(self, names: list[str], rows: list[tuple[Row, Fraction]]) -> None:
        self.names = names
        count, slack = len(names), len(rows)
        self.width = count + slack + 1
        self.basis = [count + at for at in range(slack)]
        self.rows = []
        for at, (row, most) in enumerate(rows):
            line = [row.get(name, Fraction(0)) for name in names]
            line += [Fraction(int(at == other)) for other in range(slack)] + [Fraction(0), most]
            self.rows.append(line)

    def solve(self, goal: Row) -> Fraction | None:
        helper = self.width - 1
        lowest = min(range(len(self.rows)), key=lambda at: self.rows[at][-1], default=0)
        if self.rows and self.rows[lowest][-1] < 0:
            for line in self.rows:
                line[helper] = Fraction(-1)
            self._pivot(lowest, helper, [])
            first = [Fraction(0)] * (self.width + 1)
            first[helper] = Fraction(1)
            self._reduce(first)
            self._improve(first)
            if -first[-1] > 0:
                return None
            if helper in self.basis:
                at = self.basis.index(helper)
                column = next((c for c in range(helper) if self.rows[at][c] != 0), None)
                if column is None:
                    del self.rows[at], self.basis[at]
                else:
                    self._pivot(at, column, [])
            for line in self.rows:
                line[helper] = Fraction(0)
        costs = [goal.get(name, Fraction(0)) for name in self.names]
        costs += [Fraction(0)] * (self.width + 1 - len(costs))
        self._reduce(costs)
        self._improve(costs)
        return -costs[-1]

    def _reduce(self, costs: list[Fraction]) -> None:
        for line, column in zip(self.rows, self.basis, strict=True):
            factor = costs[column]
            if factor:
                for at, value in enumerate(line):
                    if value:
                        costs[at] -= factor * value

    def _improve(self, costs: list[Fraction]) -> None:
        while True:
            column = next((c for c in range(self.width) if costs[c] < 0), None)
            if column is None:
                return
            leaving = min(
                (
                    (line[-1] / line[column], self.basis[at], at)
                    for at, line in enumerate(self.rows)
                    if line[column] > 0
                ),
                default=None,
            )
            assert leaving is not None, "own cash is never unbounded"
            self._pivot(leaving[2], column, costs)

    def _pivot(self, row: int, column: int, costs: list[Fraction]) -> None:
        line = self.rows[row]
        factor = line[column]
        line[:] = [value / factor if value else value for value in line]
        for other in [*self.rows, costs]:
            if other is not line and other and other[column]:
                times = other[column]
                for at, value in enumerate(line):
                    if value:
                        other[at] -= times * value
        self.basis[row] = column
