"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    DayPart,
    Module,
    NavigationEntry,
    Panel,
    ProjectPage,
    ReachPart,
    SitePage,
)
from machbar.foundation.towns.models import Town
from machbar.modules.premises.archive import archive
from machbar.modules.premises.findable.demand import DEMANDS
from machbar.modules.premises.findable.rooms import BOOKINGS
from machbar.modules.premises.findable.units import FINDABLE
from machbar.modules.premises.history import EVENT_LABELS
from machbar.modules.premises.history.mediation import traced
from machbar.modules.premises.personal import PERSONAL
from machbar.modules.premises.rules import (
    can_keep_bookings,
    can_see_figures,
    can_see_owners,
    can_work_on_premises,
)
from machbar.modules.premises.services.room_lapsing import give_unanswered_free
from machbar.modules.premises.surfaces import mediation, owners, public
from machbar.modules.premises.surfaces.demand import (
    demand_area_pages,
    demand_counter,
    demand_daily,
    demand_day_part,
    demand_front,
    demand_kiosk,
    demand_project_panels,
    demand_site_pages,
)
from machbar.modules.premises.surfaces.due import mediation_day, tell_of_ends
from machbar.modules.premises.surfaces.needs import needs_money
from machbar.modules.premises.surfaces.register import register_part
from machbar.modules.premises.surfaces.rooms import (
    room_dates,
    room_day_part,
    room_front,
    room_kiosk,
    room_site_pages,
)
from machbar.modules.premises.tables import UNITS
from machbar.modules.premises.views import mediation_calls
from machbar.modules.premises.views.corner import corner
from machbar.modules.premises.views.demand_queue import queue, queue_panel, queue_size
from machbar.reasoning.contact import ContactKind

AREA = "werkstatt/raeume"
DATES = "werkstatt/termine"


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The public rooms and the programme of the house for everybody; for the team the register, or for the rest of it
    the figures, and who has the house's room."""
    programme = _entry(Area.PUBLIC, _("Room and window"), "room_programme", 41, section="termine")
    entries: list[NavigationEntry] = [public.public_entry(), programme]
    label = pgettext_lazy("staff menu", "Rooms")
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, label, "units", 50))
    elif can_see_figures(actor):
        entries.append(_entry(Area.STAFF, label, "figures", 50))
    if can_keep_bookings(actor):
        entries.append(_room_page())
    return entries


def area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """The pages beside each other in this area."""
    entries: list[NavigationEntry] = []
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, _("Register"), "units", 10))
        entries.append(_entry(Area.STAFF, _("Street list"), "houses", 20))
    if can_see_owners(actor):
        entries.append(_entry(Area.STAFF, _("Owners"), "owners", 30))
    entries.extend(demand_area_pages(actor))
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, _("Mediation of rooms"), "mediations", 50))
        entries.append(_entry(Area.STAFF, _("Walk-round"), "walks", 70))
    if can_see_figures(actor):
        entries.append(_entry(Area.STAFF, _("Figures"), "figures", 80))
    if can_keep_bookings(actor):
        entries.append(_room_page())
    return entries


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """What waits on the team's start page, one part a slice."""
    parts = (
        register_part(actor, today),
        owners.owners_part(actor, today),
        demand_day_part(actor, today),
        mediation_day(actor, today),
        room_day_part(actor, today),
    )
    return [part for part in parts if part is not None]


def daily(town: Town, today: date) -> None:
    """The worker's clock."""
    demand_daily(town, today)
    tell_of_ends(town=town, today=today, at=timezone.now())
    give_unanswered_free(town=town, at=timezone.now())


def front(actor: Actor) -> Sequence[Panel]:
    """Rooms and searches on the home page."""
    return [*public.front(actor), *demand_front(actor), *room_front(actor)]


def kiosk(actor: Actor) -> Sequence[Panel]:
    """Rooms and searches in the shop window."""
    return [*public.kiosk(actor), *demand_kiosk(actor), *room_kiosk(actor)]


def site_pages(actor: Actor) -> Sequence[SitePage]:
    """The public pages of rooms and searches."""
    return [*public.site_pages(actor), *demand_site_pages(actor), *room_site_pages(actor)]


def project_panels(actor: Actor, project: int, page: ProjectPage) -> Sequence[Panel]:
    """What stands on a project's pages, one part a slice."""
    return [
        *demand_project_panels(actor, project, page),
        *mediation.mediation_panels(actor, project, page),
    ]


def to_reach(actor: Actor, way: ContactKind, today: date) -> ReachPart | None:
    """Owners to be told, and sides that are asked: one under the other."""
    found = (owners.to_reach(actor, way, today), mediation_calls.to_reach(actor, way, today))
    parts = [part for part in found if part is not None]
    if len(parts) < len(found):
        return parts[0] if parts else None
    panels = [part.panel for part in parts]
    return ReachPart(
        count=sum(part.count for part in parts),
        panel=Panel(template="premises/_reach.html", context={"panels": panels}),
    )


def _room_page() -> NavigationEntry:
    return _entry(Area.STAFF, _("Room and window"), "room_work", 61, section=DATES)


def _entry(
    area: Area, label: object, route: str, position: int, *, section: str = AREA
) -> NavigationEntry:
    return NavigationEntry(
        area=area,
        label=label,  # type: ignore[arg-type]
        url=reverse(f"premises:{route}"),
        section=section,
        position=position,
    )


MODULE = Module(
    key="premises",
    archive=archive,
    name=_("Rooms and demand"),
    summary=_(
        "Empty premises with their owners' consent, searches, explained matching, and the house's own room."
    ),
    urls="machbar.modules.premises.urls",
    needs=frozenset({"projects"}),
    navigation=navigation,
    area_pages=area_pages,
    day_page=day_page,
    daily=daily,
    findables=(FINDABLE, DEMANDS, BOOKINGS),
    tables=(UNITS,),
    dates=room_dates,
    front=front,
    kiosk=kiosk,
    feed=public.feed,
    site_pages=site_pages,
    to_reach=to_reach,
    event_labels=EVENT_LABELS,
    # searches
    counter=demand_counter,
    queue=queue,
    queue_panel=queue_panel,
    queue_size=queue_size,
    # mediation
    corner=corner,
    needs_money=needs_money,
    project_panels=project_panels,
    slot_evidence=mediation.slot_evidence,
    timeline=mediation.timeline,
    known_facts=mediation.known_facts,
    traced=traced,
    personal=PERSONAL,
)
