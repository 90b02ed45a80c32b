"""The operation table of a project: three years of running costs, income and hours."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.projects.core import Line, add_up
from machbar.modules.projects.exceptions import ChangedMeanwhile
from machbar.modules.projects.models import OperationLine, OperationPlan, Project
from machbar.modules.projects.services.changing import touch

MOST_LINES = 40


@transaction.atomic
def set_operation(
    *,
    project: Project,
    lines: Sequence[Line],
    gap_covered_by: str,
    by: Actor,
    at: datetime,
    seen_version: int,
) -> None:
    """Make the table what ``lines`` say, unless somebody else saved since ``seen_version``."""
    plan, _is_new = OperationPlan.objects.get_or_create(
        project=project, defaults={"changed_at": at}
    )
    won = OperationPlan.objects.filter(pk=plan.pk, version=seen_version).update(
        gap_covered_by=gap_covered_by.strip(),
        totals=_totals(lines),
        version=F("version") + 1,
        changed_at=at,
    )
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this table meanwhile. Your entries are still here.")
        )
    project.operation_lines.all().delete()
    OperationLine.objects.bulk_create(
        _row(project, line, position) for position, line in enumerate(lines)
    )
    touch(project, at)
    payload = {"lines": [[line.side, line.label, *line.years] for line in lines]}
    record("project.operation_changed", on=project, by=by, payload=payload)


def _totals(lines: Sequence[Line]) -> list[list[int]]:
    found = add_up(lines)
    return [[year.costs, year.income, year.hours] for year in found.years] if found else []


def _row(project: Project, line: Line, position: int) -> OperationLine:
    first, second, third = line.years
    return OperationLine(
        project=project,
        side=line.side.value,
        label=line.label,
        year_1=first,
        year_2=second,
        year_3=third,
        position=position,
    )
