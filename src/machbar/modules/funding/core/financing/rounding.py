"""From exact fractions of cents to whole cents.

Each grant is rounded down (a fixed one is whole already), donations too, and own cash takes the rest. Then every row
(item) and every column (payer) of the payment table sums to whole cents, and the table itself can be rounded so that
each amount moves by less than a cent and no sum moves at all: fractional amounts form cycles, and along a cycle amounts
are raised and lowered in turn until one is whole. Last, a payer that was rounded down takes back a cent from own cash
where every rule, without any tolerance, lets it.
"""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from math import ceil, floor
from typing import TypeAlias

from machbar.modules.funding.core.financing.evaluation import Evaluation
from machbar.modules.funding.core.financing.model import Case, Plan
from machbar.modules.funding.core.financing.rows import Column, base, donation, money
from machbar.modules.funding.core.financing.verifying import violations

Cell: TypeAlias = tuple[str, str]
"""Item and payer."""
Table: TypeAlias = dict[Cell, Fraction]

DONORS = "donors"
OWN = "own"


def round_to_cents(case: Case, evaluation: Evaluation) -> Plan:
    """The plan in whole cents."""
    table = _table(case, evaluation)
    for payer in sorted({payer for _, payer in table}):
        _round_total_down(table, payer)
    for item in case.items:
        paid = sum((value for (row, _), value in table.items() if row == item.id), Fraction(0))
        table[item.id, OWN] = item.cost - paid
    make_whole(table)
    return _take_back(case, evaluation, _plan(case, evaluation, table))


def _table(case: Case, evaluation: Evaluation) -> Table:
    columns = [(name, f"programme {name}") for name in evaluation.names]
    table = {
        (item.id, payer): evaluation.payments.get(money(name, item.id), Fraction(0))
        for item in case.items
        for name, payer in columns
    }
    for item in case.items:
        table[item.id, DONORS] = evaluation.payments.get(donation(item.id), Fraction(0))
    return table


def _round_total_down(table: Table, payer: str) -> None:
    """Take the fraction of a cent off the payer's sum, from amounts that are not whole themselves."""
    cells = [cell for cell in table if cell[1] == payer]
    excess = sum((table[cell] for cell in cells), Fraction(0)) % 1
    for cell in sorted(cells, key=lambda cell: (-(table[cell] % 1), cell)):
        less = min(excess, table[cell] % 1)
        table[cell] -= less
        excess -= less


def make_whole(table: Table) -> None:
    """Round a table whose rows and columns sum to whole numbers; no sum changes, no cell moves by 1 or more."""
    while True:
        cycle = _cycle({cell for cell, value in table.items() if value % 1})
        if not cycle:
            return
        up, down = cycle[::2], cycle[1::2]
        raise_by = min(*(_room(table[c]) for c in up), *(table[c] % 1 for c in down))
        lower_by = min(*(table[c] % 1 for c in up), *(_room(table[c]) for c in down))
        step = raise_by if raise_by <= lower_by else -lower_by
        for cell in up:
            table[cell] += step
        for cell in down:
            table[cell] -= step


def _room(value: Fraction) -> Fraction:
    return ceil(value) - value


def _cycle(cells: set[Cell]) -> list[Cell]:
    """Cells of a closed walk that turns between row and column at each; every row and column holds none or two."""
    if not cells:
        return []
    path = [min(cells)]
    seen = {(0, path[0][0]): 0}
    axis = 1
    while True:
        node = (axis, path[-1][axis])
        if node in seen:
            return path[seen[node] :]
        seen[node] = len(path)
        path.append(min(c for c in cells if c[axis] == node[1] and c != path[-1]))
        axis = 1 - axis


def _plan(case: Case, evaluation: Evaluation, table: Table) -> Plan:
    names = evaluation.names
    return Plan(
        programmes=names,
        admin=case.admin_of(names),
        flows={
            (name, item.id): floor(table[item.id, f"programme {name}"])
            for name in names
            for item in case.items
            if table[item.id, f"programme {name}"]
        },
        own={i.id: floor(table[i.id, OWN]) for i in case.items if table[i.id, OWN]},
        donations={i.id: floor(table[i.id, DONORS]) for i in case.items if table[i.id, DONORS]},
        bases=dict(_bases(case, evaluation)),
    )


def _take_back(case: Case, evaluation: Evaluation, plan: Plan) -> Plan:
    """Give single cents of own cash back to payers that were rounded down, as long as the exact optimum allows."""
    known = set(violations(case, plan, rounding=0))
    for column, exact in evaluation.payments.items():
        if plan.own_cash <= ceil(evaluation.own_cash):
            break
        if column.sort in {"money", "donation"} and exact and plan.own.get(column.item, 0) > 0:
            fuller = _with_one_cent(plan, column)
            if known.issuperset(violations(case, fuller, rounding=0)):
                plan = fuller
    return plan


def _with_one_cent(plan: Plan, column: Column) -> Plan:
    own = {item: cents - (item == column.item) for item, cents in plan.own.items()}
    own = {item: cents for item, cents in own.items() if cents}
    if column.sort == "donation":
        more = plan.donations.get(column.item, 0) + 1
        return replace(plan, own=own, donations={**plan.donations, column.item: more})
    place = (column.programme, column.item)
    return replace(plan, own=own, flows={**plan.flows, place: plan.flows.get(place, 0) + 1})


def _bases(case: Case, evaluation: Evaluation) -> Iterator[tuple[tuple[str, str], Fraction]]:
    for name in evaluation.names:
        for item in case.eligible_items(case.by_id[name]):
            whole = Fraction(case.cost_of[item])
            yield (name, item), evaluation.payments.get(base(name, item), whole)
