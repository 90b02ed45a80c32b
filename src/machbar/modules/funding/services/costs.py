"""Costs, own money and donations of a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.funding.exceptions import TooMuch
from machbar.modules.funding.models import CostLine, FinancingPlan
from machbar.modules.funding.services.changing import count_change, plan_for
from machbar.modules.funding.services.solving import refresh_plan
from machbar.modules.projects.models import Project

MOST_LINES = 40


@dataclass(frozen=True, kw_only=True)
class CostEntry:
    """One row of the cost table as it shall be; ``line`` is None for a new one. Amount in whole cents."""

    line: int | None
    label: str
    cents: int


def set_costs(
    *, project: Project, by: Actor, at: datetime, seen_version: int, entries: Sequence[CostEntry]
) -> None:
    """Make the cost table what ``entries`` say; lines that are not named go. Sending it twice changes nothing."""
    if len(entries) > MOST_LINES:
        raise TooMuch(
            _("A plan takes at most %(n)d costs. Please put some together.") % {"n": MOST_LINES}
        )
    with transaction.atomic():
        lines = {line.pk: line for line in project.cost_lines.all()}
        if [(line.label, line.cents) for line in lines.values()] == [
            (entry.label, entry.cents) for entry in entries
        ]:
            return
        count_change(project, at, seen_version=seen_version)
        _write(project, lines, entries)
        record("costs.changed", on=project, by=by, payload=_trace(entries))
    refresh_plan(project=project)


def add_cost_line(*, project: Project, by: Actor, at: datetime, label: str, cents: int) -> None:
    """Add one cost at the end of the table."""
    present = [
        CostEntry(line=line.pk, label=line.label, cents=line.cents)
        for line in project.cost_lines.all()
    ]
    set_costs(
        project=project,
        by=by,
        at=at,
        seen_version=plan_for(project, at).version,
        entries=[*present, CostEntry(line=None, label=label, cents=cents)],
    )


def set_own_money(
    *,
    project: Project,
    by: Actor,
    at: datetime,
    own_cash: int,
    donations: int = 0,
    de_minimis_left: int | None = None,
) -> None:
    """Say how much own money and how many donations there are, and the room for de-minimis aid; all in cents."""
    amounts = {"own_cash": own_cash, "donations": donations, "de_minimis_left": de_minimis_left}
    with transaction.atomic():
        plans = FinancingPlan.objects.filter(pk=plan_for(project, at).pk)
        if plans.filter(**amounts).exists():
            return
        count_change(project, at)
        plans.update(**amounts)
        record("own_money.changed", on=project, by=by, payload=amounts)
    refresh_plan(project=project)


def _write(project: Project, lines: dict[int, CostLine], entries: Sequence[CostEntry]) -> None:
    kept = {entry.line for entry in entries}
    CostLine.objects.filter(pk__in=lines.keys() - kept).delete()
    for position, entry in enumerate(entries, start=1):
        line = lines.get(entry.line) if entry.line is not None else None
        line = line or CostLine(project=project)
        line.label, line.cents, line.position = entry.label, entry.cents, position
        line.save()


def _trace(entries: Sequence[CostEntry]) -> dict[str, object]:
    return {"lines": [[entry.label, entry.cents] for entry in entries]}
