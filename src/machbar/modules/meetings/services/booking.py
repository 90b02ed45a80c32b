"""Booking a slot without an account. Of many who want the same one, one gets it.

The row of the presence hours is locked, so that two bookings are made one after the other; besides, the database holds
that a place in a slot is taken once. SQLite has one writer anyway.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import closed_days
from machbar.foundation.towns.services import next_number
from machbar.modules.meetings import letters
from machbar.modules.meetings.core import Slot, overlaps
from machbar.modules.meetings.exceptions import SlotTaken, TooManyBookings
from machbar.modules.meetings.models import Booking, Presence
from machbar.modules.meetings.selectors import Subject, open_slots
from machbar.reasoning.contact import Contact, ContactKind, read_contact

BOOKING = "talk_booking"
LINK_LIVES = timedelta(days=30)
MOST_OPEN = 3


@dataclass(frozen=True, kw_only=True)
class Booked:
    """What the guest takes home: the booking and the token of the personal link (shown once, never stored)."""

    booking: Booking
    token: str


def book_slot(
    *,
    presence: Presence,
    starts_at: datetime,
    by: Actor,
    at: datetime,
    form_key: str,
    topic: str,
    name: str = "",
    contact: str = "",
    about: Subject | None = None,
    is_suspicious: bool = False,
) -> Booked:
    """Take a slot. The same ``form_key`` again gives the same booking.

    Raises `SlotTaken`, `TooManyBookings`, or `UnclearContact` for an incomplete mail address.
    """
    how = read_contact(contact)
    values: dict[str, object] = {
        "topic": topic.strip(),
        "name": name.strip(),
        "contact": how.address,
        "contact_kind": how.kind.value,
        "subject_kind": about.kind if about else "",
        "subject_id": about.object_id if about else None,
        "is_suspicious": is_suspicious,
    }
    try:
        with transaction.atomic():
            locked = Presence.objects.select_for_update().select_related("town").get(pk=presence.pk)
            known = Booking.objects.filter(town=by.town, form_key=form_key).first()
            if known is not None:
                return Booked(booking=known, token=link_to(known))
            _refuse_too_many(by.town, how, at)
            slot, seat = _free_place(locked, starts_at, at)
            return _new_booking(locked, slot, seat, by=by, at=at, form_key=form_key, values=values)
    except IntegrityError as error:
        # The lock keeps this from happening; the constraint would hold without it.
        raise SlotTaken(slot_is_taken()) from error


def link_to(booking: Booking) -> str:
    """A new personal link to the booking; returns its token, shown once and stored nowhere."""
    return issue_link(
        town=booking.town,
        purpose=BOOKING,
        subject=booking,
        expires_at=booking.ends_at + LINK_LIVES,
    )


def token_of_booking(*, town: Town, form_key: str) -> str:
    """A new link to the booking that this very form has made; empty where it has made none."""
    known = Booking.objects.filter(town=town, form_key=form_key).select_related("town").first()
    return link_to(known) if known is not None else ""


def slot_is_taken() -> str:
    """What to say when a slot is gone."""
    return _("Somebody was a little faster, or this time is over. Please choose another one.")


def _refuse_too_many(town: Town, how: Contact, at: datetime) -> None:
    if how.kind is ContactKind.NONE:
        return
    mine = Booking.objects.filter(
        town=town, contact=how.address, state=Booking.State.BOOKED, ends_at__gt=at
    )
    if mine.count() >= MOST_OPEN:
        raise TooManyBookings(
            _("You have booked %(n)d times already. Please call one off first.") % {"n": MOST_OPEN}
        )


def _free_place(presence: Presence, starts_at: datetime, at: datetime) -> tuple[Slot, int]:
    bookings = presence.bookings.exclude(state__in=Booking.CANCELLED).filter(ends_at__gt=at)
    taken = list(bookings.values_list("starts_at", "ends_at", "seat"))
    spans = [(starts, ends) for starts, ends, _seat in taken]
    closed = closed_days(presence.town, timezone.localdate(at))
    slots = open_slots(presence, now=at, taken=spans, closed=closed)
    slot = next(
        (each for each in slots if each.starts_at == starts_at),
        None,
    )
    if slot is None:
        raise SlotTaken(slot_is_taken())
    seats = Counter(seat for starts, ends, seat in taken if overlaps(slot, starts, ends))
    return slot, next(seat for seat in range(1, presence.places + 1) if not seats[seat])


def _new_booking(
    presence: Presence,
    slot: Slot,
    seat: int,
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    values: dict[str, object],
) -> Booked:
    number = next_number(town=by.town, series="talk", year=timezone.localdate(at).year)
    head, _dash, count = number.rpartition("-")
    booking = Booking.objects.create(
        town=by.town,
        presence=presence,
        number=f"{head}-T{count}",
        starts_at=slot.starts_at,
        ends_at=slot.ends_at,
        seat=seat,
        form_key=form_key,
        booked_at=at,
        changed_at=at,
        **values,
    )
    record("booking.made", on=booking, by=by)
    if booking.is_by_mail and not booking.is_suspicious:
        letters.send_confirmation(booking, token=link_to(booking))
    return Booked(booking=booking, token=link_to(booking))
