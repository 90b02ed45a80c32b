"""How bookings of the house's room and window are found: by who keeps them alone, with who has booked."""

import re
from collections.abc import Iterator, Sequence

from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.search.findable import Audience, Findable, Text
from machbar.foundation.search.services import renew
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.premises.words.times import when
from machbar.reasoning.contact import searched_as

FICTIONAL = "fiktiv"
NUMBER = re.compile(r"[Bb]\s?[-–]?\s?(20\d\d)\s?[-–/]\s?0*([0-9]{1,6})")


def texts(bookings: Sequence[int]) -> Iterator[Text]:
    """The inside of each booking (one query); what is public of it stands in the programme and is no entry."""
    rows = RoomBooking.objects.filter(pk__in=bookings).select_related("bookable").order_by("pk")
    for booking in rows:
        # An index is German whoever asks for it to be made anew.
        with translation.override("de"):
            about = f"{booking.bookable.name}, {when(booking)}\n{booking.get_state_display()}"
        people = (booking.name, searched_as(booking.contact))
        yield Text(
            object_id=booking.pk,
            town_id=booking.town_id,
            audience=Audience.INTERNAL,
            title=booking.title,
            body=about,
            keywords="\n".join(part for part in (booking.number, *people) if part),
            url=reverse("premises:room_booking_work", args=[booking.public_id]),
            on=booking.first_day,
            fictional_note=FICTIONAL if booking.is_fictional else "",
        )


def audience(actor: Actor) -> Audience:
    """Who keeps the bookings finds them; for everybody else there are no entries."""
    return Audience.INTERNAL if can_keep_bookings(actor) else Audience.PUBLIC


def jump(actor: Actor, typed: str) -> str:
    """The booking with this number, for who keeps them."""
    found = NUMBER.fullmatch(" ".join(typed.split())) if can_keep_bookings(actor) else None
    if found is None:
        return ""
    number = f"B-{found[1]}-{int(found[2]):04d}"
    rows = RoomBooking.objects.filter(town=actor.town, number=number).values_list("public_id")
    return "".join(reverse("premises:room_booking_work", args=list(row)) for row in rows)


BOOKINGS = Findable(
    kind="buchungen",
    number=13,
    label=_("Bookings of room and window"),
    objects=RoomBooking.objects.all,
    texts=texts,
    audience=audience,
    jump=jump,
)


def index_bookings(bookings: Sequence[int]) -> None:
    """Let search find these (primary keys) as they are now; part of the transaction that changed them."""
    if bookings:
        renew(BOOKINGS, bookings)
