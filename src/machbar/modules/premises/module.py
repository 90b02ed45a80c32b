"""What rooms and demand contribute to the house."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Area, DayPart, Module, NavigationEntry
from machbar.modules.premises import outside
from machbar.modules.premises.day import register_part
from machbar.modules.premises.findable import FINDABLE
from machbar.modules.premises.history import EVENT_LABELS
from machbar.modules.premises.rules import can_see_owners, can_work_on_premises
from machbar.modules.premises.tables import UNITS

AREA = "werkstatt/raeume"


def navigation(actor: Actor) -> Sequence[NavigationEntry]:
    """The public rooms for everybody, the register for who keeps it."""
    entries: list[NavigationEntry] = [outside.public_entry()]
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
    if can_see_owners(actor):
        entries.append(_entry(Area.STAFF, _("Owners"), "owners", 30))
    return entries


def day_page(actor: Actor, today: date) -> Sequence[DayPart]:
    """What waits on the team's start page, one part a slice."""
    parts = (register_part(actor, today), outside.owners_part(actor, today))
    return [part for part in parts if part is not None]


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
    day_page=day_page,
    findables=(FINDABLE,),
    front=outside.front,
    kiosk=outside.kiosk,
    feed=outside.feed,
    site_pages=outside.site_pages,
    to_reach=outside.to_reach,
    tables=(UNITS,),
    event_labels=EVENT_LABELS,
)
