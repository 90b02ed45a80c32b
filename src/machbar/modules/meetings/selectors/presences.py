"""Presence hours: their days, and the slots that are free. Slots are reckoned, never stored."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.foundation.towns.selectors import closed_days
from machbar.modules.meetings.core import Slot, days_between, overlaps, public_holidays, slots_on
from machbar.modules.meetings.models import Booking, Presence
from machbar.modules.meetings.rules import can_hold_talks
from machbar.reasoning.calendar_files import ZONE

BERLIN = ZoneInfo(ZONE)
NOTICE = timedelta(hours=1)  # who is there shall see a booking before it begins
STAMP = "%Y%m%dT%H%MZ"


@dataclass(frozen=True, kw_only=True)
class FreeSlot:
    """A slot that can be booked now; `code` names it in addresses and forms."""

    presence: Presence
    slot: Slot

    @property
    def code(self) -> str:
        """The presence hours and the beginning in UTC, which no change of clocks makes ambiguous."""
        return f"{self.presence.public_id}-{self.slot.starts_at.astimezone(UTC):{STAMP}}"

    @property
    def day(self) -> date:
        """The day on the wall."""
        return self.slot.starts_at.astimezone(BERLIN).date()


@dataclass(frozen=True, kw_only=True)
class PresenceDay:
    """One day of some presence hours: its whole span, and why it does not take place (empty where it does)."""

    presence: Presence
    on: date
    span: Slot
    cancelled_because: str = ""


def presences_visible_to(actor: Actor) -> QuerySet[Presence]:
    """The town's presence hours for who plans them."""
    if not can_hold_talks(actor):
        return Presence.objects.none()
    return Presence.objects.filter(town=actor.town).prefetch_related("days_off")


def free_slots(town: Town, now: datetime) -> list[FreeSlot]:
    """Every slot of the town that a guest can book now, the earliest first (four queries)."""
    today = timezone.localdate(now)
    closed = frozenset(closed_days(town, today))
    presences = list(running_presences(town, today))
    taken = _taken(Booking.objects.filter(presence__in=presences, ends_at__gt=now))
    found = [
        FreeSlot(presence=presence, slot=slot)
        for presence in presences
        for slot in open_slots(presence, now=now, taken=taken[presence.pk], closed=closed)
    ]
    return sorted(found, key=lambda free: (free.slot, free.presence.pk))


def open_slots(
    presence: Presence,
    *,
    now: datetime,
    taken: Sequence[tuple[datetime, datetime]],
    closed: Collection[date],
) -> list[Slot]:
    """The slots with a free place; ``taken``: the spans of its bookings, ``closed``: days on which the house is.

    Load `days_off` along.
    """
    return [
        slot
        for slot in _published(presence, now, closed)
        if sum(overlaps(slot, starts, ends) for starts, ends in taken) < presence.places
    ]


def slot_named(slots: Iterable[FreeSlot], code: str) -> FreeSlot | None:
    """The free slot with this code, or None where it is taken, over or never was."""
    return next((free for free in slots if free.code == code), None)


def coming_days(town: Town, start: date, end: date) -> list[PresenceDay]:
    """Every day of presence hours between two days, with those called off, in order (three queries)."""
    closed = closed_days(town, start)
    found = [
        _without_house(day, closed)
        for presence in running_presences(town, start)
        for day in days_of(presence, town, start, end)
    ]
    return sorted(found, key=lambda day: (day.span, day.presence.pk))


def days_of(presence: Presence, town: Town, start: date, end: date) -> list[PresenceDay]:
    """The days of one series with those called off; holidays it skips are none of its days."""
    because = {day.on: day.reason for day in presence.days_off.all()}
    holidays = _holidays(town, presence, start, end)
    return [
        PresenceDay(
            presence=presence,
            on=day,
            span=_span(presence, day),
            cancelled_because=because.get(day, ""),
        )
        for day in days_between(presence.series, start, end, but_not=holidays)
    ]


def _without_house(day: PresenceDay, closed: Mapping[date, str]) -> PresenceDay:
    if day.on not in closed or day.cancelled_because:
        return day
    return replace(day, cancelled_because=closed[day.on] or _("The house is closed."))


def running_presences(town: Town, today: date) -> QuerySet[Presence]:
    """The presence hours that are not over, which everybody can book, with their days off (two queries)."""
    not_over = Q(last_day=None) | Q(last_day__gte=today)
    return (
        Presence.objects.filter(not_over, town=town)
        .select_related("town")
        .prefetch_related("days_off")
    )


def _taken(bookings: QuerySet[Booking]) -> Mapping[int, list[tuple[datetime, datetime]]]:
    found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
    rows = bookings.exclude(state__in=Booking.CANCELLED)
    for presence, starts, ends in rows.values_list("presence_id", "starts_at", "ends_at"):
        found[presence].append((starts, ends))
    return found


def _published(presence: Presence, now: datetime, closed: Collection[date]) -> list[Slot]:
    today = timezone.localdate(now)
    end = today + timedelta(weeks=presence.weeks_ahead)
    off = {day.on for day in presence.days_off.all()} | set(closed)
    off |= _holidays(presence.town, presence, today, end)
    return [
        slot
        for day in days_between(presence.series, today, end, but_not=off)
        for slot in slots_on(
            day,
            starts=presence.starts,
            ends=presence.ends,
            minutes=presence.slot_minutes,
            zone=BERLIN,
        )
        if slot.starts_at >= now + NOTICE
    ]


def _holidays(town: Town, presence: Presence, start: date, end: date) -> set[date]:
    if not presence.skips_holidays:
        return set()
    years = range(start.year, end.year + 1)
    return {day for year in years for day in public_holidays(year, town.state)}


def _span(presence: Presence, day: date) -> Slot:
    return Slot(
        starts_at=datetime.combine(day, presence.starts, BERLIN),
        ends_at=datetime.combine(day, presence.ends, BERLIN),
    )
