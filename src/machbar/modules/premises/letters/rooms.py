"""The mails about bookings of the house's room and window; each one exactly once (the key names the occasion)."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.modules.premises.models import RoomBooking


def send_asked(booking: RoomBooking, *, token: str) -> None:
    """We have got it; the answer comes."""
    _send(booking, "asked", _("Your question for %(what)s, %(number)s"), token)


def send_confirmed(booking: RoomBooking, *, token: str) -> None:
    """It is yours."""
    _send(booking, "confirmed", _("Yes: %(what)s is yours, %(number)s"), token)


def send_called_off(booking: RoomBooking, *, token: str) -> None:
    """We cannot, and why."""
    _send(booking, "called_off", _("Called off: %(what)s, %(number)s"), token)


def send_lapsed(booking: RoomBooking, *, token: str) -> None:
    """We did not answer in time."""
    _send(booking, "lapsed", _("Not answered in time: %(what)s, %(number)s"), token)


def _send(booking: RoomBooking, occasion: str, subject: str, token: str) -> None:
    town = booking.town
    context = {
        "booking": booking,
        "town": town,
        "address": absolute_url(town, reverse("premises:room_guest", args=[token])),
        "calendar": absolute_url(town, reverse("premises:room_guest_calendar", args=[token])),
        "call_off": absolute_url(town, reverse("premises:room_guest_call_off", args=[token])),
        "again": absolute_url(
            town, reverse("premises:room_free", args=[booking.bookable.public_id])
        ),
    }
    send_letter(
        town=town,
        to=booking.contact,
        subject=subject % {"what": booking.bookable.name, "number": booking.number},
        body=render_to_string(f"premises/mail/room_{occasion}.txt", context),
        key=f"room:{booking.public_id}:{occasion}",
    )
