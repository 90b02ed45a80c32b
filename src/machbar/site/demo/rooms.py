"""The demonstration's own window and room with a few bookings: all of it invented, and marked so."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Role
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.slices import Span, hours_of_day, whole_days
from machbar.modules.premises.findable.rooms import index_bookings
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.services.bookables import add_bookable
from machbar.modules.premises.services.rooms import RoomWish, book_room

WINDOW = {
    "name": "Schaufenster",
    "rhythm": Bookable.Rhythm.DAYS,
    "description": "Drei Meter breit, abends beleuchtet. Für Vereine, Werkstücke, Pläne und Fundstücke.",
    "house_rules": "Bitte selbst auf- und abbauen, vormittags zwischen 9 und 12 Uhr.",
    "position": 1,
}
ROOM = {
    "name": "Hinterzimmer",
    "rhythm": Bookable.Rhythm.HOURS,
    "description": "Ein Tisch für zwölf, Leinwand, Teeküche. Eine Stufe am Eingang.",
    "house_rules": "Bitte fegen, Fenster schließen, Schlüssel in den Kasten.",
    "opens": time(8),
    "closes": time(22),
    "position": 2,
}


@dataclass(frozen=True, kw_only=True)
class DemoBooking:
    """One invented booking, so many days from today; by hours in the room, by days in the window."""

    in_days: int
    title: str
    hours: tuple[int, int] | None = None
    days: int = 1
    name: str = ""
    contact: str = ""
    is_public: bool = True
    is_asked: bool = False


BOOKINGS = (
    DemoBooking(in_days=0, days=6, title="Modelle der Fahrradwerkstatt im Fenster"),
    DemoBooking(in_days=2, hours=(18, 20), title="Offener Spieleabend"),
    DemoBooking(
        in_days=9,
        hours=(17, 19),
        title="Vorstandssitzung",
        name="Ein Vereinsvorstand",
        contact="05353 000000",
        is_public=False,
        is_asked=True,
    ),
    DemoBooking(
        in_days=12,
        days=7,
        title="Krippen aus der Nachbarschaft",
        name="Eine Anwohnerin",
        contact="fiktiv.3@machbar.invalid",
        is_asked=True,
    ),
)


def load_rooms(town: Town, now: datetime) -> None:
    """A window, a room, two bookings that stand in the programme and two that wait for our yes."""
    team = Actor(town=town, roles=frozenset({Role.LOTSE}), system=True)
    window, room = (
        add_bookable(by=team, values=values, is_fictional=True) for values in (WINDOW, ROOM)
    )
    today = timezone.localdate(now)
    for number, each in enumerate(BOOKINGS):
        book_room(
            bookable=room if each.hours else window,
            by=Actor(town=town) if each.is_asked else team,
            at=now,
            form_key=f"demo-{number}",
            wish=RoomWish(
                span=_span(each, today + timedelta(days=each.in_days)),
                title=each.title,
                is_public=each.is_public,
                name=each.name,
                contact=each.contact,
            ),
        )
    bookings = RoomBooking.objects.filter(town=town)
    bookings.update(is_fictional=True)
    index_bookings(list(bookings.values_list("pk", flat=True)))


def _span(each: DemoBooking, day: date) -> Span:
    if each.hours is None:
        return whole_days(day, day + timedelta(days=each.days - 1), BERLIN)
    starts, ends = (time(hour) for hour in each.hours)
    return hours_of_day(day, starts, ends, BERLIN)
