"""The house's own room and window in the archive of a town: what they offer and the programme, for the team all
bookings with names and contacts."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import (
    ArchiveDuty,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
    Fact,
)
from machbar.modules.premises.models import Bookable, RoomBooking
from machbar.modules.premises.rules import can_keep_bookings
from machbar.modules.premises.selectors.rooms import (
    bookables_of,
    bookables_visible_to,
    programme,
    room_bookings_visible_to,
)
from machbar.modules.premises.words.times import hours

DAY = "d.m.Y"  # short: it stands in a narrow column


def bookings_shelf(actor: Actor) -> ArchiveShelf:
    """The room and the window with who has them (two queries); guests find what is offered and the programme."""
    is_inside = can_keep_bookings(actor)
    bookables = bookables_visible_to(actor) if is_inside else bookables_of(actor.town)
    found = (
        room_bookings_visible_to(actor).filter(is_suspicious=False)
        if is_inside
        else programme(actor.town, timezone.now())
    )
    bookings: dict[int, list[RoomBooking]] = defaultdict(list)
    for each in found.order_by("starts_at", "id"):
        bookings[each.bookable_id].append(each)
    things = [
        _thing(bookable, bookings[bookable.pk], is_inside=is_inside)
        for bookable in bookables.order_by("position", "id")
    ]
    return ArchiveShelf(key="belegung", title=gettext_lazy("Room and window"), things=things)


def open_bookings(actor: Actor) -> list[ArchiveDuty]:
    """Who waits for a yes to the room or the window (one query)."""
    asked = room_bookings_visible_to(actor).filter(state=RoomBooking.State.ASKED)
    return [
        ArchiveDuty(
            on=each.last_day_kept,
            what=_("Answer who asks for it: %(title)s") % {"title": each.title},
            where=each.bookable.name,
        )
        for each in asked.filter(is_suspicious=False).order_by("starts_at", "id")
    ]


def _thing(bookable: Bookable, bookings: Sequence[RoomBooking], *, is_inside: bool) -> ArchiveThing:
    facts: list[Fact] = [
        (_("What it offers"), bookable.description),
        (_("House rules"), bookable.house_rules),
        (_("Is booked"), str(bookable.get_rhythm_display())),
        (_("Open for bookings"), _hours(bookable)),
    ]
    lines = [_line(each, is_inside=is_inside) for each in bookings]
    inside = [_("State"), _("Name"), _("Contact"), _("Project")] if is_inside else []
    part = ArchivePart(
        title=_("Bookings") if is_inside else _("The programme"),
        head=[_("When"), _("What happens there"), *inside],
        lines=lines,
    )
    return ArchiveThing(
        key=bookable.public_id,
        title=bookable.name,
        facts=[(label, text) for label, text in facts if text],
        parts=[part] if lines else [],
    )


def _hours(bookable: Bookable) -> str:
    if bookable.opens is None or bookable.closes is None:
        return ""
    return _("%(starts)s to %(ends)s o'clock") % {
        "starts": time_format(bookable.opens, "H:i"),
        "ends": time_format(bookable.closes, "H:i"),
    }


def _when(booking: RoomBooking) -> str:
    first, last = (date_format(day, DAY) for day in (booking.first_day, booking.last_day))
    if not booking.bookable.is_by_day:
        return f"{first}, {hours(booking.span)}"
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}


def _line(booking: RoomBooking, *, is_inside: bool) -> list[str]:
    public = [_when(booking), booking.title]
    if not is_inside:
        return public
    state = str(booking.get_state_display())
    if booking.reason:
        state = f"{state}: {booking.reason}"
    return [*public, state, booking.name, booking.contact, str(booking.project or "")]
