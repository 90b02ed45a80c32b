"""The reminder the day before, by the worker's clock.

The mark and the letter are written in one transaction per booking: a worker that is killed at any step sends the rest
at its next round and nothing twice. Who booked today has the confirmation and needs no second mail.
"""

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from machbar.foundation.towns.models import Town
from machbar.modules.meetings import letters
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.services.booking import link_to
from machbar.reasoning.contact import ContactKind


def remind_of_bookings(*, town: Town, today: date, at: datetime) -> int:
    """Write the reminders of the talks that begin by the end of tomorrow; returns how many."""
    end = _midnight(today + timedelta(days=2))
    due = Booking.objects.filter(
        town=town,
        state=Booking.State.BOOKED,
        contact_kind=ContactKind.MAIL.value,
        is_suspicious=False,
        reminded_at=None,
        starts_at__gt=at,
        starts_at__lt=end,
        booked_at__lt=_midnight(today),
    )
    return sum(_remind(booking, at) for booking in due.select_related("presence", "town"))


@transaction.atomic
def _remind(booking: Booking, at: datetime) -> bool:
    mine = Booking.objects.filter(pk=booking.pk, state=Booking.State.BOOKED, reminded_at=None)
    if not mine.update(reminded_at=at):
        return False
    letters.send_reminder(booking, token=link_to(booking))
    return True


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
