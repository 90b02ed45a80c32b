"""What can be booked when: the house's settings for one room or window, and why a wish does not fit them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum

from machbar.modules.premises.core.slices import DAY, Span, days_in, quarters_in, whole_days

MOST_DAYS = 31


class Rhythm(StrEnum):
    """By what something is booked: a room by the hour, a shop window by the day."""

    HOURS = "hours"
    DAYS = "days"


class Refusal(StrEnum):
    """Why a wish does not fit, whoever else has booked."""

    NOT_OFFERED = "not_offered"
    OVER = "over"
    TOO_FAR = "too_far"
    TOO_EARLY = "too_early"
    TOO_LATE = "too_late"
    TOO_LONG = "too_long"


@dataclass(frozen=True, kw_only=True)
class Offer:
    """The settings of one room or window. Without ``opens`` and ``closes`` the whole day can be booked."""

    rhythm: Rhythm
    opens: time | None = None
    closes: time | None = None
    weeks_ahead: int = 26
    is_offered: bool = True


def last_day_of(offer: Offer, today: date) -> date:
    """The last day that can be booked."""
    return today + timedelta(weeks=offer.weeks_ahead)


def refusal(offer: Offer, span: Span, *, now: datetime, zone: tzinfo) -> Refusal | None:
    """Why this span cannot be booked; None where it can."""
    starts, ends = span.starts_at.astimezone(zone), span.ends_at.astimezone(zone)
    today = now.astimezone(zone).date()
    earliest = now if offer.rhythm is Rhythm.HOURS else whole_days(today, today, zone).starts_at
    if not offer.is_offered:
        return Refusal.NOT_OFFERED
    if span.starts_at < earliest:
        return Refusal.OVER
    if span.ends_at > whole_days(today, last_day_of(offer, today), zone).ends_at:
        return Refusal.TOO_FAR
    if offer.rhythm is Rhythm.DAYS:
        is_long = len(days_in(span, zone)) > MOST_DAYS
        return Refusal.TOO_LONG if is_long else None
    return _outside(offer, starts, ends)


def kept_until(starts_at: datetime, *, asked_at: datetime, days: int, zone: tzinfo) -> datetime:
    """How long a time is kept for somebody who waits for our answer: so many whole days after the day of the question,
    and never past the beginning."""
    last = asked_at.astimezone(zone).date() + timedelta(days=days)
    return min(starts_at, whole_days(last, last, zone).ends_at)


def slices_of(offer: Offer, span: Span, zone: tzinfo) -> tuple[datetime, ...]:
    """The slices that a booking of this span takes: quarters of an hour, or days."""
    return quarters_in(span) if offer.rhythm is Rhythm.HOURS else days_in(span, zone)


def open_span(offer: Offer, day: date, zone: tzinfo) -> Span:
    """From when to when something is offered on one day."""
    whole = whole_days(day, day, zone)
    opens, closes = offer.opens, offer.closes
    return Span(
        starts_at=datetime.combine(day, opens, zone).astimezone(UTC) if opens else whole.starts_at,
        ends_at=datetime.combine(day, closes, zone).astimezone(UTC) if closes else whole.ends_at,
    )


def _outside(offer: Offer, starts: datetime, ends: datetime) -> Refusal | None:
    """A room is booked within one day, and within its hours."""
    last = ends.date() - DAY if ends.time() == time.min else ends.date()
    if last != starts.date():
        return Refusal.TOO_LONG
    if offer.opens is not None and starts.time() < offer.opens:
        return Refusal.TOO_EARLY
    is_late = offer.closes is not None and (ends.time() > offer.closes or ends.date() != last)
    return Refusal.TOO_LATE if is_late else None
