"""The house's own room and window: what is offered, free and booked, and the programme that everybody sees."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.access.models import PersonalLink
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.offers import last_day_of, open_span
from machbar.modules.premises.core.slices import DAY, Span, days_in, gaps, next_quarter, whole_days
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.models.booking import BERLIN
from machbar.modules.premises.rules import can_keep_bookings

PAGE_DAYS = 14


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A span that somebody has; the title stands there where it is in the public programme."""

    span: Span
    title: str = ""


@dataclass(frozen=True, kw_only=True)
class RoomDay:
    """One day of a room: what is free and what is taken."""

    day: date
    free: tuple[Span, ...]
    taken: tuple[Taken, ...]


@dataclass(frozen=True, kw_only=True)
class Stretch:
    """Days of a window in a row, the last one with them: free, or taken by something."""

    first: date
    last: date
    is_free: bool
    title: str = ""


def bookables_of(town: Town) -> QuerySet[Bookable]:
    """What can be booked at the moment."""
    return Bookable.objects.filter(town=town, is_offered=True)


def bookables_visible_to(actor: Actor) -> QuerySet[Bookable]:
    """All of them, for who keeps the bookings."""
    if not can_keep_bookings(actor):
        return Bookable.objects.none()
    return Bookable.objects.filter(town=actor.town)


def room_bookings_visible_to(actor: Actor) -> QuerySet[RoomBooking]:
    """All of the town's bookings for who keeps them, nothing for others."""
    if not can_keep_bookings(actor):
        return RoomBooking.objects.none()
    return RoomBooking.objects.filter(town=actor.town).select_related("bookable", "town", "project")


def coming_room_bookings(actor: Actor, now: datetime) -> QuerySet[RoomBooking]:
    """What is asked for, what is to come, whom to call, who has called off, and whom we left without an answer."""
    living = Q(state__in=RoomBooking.LIVING, ends_at__gt=now)
    ended = [RoomBooking.State.GUEST_OFF, RoomBooking.State.LAPSED]
    gone = Q(state__in=ended, ends_at__gt=now)
    return room_bookings_visible_to(actor).filter(living | gone | Q(needs_call=True))


def room_bookings_of_the_day(actor: Actor, today: date) -> QuerySet[RoomBooking]:
    """For the start page: asked for, to call, today's, and today's that were called off by the guest."""
    morning = timezone.make_aware(datetime.combine(today, time.min))
    is_today = Q(starts_at__lt=morning + DAY, ends_at__gt=morning)
    asked = Q(state=RoomBooking.State.ASKED, ends_at__gt=morning)
    ours = is_today & Q(state__in=[RoomBooking.State.BOOKED, RoomBooking.State.GUEST_OFF])
    return room_bookings_visible_to(actor).filter(asked | ours | Q(needs_call=True))


def programme(town: Town, since: datetime) -> QuerySet[RoomBooking]:
    """What everybody may see of what happens in the window and in the room, the earliest first."""
    return RoomBooking.objects.filter(
        town=town, state=RoomBooking.State.BOOKED, is_public=True, ends_at__gt=since
    ).select_related("bookable", "project")


def programme_with_gone(town: Town, since: datetime) -> QuerySet[RoomBooking]:
    """The same with what was called off: calendars that follow us have to hear of it."""
    return (
        RoomBooking.objects.filter(town=town, is_public=True, ends_at__gt=since)
        .exclude(state=RoomBooking.State.ASKED)
        .select_related("bookable", "town")
    )


def room_booking_behind(link: PersonalLink) -> RoomBooking | None:
    """The booking of a guest's link."""
    bookings = RoomBooking.objects.filter(town=link.town_id, pk=link.subject_id)
    return bookings.select_related("bookable", "town", "project").first()


def room_days(bookable: Bookable, first: date, now: datetime) -> list[RoomDay]:
    """Two weeks of a room from a day on, as far as it can be booked (one query)."""
    last = min(first + timedelta(days=PAGE_DAYS - 1), last_day_of(bookable.offer, _today(now)))
    if last < first:
        return []
    taken = _taken_by_day(bookable, whole_days(first, last, BERLIN))
    days = [first + number * DAY for number in range((last - first).days + 1)]
    return [_room_day(bookable, day, taken[day], now) for day in days]


def room_day(bookable: Bookable, day: date, now: datetime) -> RoomDay | None:
    """One day of a room (one query); None where it cannot be booked on it."""
    if not _today(now) <= day <= last_day_of(bookable.offer, _today(now)):
        return None
    taken = _taken_by_day(bookable, whole_days(day, day, BERLIN))
    return _room_day(bookable, day, taken[day], now)


def stretches(bookable: Bookable, now: datetime) -> list[Stretch]:
    """A window from today until the last day that can be booked: free and taken, in order (one query)."""
    today = _today(now)
    within = whole_days(today, last_day_of(bookable.offer, today), BERLIN)
    taken = _taken(bookable, within)
    free = [_stretch(gap, is_free=True) for gap in gaps(within, (each.span for each in taken))]
    ours = [_stretch(each.span, is_free=False, title=each.title) for each in taken]
    return sorted([*free, *ours], key=lambda stretch: stretch.first)


def _today(now: datetime) -> date:
    return now.astimezone(BERLIN).date()


def _taken(bookable: Bookable, within: Span) -> list[Taken]:
    bookings = bookable.bookings.filter(
        state__in=RoomBooking.LIVING, starts_at__lt=within.ends_at, ends_at__gt=within.starts_at
    ).order_by("starts_at")
    return [
        Taken(
            span=each.span,
            title=each.title if each.is_public and each.state == RoomBooking.State.BOOKED else "",
        )
        for each in bookings
    ]


def _taken_by_day(bookable: Bookable, within: Span) -> dict[date, list[Taken]]:
    found: dict[date, list[Taken]] = defaultdict(list)
    for each in _taken(bookable, within):
        for midnight in days_in(each.span, BERLIN):
            found[midnight.astimezone(BERLIN).date()].append(each)
    return found


def _room_day(bookable: Bookable, day: date, taken: list[Taken], now: datetime) -> RoomDay:
    within = open_span(bookable.offer, day, BERLIN)
    begin = max(within.starts_at, next_quarter(now))
    free: tuple[Span, ...] = ()
    if begin < within.ends_at:
        left = Span(starts_at=begin, ends_at=within.ends_at)
        free = gaps(left, (each.span for each in taken))
    return RoomDay(day=day, free=free, taken=tuple(taken))


def _stretch(span: Span, *, is_free: bool, title: str = "") -> Stretch:
    last = (span.ends_at - timedelta(microseconds=1)).astimezone(BERLIN).date()
    return Stretch(
        first=span.starts_at.astimezone(BERLIN).date(), last=last, is_free=is_free, title=title
    )
