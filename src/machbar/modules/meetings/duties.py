"""The duties of somebody of the team: presence hours that go on. Who noted a talk is a trace and stays."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.people.models import Person
from machbar.foundation.surfaces.duties import Duties, Duty
from machbar.modules.meetings.models import Booking, Presence
from machbar.modules.meetings.rules import TALKING_ROLES
from machbar.modules.meetings.services import end_own_feed, hand_over_presence


def of(actor: Actor, person: Person) -> Sequence[Duty]:
    """Presence hours of this person that are not over (two queries)."""
    presences = _presences(actor, person).select_related("person").prefetch_related("bookings")
    now = timezone.now()
    return [
        Duty(
            key=f"meetings:{presence.public_id}",
            kind=_("Presence hours"),
            headline=gettext("%(who)s, %(from)s–%(to)s") % _words(presence),
            detail=_detail(presence, now),
            url=reverse("meetings:presence_work"),
            needs_somebody=True,
            roles=TALKING_ROLES,
        )
        for presence in presences
    ]


def hand_over(
    actor: Actor, name: str, person: Person, successor: Person | None, at: datetime
) -> None:
    """Let the successor be there; whoever has booked comes as planned."""
    for presence in _presences(actor, person).filter(public_id=name):
        if successor is not None:
            hand_over_presence(presence=presence, to=successor, by=actor, at=at)


def let_go(actor: Actor, person: Person, at: datetime) -> None:
    """End the address of the person's calendar."""
    end_own_feed(person=person, by=actor, at=at)


def _presences(actor: Actor, person: Person) -> QuerySet[Presence]:
    goes_on = Q(last_day=None) | Q(last_day__gte=timezone.localdate())
    return Presence.objects.filter(goes_on, town=actor.town, person=person)


def _words(presence: Presence) -> dict[str, str]:
    return {
        "who": presence.who,
        "from": f"{presence.starts:%H:%M}",
        "to": f"{presence.ends:%H:%M}",
    }


def _detail(presence: Presence, now: datetime) -> str:
    booked = [
        each
        for each in presence.bookings.all()
        if each.state == Booking.State.BOOKED and each.ends_at > now
    ]
    detail = presence.get_kind_display()
    if booked:
        detail = gettext("%(rhythm)s; booked ahead: %(n)s") % {"rhythm": detail, "n": len(booked)}
    if presence.person is None or presence.who == presence.person.name:
        return detail  # the page will name the successor
    shown = gettext("Everybody goes on reading “%(who)s” there until it is changed.")
    return f"{detail}. {shown % {'who': presence.who}}"


DUTIES = Duties(of=of, hand_over=hand_over, let_go=let_go)
