"""The presence hours in the archive of a town: those that everybody can come to, for the team all with who came."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import ArchivePart, ArchiveShelf, ArchiveThing, Fact
from machbar.modules.meetings.models import Booking, Presence
from machbar.modules.meetings.rules import can_hold_talks
from machbar.modules.meetings.selectors import (
    bookings_visible_to,
    presences_visible_to,
    running_presences,
)

DAY = "j. F Y"


def presence_shelf(actor: Actor) -> ArchiveShelf:
    """Presence hours, the oldest first; bookings stay with the team (three queries)."""
    bookings: dict[int, list[Booking]] = defaultdict(list)
    found = bookings_visible_to(actor).filter(is_suspicious=False)
    for each in found.order_by("starts_at", "seat", "id"):
        bookings[each.presence_id].append(each)
    presences = (
        presences_visible_to(actor)
        if can_hold_talks(actor)
        else running_presences(actor.town, timezone.localdate())
    )
    things = [
        _thing(presence, bookings[presence.pk])
        for presence in presences.order_by("first_day", "id")
    ]
    return ArchiveShelf(key="sprechstunden", title=gettext_lazy("Office hours"), things=things)


def _thing(presence: Presence, bookings: Sequence[Booking]) -> ArchiveThing:
    times = _("%(starts)s to %(ends)s o'clock") % {
        "starts": time_format(presence.starts, "H:i"),
        "ends": time_format(presence.ends, "H:i"),
    }
    facts: list[Fact] = [
        (_("Who is there"), presence.who),
        (_("How often"), str(presence.get_kind_display())),
        (_("First day"), date_format(presence.first_day, f"l, {DAY}")),
        (_("Last day"), date_format(presence.last_day, DAY) if presence.last_day else ""),
        (_("Times"), times),
        (_("Minutes a talk"), str(presence.slot_minutes)),
        (_("Place"), presence.place),
    ]
    weekday = date_format(presence.first_day, "l")
    return ArchiveThing(
        key=presence.public_id,
        title=f"{presence.who}, {weekday}, {times}",
        facts=[(label, text) for label, text in facts if text],
        parts=[*_days_off(presence), *_booked(bookings)],
    )


def _days_off(presence: Presence) -> Iterator[ArchivePart]:
    lines = [[date_format(each.on, DAY), each.reason] for each in presence.days_off.all()]
    if lines:
        title = _("Days on which they do not take place")
        yield ArchivePart(title=title, head=[_("Day"), _("Reason")], lines=lines)


def _booked(bookings: Sequence[Booking]) -> Iterator[ArchivePart]:
    lines = [
        [
            date_format(timezone.localtime(each.starts_at), "d.m.Y, H:i"),
            each.topic,
            f"{each.get_state_display()}: {each.reason}"
            if each.reason
            else each.get_state_display(),
            each.name,
            each.contact,
        ]
        for each in bookings
    ]
    if lines:
        head = [_("When"), _("What it is about"), _("State"), _("Name"), _("Contact")]
        yield ArchivePart(title=_("Booked talks"), head=head, lines=lines)
