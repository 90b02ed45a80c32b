"""Taking programmes into a project's plan, changing their numbers, taking them out."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.modules.funding.core.planning import kind_of
from machbar.modules.funding.core.record import CatalogueEntry, stored_entry
from machbar.modules.funding.exceptions import NotForPlans, TooMuch
from machbar.modules.funding.models import ChosenProgramme, Programme
from machbar.modules.funding.services.changing import count_change
from machbar.modules.funding.services.solving import refresh_plan
from machbar.modules.projects.models import Project

MOST_PROGRAMMES = 20
EFFORT = {"EU": 5, "BUND": 3, "LAND": 3}
EFFORT_ELSEWHERE = 2


def choose_programme(
    *, project: Project, programme: Programme, by: Actor, at: datetime, applicant: str = ""
) -> None:
    """Take a programme into the plan with the numbers of its record; a second click changes nothing."""
    choose_programmes(project=project, programmes=[programme], by=by, at=at, applicant=applicant)


def choose_programmes(
    *,
    project: Project,
    programmes: Sequence[Programme],
    by: Actor,
    at: datetime,
    applicant: str = "",
) -> int:
    """Take programmes into the plan, all or none, and say how many are new there; a second click changes nothing.

    ``applicant`` is the kind of applicant whose rate counts. Raises `NotForPlans` and `TooMuch`.
    """
    for programme in programmes:
        _refuse(programme, stored_entry(programme.record))
    with transaction.atomic():
        new = sum(_choose(project, programme, by, at, applicant) for programme in programmes)
        if ChosenProgramme.objects.filter(project=project).count() > MOST_PROGRAMMES:
            raise TooMuch(_("A plan takes at most %(n)d programmes.") % {"n": MOST_PROGRAMMES})
        if new:
            count_change(project, at)
    if new:
        refresh_plan(project=project)
    return new


def change_programme(
    *,
    chosen: ChosenProgramme,
    by: Actor,
    at: datetime,
    numbers: Mapping[str, object],
    not_for: Iterable[int],
) -> None:
    """Save the numbers of a programme in this project: from its guideline, its application or its award notice.

    ``not_for`` are the ids of the project's costs that it does not pay.
    """
    with transaction.atomic():
        ChosenProgramme.objects.filter(pk=chosen.pk).update(**numbers)
        chosen.not_for.set(chosen.project.cost_lines.filter(pk__in=not_for))
        count_change(chosen.project, at)
        _record("programme.numbers_changed", chosen, by, **numbers)
    refresh_plan(project=chosen.project)


def drop_programme(*, chosen: ChosenProgramme, by: Actor, at: datetime) -> None:
    """Take a programme out of the plan; a second click changes nothing."""
    with transaction.atomic():
        _record("programme.dropped", chosen, by)
        chosen.delete()
        count_change(chosen.project, at)
    refresh_plan(project=chosen.project)


def first_numbers(entry: CatalogueEntry, applicant: str = "") -> dict[str, object]:
    """The numbers that a record gives for a plan; people then set those of their own case."""
    kind = kind_of(entry)
    return {
        "kind": kind.value,
        "rate": entry.rate_for(applicant) or None,
        "amount": entry.most if kind.value == "fixed" else None,
        "most": entry.most,
        "least": entry.least or 0,
        "own_share": entry.own_share or 0,
        "effort": EFFORT.get(entry.level, EFFORT_ELSEWHERE),
    }


def can_be_planned_with(programme: Programme) -> bool:
    """Whether a programme can stand in a plan and its record says how much it pays."""
    entry = stored_entry(programme.record)
    first = first_numbers(entry)
    is_known = first["rate"] is not None or (
        first["kind"] != ChosenProgramme.GrantKind.SHARE and entry.most is not None
    )
    return is_known and not entry.is_loan and programme.status != Programme.Status.ENDED


def _choose(
    project: Project, programme: Programme, by: Actor, at: datetime, applicant: str
) -> bool:
    chosen, is_new = ChosenProgramme.objects.get_or_create(
        project=project,
        programme=programme,
        defaults={
            **first_numbers(stored_entry(programme.record), applicant),
            "chosen_at": at,
        },
    )
    if is_new:
        _record("programme.chosen", chosen, by)
    return is_new


def _record(event: str, chosen: ChosenProgramme, by: Actor, **more: object) -> None:
    """On the project, because a programme may go out of its plan."""
    programme = chosen.programme
    payload = {"programme": programme.key, "name": str(programme), **more}
    record(event, on=chosen.project, by=by, payload=payload)


def _refuse(programme: Programme, entry: CatalogueEntry) -> None:
    if programme.status == Programme.Status.ENDED:
        raise NotForPlans(
            _("%(programme)s has ended. It stays in the catalogue as history.")
            % {"programme": programme}
        )
    if entry.is_loan:
        raise NotForPlans(
            _(
                "%(programme)s is a loan. It bridges time but pays no costs, because it is paid back."
            )
            % {"programme": programme}
        )
