"""The mails about bookings; each one exactly once (the key names the occasion)."""

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.post.services import send_letter
from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.ui.formats import moment
from machbar.modules.meetings.models import Booking


def send_confirmation(booking: Booking, *, token: str) -> None:
    """The time is yours: with the page, the file for the calendar and the way to call off."""
    _to_guest(booking, "made", _("Your talk on %(moment)s"), "confirmation.txt", token)


def send_reminder(booking: Booking, *, token: str) -> None:
    """Tomorrow, or today."""
    _to_guest(booking, "reminder", _("A reminder: your talk on %(moment)s"), "reminder.txt", token)


def send_called_off(booking: Booking, *, token: str) -> None:
    """We cannot, and why."""
    subject = _("Called off: your talk on %(moment)s")
    _to_guest(booking, "called-off", subject, "called_off.txt", token)


def tell_team_of_calling_off(booking: Booking) -> None:
    """Whoever is there gets a mail; the day page shows it to all."""
    person = booking.presence.person
    if person is None or not person.is_active:
        return
    address = absolute_url(booking.town, reverse("meetings:presence_work"))
    context = {"booking": booking, "town": booking.town, "address": address}
    send_letter(
        town=booking.town,
        to=person.email,
        subject=_("Called off: the talk on %(moment)s") % {"moment": moment(booking.starts_at)},
        body=render_to_string("meetings/mail/team_called_off.txt", context),
        key=f"talk:{booking.public_id}:guest-off",
    )


def _to_guest(booking: Booking, occasion: str, subject: str, template: str, token: str) -> None:
    town = booking.town
    context = {
        "booking": booking,
        "town": town,
        "place": booking.presence.place or town.address,
        "address": absolute_url(town, reverse("meetings:booking", args=[token])),
        "calendar": absolute_url(town, reverse("meetings:booking_calendar", args=[token])),
        "call_off": absolute_url(town, reverse("meetings:call_off", args=[token])),
        "again": absolute_url(town, reverse("meetings:presence")),
    }
    send_letter(
        town=town,
        to=booking.contact,
        subject=subject % {"moment": moment(booking.starts_at)},
        body=render_to_string(f"meetings/mail/{template}", context),
        key=f"talk:{booking.public_id}:{occasion}",
    )
