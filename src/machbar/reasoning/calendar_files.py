"""Calendar files after RFC 5545, written with the library `icalendar`: appointments a calendar can follow.

A calendar knows an appointment by its UID and takes the version with the higher SEQUENCE; what is called off stays in
the feed as cancelled, so that it leaves the calendars of its readers. The zone is written out with the rule of
directive 2000/84/EC, so that every calendar puts an hour where the clock on the wall shows it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from icalendar import Calendar, Timezone, TimezoneDaylight, TimezoneStandard
from icalendar import Event as Entry

PRODUCT = "-//MachBar//MachBar//DE"
ZONE = "Europe/Berlin"


@dataclass(frozen=True, kw_only=True)
class Event:
    """One appointment. ``stamp``: when it was changed last; ``url``: a page about it, or nothing."""

    uid: str
    sequence: int
    stamp: datetime
    starts_at: datetime
    ends_at: datetime
    summary: str
    description: str = ""
    location: str = ""
    url: str = ""
    is_cancelled: bool = False
    is_tentative: bool = False


def calendar_file(name: str, events: Sequence[Event], *, refresh: timedelta | None = None) -> bytes:
    """The calendar as bytes; times must lie in the zone of Berlin. ``refresh``: how often a feed is worth a look."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", ZONE)
    if refresh is not None:
        calendar.add("refresh-interval", refresh, parameters={"VALUE": "DURATION"})
    calendar.add_component(_zone())
    for event in events:
        calendar.add_component(_entry(event))
    return bytes(calendar.to_ical())


def _entry(event: Event) -> Entry:
    entry = Entry()
    entry.add("uid", event.uid)
    entry.add("dtstamp", event.stamp.astimezone(UTC))
    entry.add("sequence", event.sequence)
    entry.add("dtstart", event.starts_at)
    entry.add("dtend", event.ends_at)
    entry.add("summary", event.summary)
    entry.add("status", _status(event))
    for name in ("description", "location", "url"):
        if text := getattr(event, name):
            entry.add(name, text)
    return entry


def _status(event: Event) -> str:
    if event.is_cancelled:
        return "CANCELLED"
    return "TENTATIVE" if event.is_tentative else "CONFIRMED"


def _zone() -> Timezone:
    zone = Timezone()
    zone.add("tzid", ZONE)
    winter, summer = timedelta(hours=1), timedelta(hours=2)
    # The clock on the wall before the change, therefore without a zone.
    spring, autumn = datetime(1996, 3, 31, 2), datetime(1996, 10, 27, 3)  # noqa: DTZ001
    for part, name, start, before, after in (
        (TimezoneDaylight(), "CEST", spring, winter, summer),
        (TimezoneStandard(), "CET", autumn, summer, winter),
    ):
        part.add("tzname", name)
        part.add("dtstart", start)
        part.add("tzoffsetfrom", before)
        part.add("tzoffsetto", after)
        part.add("rrule", {"freq": "yearly", "bymonth": start.month, "byday": "-1SU"})
        zone.add_component(part)
    return zone
