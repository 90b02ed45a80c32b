"""What the worker's clock does with questions for the room or window that nobody answered: it gives their time free.

State, slices and letter of one booking change in one transaction, and the state is part of the condition: of our yes
and the clock one wins, and a worker that is killed at any step does the rest at its next round and nothing twice.
"""

from datetime import datetime

from django.db import transaction

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.premises.findable.rooms import index_bookings
from machbar.modules.premises.letters import rooms as letters
from machbar.modules.premises.models import RoomBooking, Slice
from machbar.modules.premises.services.rooms import CALLED, link_to_room


def give_unanswered_free(*, town: Town, at: datetime) -> int:
    """End the questions whose time is not kept any longer, and tell who asked; returns how many."""
    over = RoomBooking.objects.filter(
        town=town, state=RoomBooking.State.ASKED, kept_until__lte=at
    ).select_related("town", "bookable")
    return sum(_lapse(booking, at) for booking in over.order_by("pk"))


@transaction.atomic
def _lapse(booking: RoomBooking, at: datetime) -> bool:
    waiting = RoomBooking.objects.filter(pk=booking.pk, state=RoomBooking.State.ASKED)
    is_real = not booking.is_suspicious
    if not waiting.update(
        state=RoomBooking.State.LAPSED,
        is_public=False,  # it never stood in the programme
        needs_call=is_real and booking.contact_kind in CALLED,
        changed_at=at,
    ):
        return False
    Slice.objects.filter(booking=booking).delete()
    index_bookings([booking.pk])
    record("room_booking.lapsed", on=booking, by=Actor(town=booking.town, system=True))
    if is_real and booking.is_by_mail:
        letters.send_lapsed(booking, token=link_to_room(booking))
    return True
