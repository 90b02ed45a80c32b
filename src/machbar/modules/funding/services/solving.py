"""Computing the plan of a project and storing it, so that looking at a page never waits for the solver.

Small plans (most of them) are computed by the deed that changed them, in the web process: 20 to 300 ms, and the
solver, loaded when it is first needed, adds 20 MB to that process (measured: 49 to 70 MB), which stays below the 90 MB
of a web worker. Bigger ones go to the background worker; until then the page says that it is being computed.
"""

import logging
from collections.abc import Sequence
from functools import partial
from typing import TypedDict, cast

from django.db import transaction
from django.utils import timezone
from django_tasks import task

from machbar.modules.funding.core.financing import NotVerified, SolverFailed, solve, trade_off
from machbar.modules.funding.core.planning import (
    Choice,
    Cost,
    Purse,
    case_of_plan,
    dearer,
    grants_of,
)
from machbar.modules.funding.models import FAILED, RESULT_SHAPE, FinancingPlan
from machbar.modules.funding.selectors import (
    choices_of,
    costs_of,
    judged,
    plan_of,
    purse_of,
    with_money,
)
from machbar.modules.projects.models import Project
from machbar.reasoning.verdicts import Answer

log = logging.getLogger("machbar.funding")
MOST_PROGRAMMES_AT_ONCE = 6
MOST_LINES_AT_ONCE = 12
WHAT_IF_PERCENT = 10


class WhatIf(TypedDict):
    """The plan where everything costs more; amounts in cents."""

    cost: int
    own_cash: int
    missing: int


class Row(TypedDict):
    """One line of the trade-off: which programmes, the own cash they leave (cents), and their effort."""

    programmes: list[str]
    own_cash: int
    effort: int


class Result(TypedDict):
    """A computed plan as it is stored; amounts in cents, costs by the id of their line, programmes by key.

    ``shape`` counts up whenever a field is added, so that results of an older version are computed anew.
    """

    shape: int
    status: str
    cost: int
    own_cash: int
    missing: int
    donations: int
    grants: dict[str, int]
    flows: list[tuple[str, str, int]]
    own: dict[str, int]
    given: dict[str, int]
    binding: list[str]
    rows: list[Row]
    left_out: list[str]
    refused: list[str]
    dearer: WhatIf


def refresh_plan(*, project: Project) -> None:
    """Compute the plan anew after a change: at once where it is small, else by the background worker."""
    current = with_money(Project.objects.filter(pk=project.pk)).get()
    plan = plan_of(current)
    if plan is None:
        return
    if is_small(current):
        store_plan(current)
        return
    project_id = current.pk
    transaction.on_commit(partial(plan_project.enqueue, project_id))


def is_small(project: Project) -> bool:
    """Whether a page may wait for the solver; load costs and chosen programmes first."""
    return (
        len(project.chosen_programmes.all()) <= MOST_PROGRAMMES_AT_ONCE
        and len(project.cost_lines.all()) <= MOST_LINES_AT_ONCE
    )


def result_of(project: Project) -> Result | None:
    """The plan for the present inputs: the stored one, or a small one computed now (after an upgrade, say).

    None without costs, while the worker computes a big one, and where no plan could be verified
    (`FinancingPlan.has_failed`). Nothing is stored.
    """
    plan = plan_of(project)
    if plan is None or plan.has_failed:
        return None
    if plan.is_up_to_date:
        return cast("Result", plan.result)
    if not is_small(project):
        return None
    try:
        return _computed(project, plan)
    except (NotVerified, SolverFailed) as error:
        _log_failure(project, error)
        return None


@task()
def plan_project(project: int) -> None:
    """The worker's part: compute a plan that is too big for a page; may run any number of times."""
    for current in with_money(Project.objects.filter(pk=project)):
        store_plan(current)


def store_plan(project: Project) -> None:
    """Compute and store; a change that came meanwhile wins, its own computation follows.

    Where no plan can be verified, that is what is stored: what somebody typed is kept, and the page says so.
    """
    plan = plan_of(project)
    if plan is None:
        return
    result: object
    try:
        result = _computed(project, plan)
    except (NotVerified, SolverFailed) as error:
        _log_failure(project, error)
        result = {"shape": RESULT_SHAPE, "status": FAILED}
    FinancingPlan.objects.filter(pk=plan.pk, version=plan.version).update(
        result=result, planned_version=plan.version
    )


def _log_failure(project: Project, error: Exception) -> None:
    log.error("no plan for project %s: %s", project.public_id, type(error).__name__)


def _computed(project: Project, plan: FinancingPlan) -> Result | None:
    result = compute(
        costs_of(project.cost_lines.all()),
        choices_of(project.chosen_programmes.all()),
        purse_of(plan),
    )
    if result is not None:
        result["refused"] = _refused(project)
    return result


def _refused(project: Project) -> list[str]:
    """The chosen programmes that a rule excludes, with the answers known today."""
    keys = [each.programme.key for each in project.chosen_programmes.all()]
    found = judged(project, keys, timezone.localdate())
    return [key for key, (_row, _core, verdict) in found.items() if verdict.answer is Answer.NO]


def compute(costs: Sequence[Cost], choices: Sequence[Choice], purse: Purse) -> Result | None:
    """The best plan, own cash against effort, and the same with everything ten percent dearer; None without costs."""
    if not costs:
        return None
    case = case_of_plan(costs, choices, purse)
    answer = solve(case, alternatives=0)
    more = case_of_plan(dearer(costs, WHAT_IF_PERCENT), choices, purse)
    worse = solve(more, alternatives=0)
    plan = answer.plan
    return Result(
        shape=RESULT_SHAPE,
        status=answer.status.value,
        cost=case.cost,
        own_cash=plan.own_cash,
        missing=answer.missing,
        donations=plan.donations_used,
        grants=dict(grants_of(plan)),
        flows=[(payer, item, cents) for (payer, item), cents in plan.flows.items() if cents],
        own={item: cents for item, cents in plan.own.items() if cents},
        given={item: cents for item, cents in plan.donations.items() if cents},
        binding=list(answer.binding),
        rows=[
            Row(programmes=list(row.programmes), own_cash=row.own_cash, effort=int(row.admin))
            for row in trade_off(case)
        ],
        refused=[],
        left_out=[choice.entry.key for choice in choices if not choice.can_be_planned],
        dearer=WhatIf(cost=more.cost, own_cash=worse.plan.own_cash, missing=worse.missing),
    )
