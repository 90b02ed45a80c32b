"""From our records to the events of calendar files."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _

from machbar.foundation.towns.addresses import absolute_url
from machbar.foundation.towns.models import Town
from machbar.modules.meetings.models import Booking
from machbar.modules.meetings.selectors import PresenceDay
from machbar.modules.meetings.selectors.presences import BERLIN
from machbar.reasoning.calendar_files import Event


def presence_events(town: Town, days: Iterable[PresenceDay]) -> list[Event]:
    """A day of presence hours each; a day called off stays, as cancelled."""
    url = absolute_url(town, reverse("meetings:presence"))
    return [
        Event(
            uid=f"sprechstunde-{day.presence.public_id}-{day.on:%Y%m%d}@{town.key}.machbar",
            sequence=day.presence.changes,
            stamp=day.presence.changed_at,
            starts_at=day.span.starts_at,
            ends_at=day.span.ends_at,
            summary=_("Presence hours: %(who)s") % {"who": day.presence.who},
            description=day.cancelled_because or _("Times can be booked without an account."),
            location=day.presence.place or town.address,
            url=url,
            is_cancelled=bool(day.cancelled_because),
        )
        for day in days
    ]


def booking_event(booking: Booking, *, url: str, is_for_team: bool = False) -> Event:
    """One booking: for the guest without anything that others could misuse, for the team with name and topic."""
    who = booking.name or _("Guest")
    summary = (
        _("Talk: %(name)s") % {"name": who}
        if is_for_team
        else _("Talk with %(who)s") % {"who": booking.presence.who}
    )
    details = [booking.topic, booking.contact if is_for_team else "", booking.reason]
    return Event(
        uid=f"gespraech-{booking.public_id}@{booking.town.key}.machbar",
        sequence=int(booking.is_cancelled),
        stamp=booking.changed_at,
        starts_at=booking.starts_at.astimezone(BERLIN),
        ends_at=booking.ends_at.astimezone(BERLIN),
        summary=summary,
        description="\n".join([booking.number, *(each for each in details if each)]),
        location=booking.presence.place or booking.town.address,
        url=url,
        is_cancelled=booking.is_cancelled,
    )
