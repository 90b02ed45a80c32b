"""What every deed on a project's money shares: one row that counts the changes, locked by its version."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from machbar.modules.funding.exceptions import ChangedMeanwhile
from machbar.modules.funding.models import FinancingPlan
from machbar.modules.projects.models import Project


def plan_for(project: Project, at: datetime) -> FinancingPlan:
    """The plan of a project; it comes into being with the first thing that somebody says about money."""
    plan, _is_new = FinancingPlan.objects.get_or_create(
        project=project, defaults={"changed_at": at}
    )
    return plan


def count_change(project: Project, at: datetime, *, seen_version: int | None = None) -> None:
    """Count a change; with ``seen_version`` only where nobody changed anything since. Raises `ChangedMeanwhile`."""
    plans = FinancingPlan.objects.filter(pk=plan_for(project, at).pk)
    if seen_version is not None:
        plans = plans.filter(version=seen_version)
    if not plans.update(version=F("version") + 1, changed_at=at):
        raise ChangedMeanwhile(
            _(
                "Somebody else has changed the money of this project meanwhile. Your entries are still here."
            )
        )
