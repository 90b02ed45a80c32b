"""The one place that talks to HiGHS: sparse models in, plain numbers out. highspy is imported when it is needed.

One thread, a fixed seed and no clock: the same model gives the same answer on every run.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import inf
from typing import TYPE_CHECKING, TypeAlias

from machbar.modules.funding.core.financing.exact import Hint

if TYPE_CHECKING:
    import highspy

SparseRow: TypeAlias = "tuple[Mapping[int, float], float]"
"""sum(terms) <= most."""

TOLERANCES = (1e-9, 1e-8, 1e-7, 1e-6)
"""HiGHS refuses its own answer where it misses the tolerance by a rounding error: then the next one is tried."""


@dataclass(frozen=True, kw_only=True)
class Model:
    """Minimise sum(costs) within rows; columns lie between 0 and ``most``, the first ``binaries`` are 0 or 1."""

    most: Sequence[float]
    binaries: int = 0
    rows: Sequence[SparseRow]


@dataclass(frozen=True, kw_only=True)
class Task:
    """What to minimise, under which rows beyond the model's, with which binaries fixed."""

    costs: Mapping[int, float]
    rows: Sequence[SparseRow] = ()
    fixed: Mapping[int, int] = field(default_factory=dict)
    gap: float = 1e-3
    most_nodes: int | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """The best point found (None: there is none), its value, and the bound no point can go below.

    ``is_proven`` is False where the limit on nodes ended the search.
    """

    columns: tuple[float, ...] | None
    value: float
    bound: float
    is_proven: bool


class SolverFailed(Exception):
    """HiGHS gave no usable answer; the text is its own status."""


def unit_for(cost: int) -> int:
    """How many cents make one unit of a model, so that its amounts stay between 1 and 10,000."""
    return int(10 ** max(0, len(str(cost)) - 4))


def solve(model: Model, task: Task) -> Found:
    """Minimise with branch and bound (or the simplex method where there are no binaries)."""
    import highspy

    solver, status = _run(model, task)
    if status in {
        highspy.HighsModelStatus.kInfeasible,
        highspy.HighsModelStatus.kUnboundedOrInfeasible,
    }:
        return Found(columns=None, value=inf, bound=inf, is_proven=True)
    is_proven = status == highspy.HighsModelStatus.kOptimal
    if not is_proven and status != highspy.HighsModelStatus.kSolutionLimit:
        raise SolverFailed(solver.modelStatusToString(status))
    info = solver.getInfo()
    has_point = info.primal_solution_status == 2
    return Found(
        columns=tuple(solver.getSolution().col_value) if has_point else None,
        value=info.objective_function_value if has_point else inf,
        bound=info.mip_dual_bound if model.binaries else info.objective_function_value,
        is_proven=is_proven,
    )


def _run(model: Model, task: Task) -> "tuple[highspy.Highs, highspy.HighsModelStatus]":
    import highspy

    for tolerance in TOLERANCES:
        solver = _solver(model, task, tolerance)
        solver.run()
        status = solver.getModelStatus()
        if status != highspy.HighsModelStatus.kSolveError:
            return solver, status
    raise SolverFailed("HiGHS misses every tolerance")


def final_basis(model: Model, costs: Mapping[int, float]) -> Hint | None:
    """The basis at which the simplex method ends, or None where HiGHS has none to give."""
    import highspy

    solver = _solver(model, Task(costs=costs), TOLERANCES[0])
    solver.setOptionValue("solver", "simplex")
    solver.run()
    basis = solver.getBasis()
    if not basis.valid:
        return None
    basic = highspy.HighsBasisStatus.kBasic
    return Hint(
        columns=tuple(at for at, state in enumerate(basis.col_status) if state == basic),
        tight_rows=frozenset(at for at, state in enumerate(basis.row_status) if state != basic),
    )


def as_floats(terms: Mapping[int, Fraction]) -> dict[int, float]:
    """Coefficients for HiGHS."""
    return {at: float(factor) for at, factor in terms.items()}


def _solver(model: Model, task: Task, tolerance: float) -> "highspy.Highs":
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options: dict[str, bool | int | float | str] = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "primal_feasibility_tolerance": tolerance,
        "dual_feasibility_tolerance": tolerance,
        "mip_feasibility_tolerance": tolerance,
        "mip_rel_gap": 0.0,
        "mip_allow_restart": False,
        "mip_abs_gap": task.gap,
    }
    if task.most_nodes is not None:
        options["mip_max_nodes"] = task.most_nodes
    for option, value in options.items():
        if solver.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise SolverFailed(option)
    if solver.passModel(_matrix(model, task)) == highspy.HighsStatus.kError:
        raise SolverFailed("passModel")
    return solver


def _matrix(model: Model, task: Task) -> "highspy.HighsLp":
    import highspy

    rows = [*model.rows, *task.rows]
    lp = highspy.HighsLp()
    lp.num_col_ = len(model.most)
    lp.num_row_ = len(rows)
    lp.col_cost_ = [task.costs.get(at, 0.0) for at in range(len(model.most))]
    lp.col_lower_ = [float(task.fixed.get(at, 0)) for at in range(len(model.most))]
    lp.col_upper_ = [float(task.fixed.get(at, most)) for at, most in enumerate(model.most)]
    lp.row_lower_ = [-inf] * len(rows)
    lp.row_upper_ = [most for _, most in rows]
    if model.binaries:
        whole = [highspy.HighsVarType.kInteger] * model.binaries
        rest = [highspy.HighsVarType.kContinuous] * (len(model.most) - model.binaries)
        lp.integrality_ = whole + rest
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    starts: list[int] = [0]
    indices: list[int] = []
    values: list[float] = []
    for terms, _ in rows:
        indices.extend(terms)
        values.extend(terms.values())
        starts.append(len(indices))
    lp.a_matrix_.start_ = starts
    lp.a_matrix_.index_ = indices
    lp.a_matrix_.value_ = values
    return lp
