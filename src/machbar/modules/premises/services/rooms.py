"""Booking the house's room or window without an account, and what becomes of a booking.

A booking takes slices of time; the pair of thing and slice is unique in the database, so that of many who want the same
time one gets it, on SQLite and PostgreSQL alike. A booking that is called off gives its slices back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.services import issue_link
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import next_number
from machbar.modules.premises.core.offers import kept_until, refusal, slices_of
from machbar.modules.premises.core.slices import Span
from machbar.modules.premises.exceptions import (
    AlreadyDecided,
    NotBookable,
    ReasonMissing,
    RoomTaken,
    TooManyBookings,
)
from machbar.modules.premises.findable.rooms import index_bookings
from machbar.modules.premises.labels.bookings import REFUSALS
from machbar.modules.premises.letters import rooms as letters
from machbar.modules.premises.models import Bookable, RoomBooking, Slice
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.projects.models import Project
from machbar.reasoning.contact import Contact, ContactKind, read_contact

ROOM_BOOKING = "room_booking"
LINK_LIVES = timedelta(days=30)
GUESTS_KEPT = timedelta(days=30)
MOST_OPEN = 3
ANSWERS_KEPT = 2
"""A time that is asked for is kept for twice the days in which the town answers: one week may be forgotten, not two."""
CALLED = frozenset({ContactKind.PHONE.value, ContactKind.LETTER.value})


@dataclass(frozen=True, kw_only=True)
class RoomWish:
    """What somebody would like to do when, and how to reach them."""

    span: Span
    title: str
    is_public: bool = False
    name: str = ""
    contact: str = ""
    project: Project | None = None
    is_suspicious: bool = False


@dataclass(frozen=True, kw_only=True)
class RoomBooked:
    """What the guest takes home: the booking and the token of the personal link (shown once, never stored)."""

    booking: RoomBooking
    token: str


def book_room(
    *, bookable: Bookable, wish: RoomWish, by: Actor, at: datetime, form_key: str
) -> RoomBooked:
    """Take a time. A guest's booking waits for our yes, ours stands at once; the same ``form_key`` gives the same.

    Raises `RoomTaken`, `NotBookable`, `TooManyBookings`, or `UnclearContact` for an incomplete mail address.
    """
    how = read_contact(wish.contact)
    try:
        with transaction.atomic():
            locked = Bookable.objects.select_for_update().select_related("town").get(pk=bookable.pk)
            known = RoomBooking.objects.filter(town=by.town, form_key=form_key).first()
            if known is not None:
                return RoomBooked(booking=known, token=link_to_room(known))
            why = refusal(locked.offer, wish.span, now=at, zone=BERLIN)
            if why is not None:
                raise NotBookable(str(REFUSALS[why]))
            _refuse_too_many(by, how, at)
            return _new_booking(locked, wish, how, by=by, at=at, form_key=form_key)
    except IntegrityError as error:
        raise RoomTaken(_("Somebody has this time already. Please choose another one.")) from error


def link_to_room(booking: RoomBooking) -> str:
    """A new personal link to the booking; returns its token, shown once and stored nowhere."""
    return issue_link(
        town=booking.town,
        purpose=ROOM_BOOKING,
        subject=booking,
        expires_at=booking.ends_at + LINK_LIVES,
    )


def token_of_room_booking(*, town: Town, form_key: str) -> str:
    """A new link to the booking that this very form has made; empty where it has made none."""
    known = RoomBooking.objects.filter(town=town, form_key=form_key).select_related("town").first()
    return link_to_room(known) if known is not None else ""


@transaction.atomic
def confirm_room(*, booking: RoomBooking, by: Actor, at: datetime) -> None:
    """Yes: the guest gets a mail, or somebody has to call or write. Raises `AlreadyDecided`.

    Until the worker has given the time free our yes still counts, and never after the end.
    """
    waiting = RoomBooking.objects.filter(
        pk=booking.pk, state=RoomBooking.State.ASKED, ends_at__gt=at
    )
    needs_call = booking.contact_kind in CALLED
    if not waiting.update(
        state=RoomBooking.State.BOOKED, needs_call=needs_call, is_suspicious=False, changed_at=at
    ):
        raise AlreadyDecided(_("This booking is over or has been decided already."))
    _read_again(booking)
    index_bookings([booking.pk])
    record("room_booking.confirmed", on=booking, by=by)
    if booking.is_by_mail:
        letters.send_confirmed(booking, token=link_to_room(booking))


@transaction.atomic
def call_off_room_as_guest(*, booking: RoomBooking, by: Actor, at: datetime) -> None:
    """The guest does not need it: the time is free again, the day's page says so. Raises `AlreadyDecided`."""
    _call_off(booking, RoomBooking.State.GUEST_OFF, at=at)
    record("room_booking.called_off_by_guest", on=booking, by=by)


@transaction.atomic
def call_off_room_as_house(*, booking: RoomBooking, by: Actor, at: datetime, reason: str) -> None:
    """We cannot: the guest gets a mail, or somebody has to call or write. Raises `PremisesError`."""
    if not reason.strip():
        raise ReasonMissing(_("Please say why: the person reads it word for word."))
    needs_call = booking.contact_kind in CALLED
    _call_off(
        booking,
        RoomBooking.State.HOUSE_OFF,
        at=at,
        reason=reason.strip(),
        needs_call=needs_call,
    )
    record("room_booking.called_off_by_house", on=booking, by=by)
    if booking.is_by_mail and not booking.is_suspicious:
        letters.send_called_off(booking, token=link_to_room(booking))


@transaction.atomic
def finish_room_call(*, booking: RoomBooking, by: Actor) -> None:
    """Somebody has called or written; a second click changes nothing."""
    if RoomBooking.objects.filter(pk=booking.pk, needs_call=True).update(needs_call=False):
        record("room_booking.told", on=booking, by=by)


def bookings_with_guest(town: Town) -> QuerySet[RoomBooking]:
    """Bookings that still know somebody."""
    return RoomBooking.objects.filter(town=town).exclude(name="", contact="")


@transaction.atomic
def forget_room_guests(*, town: Town, at: datetime) -> int:
    """Names and contacts go a month after the end, and what happened in private; returns how many had any."""
    over = RoomBooking.objects.filter(town=town, ends_at__lte=at - GUESTS_KEPT)
    private = over.filter(is_public=False).exclude(title=F("number"))
    named = bookings_with_guest(town).filter(ends_at__lte=at - GUESTS_KEPT)
    touched = {*private.values_list("pk", flat=True), *named.values_list("pk", flat=True)}
    private.update(title=F("number"))
    forgotten = named.update(
        name="", contact="", contact_kind=ContactKind.NONE.value, needs_call=False
    )
    index_bookings(sorted(touched))
    return forgotten


def _refuse_too_many(by: Actor, how: Contact, at: datetime) -> None:
    if how.kind is ContactKind.NONE or can_keep_bookings(by) or by.system:
        return
    mine = RoomBooking.objects.filter(
        town=by.town, contact=how.address, state__in=RoomBooking.LIVING, ends_at__gt=at
    )
    if mine.count() >= MOST_OPEN:
        raise TooManyBookings(
            _("You have booked %(n)d times already. Please call one off first.") % {"n": MOST_OPEN}
        )


def _new_booking(
    bookable: Bookable,
    wish: RoomWish,
    how: Contact,
    *,
    by: Actor,
    at: datetime,
    form_key: str,
) -> RoomBooked:
    is_ours = can_keep_bookings(by)
    number = next_number(town=by.town, series="room", year=timezone.localdate(at).year)
    booking = RoomBooking.objects.create(
        town=by.town,
        bookable=bookable,
        project=wish.project,
        number=f"B-{number.partition('-')[2]}",
        starts_at=wish.span.starts_at,
        ends_at=wish.span.ends_at,
        title=wish.title.strip(),
        is_public=wish.is_public,
        state=RoomBooking.State.BOOKED if is_ours else RoomBooking.State.ASKED,
        name=wish.name.strip(),
        contact=how.address,
        contact_kind=how.kind.value,
        form_key=form_key,
        is_suspicious=wish.is_suspicious,
        created_at=at,
        changed_at=at,
        kept_until=None if is_ours else _kept_until(by.town, wish.span, at),
    )
    Slice.objects.bulk_create(
        Slice(bookable=bookable, booking=booking, starts_at=starts_at)
        for starts_at in slices_of(bookable.offer, wish.span, BERLIN)
    )
    index_bookings([booking.pk])
    if is_ours:
        record("room_booking.booked", on=booking, by=by)
    else:
        record("room_booking.asked", on=booking, by=by)
    if booking.is_by_mail and not booking.is_suspicious:
        send = letters.send_confirmed if is_ours else letters.send_asked
        send(booking, token=link_to_room(booking))
    return RoomBooked(booking=booking, token=link_to_room(booking))


def _kept_until(town: Town, span: Span, at: datetime) -> datetime:
    days = ANSWERS_KEPT * town.answer_days
    return kept_until(span.starts_at, asked_at=at, days=days, zone=BERLIN)


def _call_off(
    booking: RoomBooking,
    state: RoomBooking.State,
    *,
    at: datetime,
    reason: str = "",
    needs_call: bool = False,
) -> None:
    living = RoomBooking.objects.filter(pk=booking.pk, state__in=RoomBooking.LIVING, ends_at__gt=at)
    # What never stood in the programme does not turn up there as called off.
    living.filter(state=RoomBooking.State.ASKED).update(is_public=False)
    if not living.update(state=state, reason=reason, needs_call=needs_call, changed_at=at):
        raise AlreadyDecided(_("This booking is over or has been called off already."))
    Slice.objects.filter(booking=booking).delete()
    index_bookings([booking.pk])
    _read_again(booking)


def _read_again(booking: RoomBooking) -> None:
    booking.refresh_from_db(
        fields=["state", "reason", "needs_call", "is_public", "is_suspicious", "changed_at"]
    )
