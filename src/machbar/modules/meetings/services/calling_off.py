"""What becomes of a booking: called off by either side, took place, did not come, forgotten.

Each deed names the state it starts from, so that of two at once one wins. Whoever is told is told once: the letter
belongs to the transaction of the deed, and its key names the occasion.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.meetings import letters
from machbar.modules.meetings.exceptions import AlreadyOver, ReasonMissing
from machbar.modules.meetings.models import Booking, Talk
from machbar.modules.meetings.models.talk import MOST_QUARTERS
from machbar.modules.meetings.selectors import PROJECT
from machbar.modules.meetings.services.booking import BOOKING, LINK_LIVES
from machbar.modules.meetings.services.talks import TalkNote, note_talk
from machbar.reasoning.contact import ContactKind

QUARTER = timedelta(minutes=15)
GUESTS_KEPT = timedelta(days=30)
CALLED = frozenset({ContactKind.PHONE.value, ContactKind.LETTER.value})


@transaction.atomic
def call_off_as_guest(*, booking: Booking, by: Actor, at: datetime) -> None:
    """The guest does not come: the slot is free again, whoever is there is told. Raises `AlreadyOver`."""
    _move(booking, Booking.State.GUEST_CANCELLED, at=at, only_before_end=True)
    record("booking.called_off_by_guest", on=booking, by=by)
    letters.tell_team_of_calling_off(booking)


@transaction.atomic
def call_off_as_house(*, booking: Booking, by: Actor, at: datetime, reason: str) -> None:
    """We cannot: the guest gets a mail, or somebody has to call or write. Raises `MeetingError`."""
    if not reason.strip():
        raise ReasonMissing(_("Please say why: the person reads it word for word."))
    needs_call = booking.contact_kind in CALLED
    _move(
        booking,
        Booking.State.HOUSE_CANCELLED,
        at=at,
        only_before_end=True,
        reason=reason.strip(),
        needs_call=needs_call,
    )
    record("booking.called_off_by_house", on=booking, by=by)
    if booking.is_by_mail:
        expires_at = booking.ends_at + LINK_LIVES
        token = issue_link(
            town=booking.town, purpose=BOOKING, subject=booking, expires_at=expires_at
        )
        letters.send_called_off(booking, token=token)


@transaction.atomic
def finish_call(*, booking: Booking, by: Actor) -> None:
    """Somebody has called or written; a second click changes nothing."""
    if Booking.objects.filter(pk=booking.pk, needs_call=True).update(needs_call=False):
        record("booking.told", on=booking, by=by)


@transaction.atomic
def hold_booking(*, booking: Booking, by: Actor, at: datetime, initials: str = "") -> Talk:
    """It took place: one click makes the talk of it, to be filled in. Raises `AlreadyOver`."""
    if booking.starts_at > at:
        raise AlreadyOver(_("This talk is still to come."))
    _move(booking, Booking.State.HELD, at=at)
    quarters = -(-(booking.ends_at - booking.starts_at) // QUARTER)
    is_project = booking.subject_kind == PROJECT
    talk = note_talk(
        by=by,
        at=at,
        form_key=f"booking-{booking.public_id}",
        note=TalkNote(
            held_on=timezone.localdate(booking.starts_at),
            quarters=min(quarters, MOST_QUARTERS),
            said=booking.topic or _("Talk in the presence hours"),
            with_whom=booking.name,
            project_id=booking.subject_id if is_project else None,
            subject_kind="" if is_project else booking.subject_kind,
            subject_id=None if is_project else booking.subject_id,
            initials=initials,
        ),
        booking=booking,
    )
    record("booking.held", on=booking, by=by)
    return talk


@transaction.atomic
def miss_booking(*, booking: Booking, by: Actor, at: datetime) -> None:
    """Nobody came. Raises `AlreadyOver`."""
    if booking.starts_at > at:
        raise AlreadyOver(_("This talk is still to come."))
    _move(booking, Booking.State.MISSED, at=at)
    record("booking.missed", on=booking, by=by)


@transaction.atomic
def erase_guest(booking: Booking, by: Actor, at: datetime) -> None:
    """A guest is erased on request: a slot to come is free again, nobody is called, no letter leaves."""
    Booking.objects.filter(pk=booking.pk).update(
        contact_kind=ContactKind.NONE.value, needs_call=False
    )
    if booking.is_booked and booking.ends_at > at:
        _move(booking, Booking.State.GUEST_CANCELLED, at=at)
        record("booking.called_off_by_guest", on=booking, by=by)


def bookings_with_guest(town: Town) -> QuerySet[Booking]:
    """Bookings that still know somebody, and of which nobody has to be told."""
    return Booking.objects.filter(town=town, needs_call=False).exclude(
        name="", contact="", topic=""
    )


def forget_guests(*, town: Town, at: datetime) -> int:
    """Names, contacts and topics go a month after the day; returns how many bookings had any."""
    return (
        bookings_with_guest(town)
        .filter(ends_at__lte=at - GUESTS_KEPT)
        .update(name="", contact="", topic="", contact_kind=ContactKind.NONE.value)
    )


def _move(
    booking: Booking,
    state: Booking.State,
    *,
    at: datetime,
    only_before_end: bool = False,
    reason: str = "",
    needs_call: bool = False,
) -> None:
    waiting = Booking.objects.filter(pk=booking.pk, state=Booking.State.BOOKED)
    if only_before_end:
        waiting = waiting.filter(ends_at__gt=at)
    if not waiting.update(state=state, reason=reason, needs_call=needs_call, changed_at=at):
        raise AlreadyOver(_("This booking is over or has been called off already."))
    booking.refresh_from_db(fields=["state", "reason", "needs_call", "changed_at"])
