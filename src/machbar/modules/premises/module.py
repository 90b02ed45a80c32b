"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Area, DayPart, Module, NavigationEntry
from machbar.foundation.towns.models import Town
from machbar.modules.premises.day import register_part
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
from machbar.modules.premises.findable import FINDABLE
from machbar.modules.premises.history import EVENT_LABELS
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.tables import UNITS
from machbar.modules.premises.views.demand_queue import queue, queue_panel, queue_size

AREA = "werkstatt/raeume"


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The register, for who keeps it."""
    entries: list[NavigationEntry] = []
    if can_work_on_premises(actor):
        label = pgettext_lazy("staff menu", "Rooms")
        entries.append(_entry(Area.STAFF, label, "units", 50))
    return entries


def area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """The pages beside each other in this area."""
    entries: list[NavigationEntry] = []
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, _("Register"), "units", 10))
        entries.append(_entry(Area.STAFF, _("Street list"), "houses", 20))
    return [*entries, *demand_area_pages(actor)]


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """What waits on the team's start page, one part a slice."""
    parts = (register_part(actor, today), demand_day_part(actor, today))
    return [part for part in parts if part is not None]


def daily(town: Town, today: date) -> None:
    """The worker's clock."""
    demand_daily(town, today)


def _entry(area: Area, label: object, route: str, position: int) -> NavigationEntry:
    return NavigationEntry(
        area=area,
        label=label,  # type: ignore[arg-type]
        url=reverse(f"premises:{route}"),
        section=AREA,
        position=position,
    )


MODULE = Module(
    key="premises",
    name=_("Rooms and demand"),
    summary=_(
        "Empty premises with their owners' consent, searches, explained matching, and the house's own room."
    ),
    urls="machbar.modules.premises.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    area_pages=area_pages,
    counter=demand_counter,
    daily=daily,
    day_page=day_page,
    event_labels={**EVENT_LABELS, **DEMAND_EVENTS},
    findables=(FINDABLE, DEMANDS),
    tables=(UNITS,),
    front=demand_front,
    kiosk=demand_kiosk,
    project_panels=demand_project_panels,
    queue=queue,
    queue_panel=queue_panel,
    queue_size=queue_size,
    site_pages=demand_site_pages,
)
