"""What a given set of programmes comes to: its least own cash and the payments that reach it, exactly."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import inf

from machbar.modules.funding.core.financing import highs
from machbar.modules.funding.core.financing.exact import maximise
from machbar.modules.funding.core.financing.fixed import FixedProblem, fix_programmes
from machbar.modules.funding.core.financing.model import Case
from machbar.modules.funding.core.financing.rows import Column, Rulebook


@dataclass(frozen=True, kw_only=True)
class Evaluation:
    """A set of programmes with its least own cash, in cents and exact, and one way of paying that reaches it."""

    programmes: frozenset[str]
    own_cash: Fraction
    payments: Mapping[Column, Fraction]

    @property
    def names(self) -> tuple[str, ...]:
        """The ids in alphabetical order."""
        return tuple(sorted(self.programmes))


def evaluate(rulebook: Rulebook, programmes: frozenset[str]) -> Evaluation | None:
    """The least own cash of a set of programmes; None where it cannot be granted together."""
    problem = fix_programmes(rulebook, programmes)
    if problem is None:
        return None
    hint = None
    if problem.columns:
        hint = highs.final_basis(
            model_of(rulebook.case, problem), dict.fromkeys(problem.paying, -1.0)
        )
    optimum = maximise(
        {at: Fraction(1) for at in sorted(problem.paying)},
        [(limit.terms, limit.most) for limit in problem.limits],
        columns=len(problem.columns),
        hint=hint,
    )
    if optimum is None:
        return None
    payments = zip(problem.columns, optimum.columns, strict=True)
    return Evaluation(
        programmes=programmes,
        own_cash=rulebook.case.cost - optimum.value,
        payments=dict(payments),
    )


def model_of(case: Case, problem: FixedProblem) -> highs.Model:
    """The linear programme for HiGHS, in units of `highs.unit_for` the case's cost."""
    unit = highs.unit_for(case.cost)
    return highs.Model(
        most=[inf] * len(problem.columns),
        rows=[(highs.as_floats(limit.terms), float(limit.most / unit)) for limit in problem.limits],
    )
