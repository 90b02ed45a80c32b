"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayPart, Module, Panel, ProjectPage
from machbar.foundation.towns.models import Town
from machbar.modules.premises import mediation_history, mediation_surfaces
from machbar.modules.premises.mediation_day import mediation_day, tell_of_ends
from machbar.modules.premises.views.mediation_calls import to_reach


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """Visits, answers that are due, uses near their end."""
    parts = (mediation_day(actor, today),)
    return [part for part in parts if part is not None]


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """The rooms on their way."""
    return mediation_surfaces.mediation_panels(actor, project, page)


def daily(town: Town, today: date) -> None:
    """The worker's clock: both sides hear in time that a use ends."""
    tell_of_ends(town=town, today=today, at=timezone.now())


MODULE = Module(
    key="premises",
    name=_("Rooms and demand"),
    summary=_(
        "Empty premises with their owners' consent, searches, explained matching, and the house's own room."
    ),
    urls="machbar.modules.premises.urls",
    needs=frozenset({"projects"}),
    day_page=day_page,
    daily=daily,
    project_panels=project_panels,
    slot_evidence=mediation_surfaces.slot_evidence,
    timeline=mediation_surfaces.timeline,
    known_facts=mediation_surfaces.known_facts,
    to_reach=to_reach,
    event_labels={**mediation_history.EVENT_LABELS},
    traced=mediation_history.traced,
)
