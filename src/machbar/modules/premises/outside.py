"""What the public face of premises and the owners contribute to the house: menus, home page, kiosk, feed, Heute.

Public contributions read `selectors.public` and nothing else; owners are shown to the guide alone.
"""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    MOST_COUNTED,
    Area,
    DayItem,
    DayPart,
    FeedEntry,
    NavigationEntry,
    Panel,
    ReachPart,
    SitePage,
)
from machbar.modules.premises.models import Owner
from machbar.modules.premises.owner_words import said_on_the_phone
from machbar.modules.premises.public_labels import fact_rows, room_name
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.owners import due_of, untold
from machbar.modules.premises.selectors.public import Room, rooms
from machbar.modules.premises.views.room_cards import room_cards
from machbar.reasoning.contact import ContactKind

IN_THE_WINDOW = 3
IN_A_FEED = 20
ON_THE_DAY = 8
SHOWN = 30
TEMPLATES = {
    ContactKind.PHONE: "premises/_owners_to_call.html",
    ContactKind.LETTER: "premises/_owners_letters.html",
}


def public_entry() -> NavigationEntry:
    """*Räume* in the public menu."""
    return NavigationEntry(
        area=Area.PUBLIC,
        label=pgettext_lazy("public menu", "Rooms"),
        url=reverse("premises:rooms"),
        section="raeume",
        position=30,
    )


def front(actor: Actor) -> Sequence[Panel]:
    """The newest rooms on the home page (two queries)."""
    found = rooms(actor.town, most=IN_THE_WINDOW)
    context = {"cards": room_cards(found)}
    return (
        (Panel(template="premises/_rooms_front.html", context=context, position=45),)
        if found
        else ()
    )


def kiosk(actor: Actor) -> Sequence[Panel]:
    """The newest rooms in the shop window (two queries)."""
    found = rooms(actor.town, most=IN_THE_WINDOW)
    context = {"cards": room_cards(found)}
    return (
        (Panel(template="premises/_rooms_slide.html", context=context, position=30),)
        if found
        else ()
    )


def feed(actor: Actor, project: int | None) -> Sequence[FeedEntry]:
    """Rooms that were let out (two queries); they belong to no project."""
    return (
        () if project is not None else [_entry(room) for room in rooms(actor.town, most=IN_A_FEED)]
    )


def site_pages(actor: Actor) -> Sequence[SitePage]:
    """The list and every room that is public now (two queries)."""
    return [
        SitePage(path=reverse("premises:rooms")),
        *(
            SitePage(path=reverse("premises:room", args=[room.public_id]), changed=room.changed)
            for room in rooms(actor.town)
        ),
    ]


def owners_part(actor: Actor, today: date) -> DayPart | None:
    """Owners who have to be told what we keep about them (one query); for the guide alone."""
    if not can_see_owners(actor):
        return None
    waiting = list(untold(actor)[: MOST_COUNTED + 1])
    if not waiting:
        return None
    return DayPart(
        title=_("Owners to tell"),
        items=[_tell(owner, today) for owner in waiting[:ON_THE_DAY]],
        total=len(waiting),
        url=f"{reverse('premises:owners')}?offen=on",
    )


def to_reach(actor: Actor, way: ContactKind, _today: date) -> ReachPart | None:
    """Owners who are reached by phone or letter and have not been told yet, for the guide alone."""
    if way not in TEMPLATES or not can_see_owners(actor):
        return None
    owners = list(untold(actor, way).prefetch_related("units__house")[: SHOWN + 1])
    if not owners:
        return None
    town = actor.town
    rows = [
        {"owner": each, "words": said_on_the_phone(each, list(each.units.all()), town=town)}
        for each in owners[:SHOWN]
    ]
    context = {"rows": rows, "is_more": len(owners) > SHOWN, "way": way.value}
    panel = Panel(template=TEMPLATES[way], context=context)
    return ReachPart(count=len(rows), panel=panel)


def _tell(owner: Owner, today: date) -> DayItem:
    due = due_of(owner)
    return DayItem(
        headline=_("%(name)s does not know yet what we keep") % {"name": owner.name},
        detail=_("Owners learn it within a month (Art. 14 GDPR): by letter, mail or phone."),
        url=reverse("premises:owner", args=[owner.public_id]),
        action=_("To the owner"),
        since=timezone.localdate(owner.created_at),
        due=due,
        is_late=due < today,
    )


def _entry(room: Room) -> FeedEntry:
    rows = (f"{row.label}: {row.text}" for row in fact_rows(room.unit))
    return FeedEntry(
        key=f"raeume/{room.public_id}",
        title=room_name(room.unit),
        text="\n".join(part for part in (room.unit.card.description, *rows) if part),
        url=reverse("premises:room", args=[room.public_id]),
        published=room.since,
        updated=room.changed,
    )
