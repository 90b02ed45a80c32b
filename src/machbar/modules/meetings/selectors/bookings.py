"""Bookings: for who holds talks, and the one behind a guest's link."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import TruncDate
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.towns.models import SpecialOpening
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.rules import can_hold_talks


def bookings_visible_to(actor: Actor) -> QuerySet[Booking]:
    """All of the town's bookings for who holds talks, nothing for others."""
    if not can_hold_talks(actor):
        return Booking.objects.none()
    return Booking.objects.filter(town=actor.town).select_related("presence", "talk")


def coming_bookings(actor: Actor, now: datetime) -> QuerySet[Booking]:
    """What is to come, what waits for what became of it, and whom to call, the earliest first."""
    waits = Q(state=Booking.State.BOOKED) | Q(needs_call=True)
    new_gone = Q(state=Booking.State.GUEST_CANCELLED, ends_at__gt=now)
    return bookings_visible_to(actor).filter(waits | new_gone).order_by("starts_at", "seat", "id")


def bookings_of_the_day(actor: Actor, today: date) -> QuerySet[Booking]:
    """For the start page: today's talks, older ones without an outcome, calls to make, and who called off today's.

    Besides what is booked for a day on which the house is closed meanwhile; `is_house_closed` says so.
    """
    tomorrow = timezone.make_aware(datetime.combine(today + timedelta(days=1), time.min))
    this_morning = tomorrow - timedelta(days=1)
    due = Q(state=Booking.State.BOOKED, starts_at__lt=tomorrow)
    gone = Q(
        state=Booking.State.GUEST_CANCELLED, starts_at__gte=this_morning, starts_at__lt=tomorrow
    )
    closed = SpecialOpening.objects.filter(
        town=OuterRef("town"), day=OuterRef("on"), opens__isnull=True
    )
    in_vain = Q(state=Booking.State.BOOKED, starts_at__gte=this_morning, is_house_closed=True)
    return (
        bookings_visible_to(actor)
        .annotate(on=TruncDate("starts_at"))
        .annotate(is_house_closed=Exists(closed))
        .filter(due | gone | in_vain | Q(needs_call=True))
        .order_by("starts_at", "id")
    )


def booking_behind(link: PersonalLink) -> Booking | None:
    """The booking of a guest's link."""
    bookings = Booking.objects.filter(town=link.town_id, pk=link.subject_id)
    return bookings.select_related("presence", "town").first()
