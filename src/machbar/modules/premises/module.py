"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import DayPart, Module, Panel, ProjectPage
from machbar.foundation.towns.models import Town
from machbar.modules.premises import mediation_history, mediation_surfaces
from machbar.modules.premises.demand_findable import DEMANDS
from machbar.modules.premises.demand_history import DEMAND_EVENTS
from machbar.modules.premises.demand_surfaces import (
    demand_area_pages,
    demand_counter,
    demand_daily,
    demand_day_part,
    demand_front,
    demand_kiosk,
    demand_project_panels,
    demand_site_pages,
)
from machbar.modules.premises.mediation_day import mediation_day, tell_of_ends
from machbar.modules.premises.views.demand_queue import queue, queue_panel, queue_size
from machbar.modules.premises.views.mediation_calls import to_reach


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """What waits on the team's start page, one part a slice."""
    parts = (demand_day_part(actor, today), mediation_day(actor, today))
    return [part for part in parts if part is not None]


def daily(town: Town, today: date) -> None:
    """The worker's clock."""
    demand_daily(town, today)
    tell_of_ends(town=town, today=today, at=timezone.now())


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """What stands on a project's pages, one part a slice."""
    return [
        *demand_project_panels(actor, project, page),
        *mediation_surfaces.mediation_panels(actor, project, page),
    ]


MODULE = Module(
    key="premises",
    name=_("Rooms and demand"),
    summary=_(
        "Empty premises with their owners' consent, searches, explained matching, and the house's own room."
    ),
    urls="machbar.modules.premises.urls",
    needs=frozenset({"projects"}),
    area_pages=demand_area_pages,
    counter=demand_counter,
    daily=daily,
    day_page=day_page,
    event_labels={**DEMAND_EVENTS, **mediation_history.EVENT_LABELS},
    findables=(DEMANDS,),
    front=demand_front,
    kiosk=demand_kiosk,
    project_panels=project_panels,
    queue=queue,
    queue_panel=queue_panel,
    queue_size=queue_size,
    site_pages=demand_site_pages,
    # mediation
    slot_evidence=mediation_surfaces.slot_evidence,
    timeline=mediation_surfaces.timeline,
    known_facts=mediation_surfaces.known_facts,
    to_reach=to_reach,
    traced=mediation_history.traced,
)
