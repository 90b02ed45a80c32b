"""The mixed-integer model of financing.md, section 2, on HiGHS. One function a rule; amounts in euros here.

HiGHS works in floating point, and a relaxed binary can leak money. Therefore every set of programmes that the
search proposes is solved again with its binaries fixed (`measure`), and only that figure counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from machbar.modules.funding.core.financing.model import Case, Kind, Programme

if TYPE_CHECKING:
    import highspy

CENT = 0.01
TOLERANCE = 1e-9
NODE_LIMIT = 100_000


@dataclass(frozen=True, kw_only=True)
class Measured:
    """What a fixed set of programmes achieves: own cash in euros, every variable, and the price of each rule."""

    programmes: tuple[str, ...]
    own: float
    values: Mapping[tuple[str, str, str], float]
    prices: Mapping[tuple[str, str], float]


@dataclass
class Model:
    """The variables and rules of one case inside a HiGHS instance."""

    case: Case
    solver: "highspy.Highs"
    used: dict[str, "highspy.highs_var"] = field(default_factory=dict)
    money: dict[tuple[str, str, str], "highspy.highs_var"] = field(default_factory=dict)
    rules: list[tuple[str, str, "highspy.highs_cons"]] = field(default_factory=list)
    is_proven: bool = True

    def add(self, rule: str, subject: str, constraint: object) -> None:
        """Add a rule under its name, so that its price can be read later."""
        self.rules.append((rule, subject, self.solver.addConstr(constraint)))

    def total(
        self, kind: str, payers: Iterable[str], items: Iterable[str]
    ) -> "highspy.highs_linear_expression":
        """The sum of one kind of money (flow, base, own, donation) over payers and items."""
        wanted = set(items)
        chosen = [
            variable
            for payer in payers
            for (name, who, item), variable in self._of(kind, payer)
            if item in wanted and who == payer and name == kind
        ]
        return self.solver.qsum(chosen)

    def _of(
        self, kind: str, payer: str
    ) -> "Iterable[tuple[tuple[str, str, str], highspy.highs_var]]":
        return (
            ((kind, payer, item.id), self.money[kind, payer, item.id])
            for item in self.case.items
            if (kind, payer, item.id) in self.money
        )


def build(case: Case) -> Model:
    """The model of a case, without an objective; own cash is not bounded here (financing.md, section 2)."""
    import highspy

    solver = highspy.Highs()  # type: ignore[no-untyped-call]
    options = {
        "output_flag": False,
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": CENT / 10,
        "mip_feasibility_tolerance": TOLERANCE,
        "primal_feasibility_tolerance": TOLERANCE,
        "dual_feasibility_tolerance": TOLERANCE,
        "mip_max_nodes": NODE_LIMIT,
    }
    for option, value in options.items():
        solver.setOptionValue(option, value)
    model = Model(case=case, solver=solver)
    _variables(model)
    _bills(model)
    for programme in case.programmes:
        _grant(model, programme)
        _own_contribution(model, programme)
        _public_money(model, programme)
    _conflicts(model)
    _purses(model)
    return model


def _variables(model: Model) -> None:
    case, solver = model.case, model.solver
    for programme in case.programmes:
        model.used[programme.id] = solver.addBinary()
        for item in case.items:
            if item.id not in programme.eligible:
                continue
            cost = item.cost / 100
            base = solver.addVariable(lb=0, ub=cost)
            flow = solver.addVariable(lb=0, ub=cost)
            model.money["base", programme.id, item.id] = base
            model.money["flow", programme.id, item.id] = flow
            model.add("use", programme.id, base <= cost * model.used[programme.id])
            model.add("flow", programme.id, flow <= base)
    for item in case.items:
        model.money["own", "", item.id] = solver.addVariable(lb=0, ub=item.cost / 100)
        model.money["donation", "", item.id] = solver.addVariable(lb=0, ub=item.cost / 100)


def _ids(case: Case) -> list[str]:
    return [item.id for item in case.items]


def _bills(model: Model) -> None:
    """Rule 1: every bill is paid once."""
    for item in model.case.items:
        payers = [
            programme.id for programme in model.case.programmes if item.id in programme.eligible
        ]
        paid = model.total("flow", payers, [item.id])
        own = model.money["own", "", item.id] + model.money["donation", "", item.id]
        model.add("bill", item.id, paid + own == item.cost / 100)


def base_expression(model: Model, programme: Programme) -> "highspy.highs_linear_expression":
    """b_p: what counts of the items, and recognised volunteer work where the programme is used."""
    counted = model.total("base", [programme.id], _ids(model.case))
    return counted + programme.inkind_recognised / 100 * model.used[programme.id]


def grant_expression(model: Model, programme: Programme) -> "highspy.highs_linear_expression":
    """g_p: all money of the programme."""
    return model.total("flow", [programme.id], _ids(model.case))


def _grant(model: Model, programme: Programme) -> None:
    """Rule 3: rate, fixed sum, ceiling, least grant, bounds of the base, full financing alone."""
    used, key = model.used[programme.id], programme.id
    grant, base = grant_expression(model, programme), base_expression(model, programme)
    rate = programme.bounding_rate
    if rate is not None:
        model.add("rate", key, grant - float(rate) * base <= 0)
    if programme.kind is Kind.FIXED and programme.amount is not None:
        model.add("amount", key, grant - programme.amount / 100 * used == 0)
    if programme.max is not None:
        model.add("max", key, grant - programme.max / 100 * used <= 0)
    model.add("min", key, grant - max(programme.min / 100, CENT) * used >= 0)
    if programme.minbase:
        model.add("minbase", key, base - programme.minbase / 100 * used >= 0)
    if programme.maxbase is not None:
        model.add("maxbase", key, base - programme.maxbase / 100 * used <= 0)
    if programme.kind is Kind.FULL:
        for other, use in model.used.items():
            if other != key:
                model.add("full", key, used + use <= 1)


def _own_contribution(model: Model, programme: Programme) -> None:
    """Rule 4: least own contribution as a share of the base (nothing to add where the base is zero)."""
    if not programme.own_share:
        return
    items = list(programme.eligible)
    own = model.total("own", [""], items)
    if programme.donations_count:
        own = own + model.total("donation", [""], items)
    own = own + programme.inkind_recognised / 100 * model.used[programme.id]
    needed = float(programme.own_share) * base_expression(model, programme)
    model.add("own_share", programme.id, own - needed >= 0)


def _public_money(model: Model, programme: Programme) -> None:
    """Rules 5 and 6: the ceiling of public money, and national co-financing."""
    case, items = model.case, list(programme.eligible)
    if programme.public_cap is not None:
        public = [each.id for each in case.programmes if each.public]
        money = model.total("flow", public, items)
        most = float(programme.public_cap) * base_expression(model, programme)
        everything = sum(item.cost for item in case.items if item.id in programme.eligible) / 100
        slack = everything - everything * model.used[programme.id]
        model.add("public_cap", programme.id, money - most - slack <= 0)
    if programme.cofin:
        national = [
            each.id for each in case.programmes if each.national_public and each.id != programme.id
        ]
        needed = float(programme.cofin) * grant_expression(model, programme)
        model.add("cofin", programme.id, model.total("flow", national, items) - needed >= 0)


def _conflicts(model: Model) -> None:
    """Rule 7: who may not stand together, who may not count the same cost, who needs whom."""
    for first, second in model.case.project_conflicts:
        model.add(
            "project_conflict", f"{first}+{second}", model.used[first] + model.used[second] <= 1
        )
    for first, second in model.case.same_cost_conflicts:
        for item in model.case.items:
            bases = [model.money.get(("base", each, item.id)) for each in (first, second)]
            shared = [base for base in bases if base is not None]
            if len(shared) == 2:
                most = item.cost / 100
                model.add("same_cost_conflict", f"{first}+{second}", shared[0] + shared[1] <= most)
    for programme in model.case.programmes:
        for needed in programme.requires:
            used = model.used[programme.id] - model.used[needed]
            model.add("requires", programme.id, used <= 0)


def _purses(model: Model) -> None:
    """Rules 1 and 8: donations and de-minimis aid that are left."""
    given = model.total("donation", [""], _ids(model.case))
    model.add("donations", "", given <= model.case.donations / 100)
    if model.case.de_minimis_left is not None:
        aided = [each.id for each in model.case.programmes if each.de_minimis]
        aid = model.total("flow", aided, _ids(model.case))
        model.add("de_minimis", "", aid <= model.case.de_minimis_left / 100)


def own_expression(model: Model) -> "highspy.highs_linear_expression":
    """Σ o_i, the own cash."""
    return model.total("own", [""], _ids(model.case))


def search(model: Model, objective: object, *, maximise: bool = False) -> frozenset[str] | None:
    """The set of programmes that is best for an objective, or None where no set is left."""
    import highspy

    if maximise:
        model.solver.maximize(objective)
    else:
        model.solver.minimize(objective)
    status = model.solver.getModelStatus()
    if status == highspy.HighsModelStatus.kInfeasible:
        return None
    if status != highspy.HighsModelStatus.kOptimal:
        model.is_proven = False
        if (
            model.solver.getInfo().primal_solution_status
            != highspy.SolutionStatus.kSolutionStatusFeasible
        ):
            return None
    values = model.solver.vals(list(model.used.values())) if model.used else []
    return frozenset(key for key, value in zip(model.used, values, strict=True) if value > 0.5)


def forbid(model: Model, programmes: frozenset[str]) -> None:
    """Never propose exactly this set again."""
    if not model.used:
        return
    inside = [model.used[key] for key in programmes]
    outside = [use for key, use in model.used.items() if key not in programmes]
    distance = model.solver.qsum(outside) - model.solver.qsum(inside)
    model.add("forbidden", "", distance >= 1 - len(inside))


def lift_bans(model: Model, count: int) -> None:
    """Lift the last ``count`` bans that `forbid` added."""
    bans = [at for at, (rule, _subject, _row) in enumerate(model.rules) if rule == "forbidden"]
    for at in reversed(bans[len(bans) - count :]):
        row = model.rules.pop(at)[2]
        model.solver.changeRowBounds(row.index, -float("inf"), float("inf"))


def measure(case: Case, programmes: frozenset[str]) -> Measured | None:
    """The least own cash of exactly this set of programmes, or None where the set breaks a rule."""
    import highspy

    if any(
        not programmes.issuperset(each.requires)
        for each in case.programmes
        if each.id in programmes
    ):
        return None
    fixed = build(_only(case, programmes))
    for use in fixed.used.values():
        fixed.solver.changeColBounds(use.index, 1.0, 1.0)
        fixed.solver.changeColIntegrality(use.index, highspy.HighsVarType.kContinuous)
    fixed.solver.minimize(own_expression(fixed))
    if fixed.solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    solution = fixed.solver.getSolution()
    prices = {
        (rule, subject): abs(solution.row_dual[constraint.index])
        for rule, subject, constraint in fixed.rules
        if abs(solution.row_dual[constraint.index]) > TOLERANCE
    }
    return Measured(
        programmes=tuple(sorted(programmes)),
        own=fixed.solver.getObjectiveValue(),
        values={key: solution.col_value[use.index] for key, use in fixed.money.items()},
        prices=prices,
    )


def _only(case: Case, programmes: frozenset[str]) -> Case:
    """The case with only these programmes; what is left of the conflicts concerns them alone."""
    return replace(
        case,
        programmes=tuple(each for each in case.programmes if each.id in programmes),
        project_conflicts=tuple(p for p in case.project_conflicts if programmes.issuperset(p)),
        same_cost_conflicts=tuple(p for p in case.same_cost_conflicts if programmes.issuperset(p)),
    )


def weighted(model: Model, weights: Sequence[tuple[str, int]]) -> "highspy.highs_linear_expression":
    """The weighted sum of the binaries."""
    return model.solver.qsum([weight * model.used[key] for key, weight in weights])
