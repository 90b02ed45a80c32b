"""The problem that is left when the programmes are fixed: a small linear programme with exact numbers."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from machbar.modules.funding.core.financing.rows import Column, Row, Rule, Rulebook


@dataclass(frozen=True, kw_only=True)
class Limit:
    """sum(terms) <= most over columns counted from 0; ``row`` is where it comes from."""

    row: Row
    terms: Mapping[int, Fraction]
    most: Fraction


@dataclass(frozen=True, kw_only=True)
class FixedProblem:
    """Pay as much as possible: maximise the sum of ``paying`` columns, every column at least 0, within ``limits``."""

    columns: tuple[Column, ...]
    paying: frozenset[int]
    limits: tuple[Limit, ...]


def fix_programmes(
    rulebook: Rulebook, programmes: frozenset[str], *, without: Iterable[Row] = ()
) -> FixedProblem | None:
    """The linear programme of one set of programmes; None where the set alone breaks a rule.

    Rows in ``without`` are left out: that is how one asks what a rule costs.
    """
    dropped = {id(row) for row in without}
    numbers: dict[Column, int] = {}
    limits = []
    for row in rulebook.rows:
        if id(row) in dropped or _says_nothing(row, programmes):
            continue
        limit = _limit(row, programmes, numbers)
        if limit.terms:
            limits.append(limit)
        elif limit.most < 0:
            return None
    paying = (at for column, at in numbers.items() if column.sort in {"money", "donation"})
    return FixedProblem(columns=tuple(numbers), paying=frozenset(paying), limits=tuple(limits))


def _says_nothing(row: Row, programmes: frozenset[str]) -> bool:
    """Rows of unused programmes, and bounds on single payments that the bill already holds."""
    if row.rule in {Rule.REQUIRES, Rule.PROJECT_CONFLICT}:
        return False
    if not programmes.issuperset(row.programmes):
        return True
    return row.rule is Rule.ELIGIBLE and all(column.sort != "base" for column in row.terms)


def _limit(row: Row, programmes: frozenset[str], numbers: dict[Column, int]) -> Limit:
    terms: dict[int, Fraction] = {}
    most = row.most
    for column, factor in row.terms.items():
        if column.sort == "use":
            most -= factor if column.programme in programmes else 0
        elif column.sort == "donation" or column.programme in programmes:
            terms[numbers.setdefault(column, len(numbers))] = factor
    return Limit(row=row, terms=terms, most=most)
