"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Area, DayPart, Module, NavigationEntry
from machbar.foundation.towns.models import Town
from machbar.modules.premises.day import register_part
from machbar.modules.premises.findable import FINDABLE
from machbar.modules.premises.history import EVENT_LABELS
from machbar.modules.premises.rules import can_keep_bookings, can_see_figures, can_work_on_premises
from machbar.modules.premises.services.rooms import forget_room_guests
from machbar.modules.premises.surfaces.rooms import (
    room_dates,
    room_day_part,
    room_front,
    room_kiosk,
    room_site_pages,
)
from machbar.modules.premises.tables import UNITS

AREA = "werkstatt/raeume"
DATES = "werkstatt/termine"


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The programme of the house among the dates; for the team the register, or for the rest of it the figures, and who
    has the house's room."""
    entries = [_entry(Area.PUBLIC, _("Room and window"), "room_programme", 41, section="termine")]
    label = pgettext_lazy("staff menu", "Rooms")
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, label, "units", 50))
    elif can_see_figures(actor):
        entries.append(_entry(Area.STAFF, label, "figures", 50))
    if can_keep_bookings(actor):
        entries.append(_room_page())
    return entries


def area_pages(actor: Actor) -> Sequence[NavigationEntry]:
    """The pages beside each other in this area; beside the presence hours the house's own room and window."""
    entries: list[NavigationEntry] = []
    if can_work_on_premises(actor):
        entries.append(_entry(Area.STAFF, _("Register"), "units", 10))
        entries.append(_entry(Area.STAFF, _("Street list"), "houses", 20))
        entries.append(_entry(Area.STAFF, _("Walk-round"), "walks", 70))
    if can_see_figures(actor):
        entries.append(_entry(Area.STAFF, _("Figures"), "figures", 80))
    if can_keep_bookings(actor):
        entries.append(_room_page())
    return entries


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """What waits on the team's start page, one part a slice."""
    parts = (register_part(actor, today), room_day_part(actor, today))
    return [part for part in parts if part is not None]


def daily(town: Town, today: date) -> None:
    """The worker's clock: names and contacts of a month ago go."""
    forget_room_guests(town=town, at=timezone.now())


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
    dates=room_dates,
    front=room_front,
    kiosk=room_kiosk,
    site_pages=room_site_pages,
    findables=(FINDABLE,),
    tables=(UNITS,),
    event_labels=EVENT_LABELS,
)
