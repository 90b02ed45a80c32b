"""From bookings of the room and the window to the events of calendar files."""

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.reasoning.calendar_files import Event


def programme_event(booking: RoomBooking) -> Event:
    """What everybody may know of a public booking; one that was called off stays, as cancelled."""
    return _event(
        booking, url=absolute_url(booking.town, reverse("premises:room_programme")), description=""
    )


def guest_event(booking: RoomBooking, *, url: str) -> Event:
    """One booking for its guest."""
    lines = [booking.number, _("asked for") if booking.is_asked else "", booking.reason]
    return _event(booking, url=url, description="\n".join(line for line in lines if line))


def _event(booking: RoomBooking, *, url: str, description: str) -> Event:
    town = booking.town
    return Event(
        uid=f"raum-{booking.public_id}@{town.key}.machbar",
        sequence=int(not booking.is_living),
        stamp=booking.changed_at,
        starts_at=booking.starts_at.astimezone(BERLIN),
        ends_at=booking.ends_at.astimezone(BERLIN),
        summary=booking.title,
        description=description,
        location=", ".join(part for part in (booking.bookable.name, town.address) if part),
        url=url,
        is_cancelled=not booking.is_living,
        is_tentative=booking.is_asked,
    )
