"""What the public rooms show beyond their own pages: menu, home page, kiosk, feed and site map.

They read `selectors.public` and nothing else.
"""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import (
    Area,
    FeedEntry,
    NavigationEntry,
    Panel,
    SitePage,
)
from machbar.modules.premises.labels.public import fact_rows, room_name
from machbar.modules.premises.selectors.public import Room, rooms
from machbar.modules.premises.surfaces.cards import room_cards

IN_THE_WINDOW = 3
IN_A_FEED = 20


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
