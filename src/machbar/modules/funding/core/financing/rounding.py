"""From the solver's floating point to whole cents: grants are rounded down, own cash takes the rest."""

from fractions import Fraction
from math import floor

from machbar.modules.funding.core.financing.milp import Measured
from machbar.modules.funding.core.financing.model import Case, Kind, Plan, Programme

# A value this close below a whole cent is that cent: the solver's own tolerance, far below a tenth of a cent.
NEARLY = 1e-4


def cents_down(euros: float) -> int:
    """Whole cents, rounded down."""
    return max(0, floor(euros * 100 + NEARLY))


def plan_of(case: Case, measured: Measured) -> Plan:
    """The plan in whole cents: each grant rounded down, a fixed grant exact, no least grant lost by a cent."""
    used = [programme for programme in case.programmes if programme.id in measured.programmes]
    left = {item.id: item.cost for item in case.items}
    flows: dict[tuple[str, str], int] = {}
    for programme in used:
        for item, amount in _grant_flows(case, programme, measured, left).items():
            flows[programme.id, item] = amount
            left[item] -= amount
    donations = _donations(case, measured, left)
    return Plan(
        programmes=measured.programmes,
        flows=flows,
        bases=_bases(case, used, measured, flows),
        own={item: amount - donations.get(item, 0) for item, amount in left.items()},
        donations=donations,
        admin=sum((programme.admin for programme in used), start=Fraction(0)),
    )


def _grant_flows(
    case: Case, programme: Programme, measured: Measured, left: dict[str, int]
) -> dict[str, int]:
    exact = {
        item.id: measured.values.get(("flow", programme.id, item.id), 0.0) for item in case.items
    }
    grant = cents_down(sum(exact.values()))
    if programme.kind is Kind.FIXED and programme.amount is not None:
        grant = programme.amount
    flows = {item: min(cents_down(amount), left[item]) for item, amount in exact.items()}
    missing = grant - sum(flows.values())
    for item in sorted(flows, key=lambda each: (-exact[each], each)):
        if missing <= 0 or exact[item] <= 0:
            break
        more = min(missing, left[item] - flows[item])
        flows[item] += more
        missing -= more
    return {item: amount for item, amount in flows.items() if amount}


def _bases(
    case: Case, used: list[Programme], measured: Measured, flows: dict[tuple[str, str], int]
) -> dict[tuple[str, str], int]:
    bases = {}
    for programme in used:
        for item in case.items:
            exact = measured.values.get(("base", programme.id, item.id), 0.0)
            counted = max(cents_down(exact), flows.get((programme.id, item.id), 0))
            if counted:
                bases[programme.id, item.id] = min(counted, item.cost)
    return bases


def _donations(case: Case, measured: Measured, left: dict[str, int]) -> dict[str, int]:
    """Donations as the solver placed them; cents that rounding freed go to what is still to be paid."""
    exact = {item.id: measured.values["donation", "", item.id] for item in case.items}
    donations = {item: min(cents_down(amount), left[item]) for item, amount in exact.items()}
    spare = min(cents_down(sum(exact.values())), case.donations) - sum(donations.values())
    for item in sorted(donations, key=lambda each: (-exact[each], each)):
        more = max(0, min(spare, left[item] - donations[item]))
        donations[item] += more
        spare -= more
    return {item: amount for item, amount in donations.items() if amount}
