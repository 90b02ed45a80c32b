"""What the house's own room and window show elsewhere: the programme in the shop window, requests on the day's page."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import MOST_COUNTED, DayItem, DayPart, Panel, SitePage
from machbar.foundation.ui.formats import short_date
from machbar.modules.premises.models import RoomBooking
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.premises.selectors.rooms import (
    bookables_of,
    programme,
    room_bookings_of_the_day,
)
from machbar.modules.premises.words.times import hours

WEEK = timedelta(days=7)
WARNED_BEFORE = timedelta(days=2)
IN_THE_WINDOW = 3
ON_THE_DAY = 8


def room_front(actor: Actor) -> Sequence[Panel]:
    """A pane of the shop window: what happens this week (one query)."""
    return _panel(actor, "premises/_room_pane.html", position=25, is_beside=True)


def room_kiosk(actor: Actor) -> Sequence[Panel]:
    """The same for the screen in the window (one query)."""
    return _panel(actor, "premises/_room_slide.html", position=45)


def room_dates(actor: Actor) -> Sequence[Panel]:
    """On the page of dates: what is on in the house, and that its room can be booked (one query)."""
    bookings = _this_week(actor)
    return (Panel(template="premises/_room_dates.html", context={"bookings": bookings}),)


def room_site_pages(actor: Actor) -> Sequence[SitePage]:
    """The programme, and the free times of what can be booked."""
    found = [
        SitePage(path=reverse("premises:room_free", args=[bookable.public_id]))
        for bookable in bookables_of(actor.town)
    ]
    return (SitePage(path=reverse("premises:room_programme")), *found) if found else ()


def room_day_part(actor: Actor, today: date) -> DayPart | None:
    """Who asks for the room, whom to call, and what is on today (one query)."""
    if not can_keep_bookings(actor):
        return None
    bookings = list(room_bookings_of_the_day(actor, today)[: MOST_COUNTED + 1])
    if not bookings:
        return None
    items = sorted((_item(each, today) for each in bookings), key=lambda item: item.due)
    return DayPart(
        title=gettext("Room and window"),
        items=items[:ON_THE_DAY],
        total=len(bookings),
        url=reverse("premises:room_work"),
    )


def _this_week(actor: Actor) -> list[RoomBooking]:
    now = timezone.now()
    coming = programme(actor.town, now).filter(starts_at__lt=now + WEEK)
    return list(coming[:IN_THE_WINDOW])


def _panel(
    actor: Actor, template: str, *, position: int, is_beside: bool = False
) -> Sequence[Panel]:
    bookings = _this_week(actor)
    if not bookings:
        return ()
    context = {"bookings": bookings}
    return (Panel(template=template, context=context, position=position, is_beside=is_beside),)


def _item(booking: RoomBooking, today: date) -> DayItem:
    made = timezone.localdate(booking.created_at)
    words = {
        "who": booking.name or gettext("Somebody"),
        "what": booking.bookable.name,
        "day": short_date(booking.first_day, today),
        "title": booking.title,
    }
    detail, since, due, is_late = booking.title, booking.first_day, today, False
    if booking.needs_call:
        headline, action = gettext("Call: %(who)s, %(what)s on %(day)s") % words, gettext("Call")
        detail, is_late = booking.contact, True
    elif booking.is_asked:
        headline = gettext("%(who)s asks for %(what)s on %(day)s") % words
        action, since, due = gettext("Say yes or no"), made, made
        detail, is_late = _kept(booking, today)
    elif not booking.is_living:
        headline, action = gettext("Called off: %(title)s, %(what)s") % words, gettext("Look")
    else:
        headline, action = gettext("Today in %(what)s: %(title)s") % words, gettext("Look")
        detail = "" if booking.bookable.is_by_day else hours(booking.span)
    return DayItem(
        headline=headline,
        detail=detail,
        url=reverse("premises:room_booking_work", args=[booking.public_id]),
        action=action,
        since=since,
        due=due,
        is_late=is_late,
    )


def _kept(booking: RoomBooking, today: date) -> tuple[str, bool]:
    """What is asked for and how long its time waits for our answer; late in the last days of that."""
    last = booking.last_day_kept or booking.first_day
    words = {"title": booking.title, "day": short_date(last, today)}
    if booking.is_kept_until_the_start:
        detail = gettext("%(title)s; without our answer its time is kept until it begins") % words
    else:
        detail = gettext("%(title)s; without our answer its time is free after %(day)s") % words
    return detail, last <= today + WARNED_BEFORE
