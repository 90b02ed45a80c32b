"""Planning presence hours. Whoever has booked a time that falls away is told, by the same deed."""

from dataclasses import asdict, dataclass
from datetime import date, datetime, time

from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.people.models import Person
from machbar.modules.meetings.exceptions import NotADay, ReasonMissing
from machbar.modules.meetings.models import Booking, DayOff, Presence
from machbar.modules.meetings.selectors.presences import BERLIN, days_of
from machbar.modules.meetings.services.calling_off import call_off_as_house


@dataclass(frozen=True, kw_only=True)
class PresencePlan:
    """Everything that is planned about presence hours but their last day."""

    kind: str
    first_day: date
    starts: time
    ends: time
    slot_minutes: int
    places: int
    weeks_ahead: int
    skips_holidays: bool
    place: str
    who: str
    last_day: date | None = None


def plan_presence(
    *,
    by: Actor,
    at: datetime,
    form_key: str,
    plan: PresencePlan,
    person: Person | None = None,
    is_fictional: bool = False,
) -> Presence:
    """New presence hours. The same ``form_key`` again gives the same, not a second one."""
    known = Presence.objects.filter(town=by.town, form_key=form_key)
    found = known.first()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            presence = Presence.objects.create(
                town=by.town,
                form_key=form_key,
                person=person,
                changed_at=at,
                is_fictional=is_fictional,
                **asdict(plan),
            )
            record("presence.planned", on=presence, by=by)
            return presence
    except IntegrityError:
        # The other click of a double click won between the look and the insert.
        return known.get()


@transaction.atomic
def change_presence(*, presence: Presence, by: Actor, at: datetime, plan: PresencePlan) -> None:
    """Plan from now on differently. What has been booked stays as it was promised."""
    values = asdict(plan)
    Presence.objects.filter(pk=presence.pk).update(
        **values, changes=F("changes") + 1, changed_at=at
    )
    record("presence.changed", on=presence, by=by)


@transaction.atomic
def hand_over_presence(*, presence: Presence, to: Person, by: Actor, at: datetime) -> None:
    """Another person is there from now on; where the page named the one before, it names the new one."""
    before = presence.person
    named = before is not None and presence.who == before.name
    Presence.objects.filter(pk=presence.pk).update(
        person=to,
        who=to.name[:80] if named else presence.who,
        changes=F("changes") + 1,
        changed_at=at,
    )
    record("presence.handed_over", on=presence, by=by)


@transaction.atomic
def give_day_off(*, presence: Presence, by: Actor, at: datetime, on: date, reason: str) -> int:
    """Call one day off: its slots go, who has booked is told; returns how many had. Raises `MeetingError`."""
    reason = _reason(reason)
    _lock(presence)
    if not any(day.on == on for day in days_of(presence, presence.town, on, on)):
        raise NotADay(_("On that day these presence hours do not take place anyway."))
    _day, is_new = DayOff.objects.get_or_create(
        presence=presence, on=on, defaults={"reason": reason}
    )
    if not is_new:
        return 0
    _touch(presence, at)
    record("presence.day_off", on=presence, by=by, payload={"on": on})
    start = datetime.combine(on, time.min, BERLIN)
    end = datetime.combine(on, time.max, BERLIN)
    bookings = presence.bookings.filter(starts_at__gte=start, starts_at__lte=end)
    return _call_off(bookings.filter(ends_at__gt=at), by=by, at=at, reason=reason)


@transaction.atomic
def take_day_off_back(*, presence: Presence, by: Actor, at: datetime, on: date) -> None:
    """The day takes place after all; what was called off stays called off."""
    if DayOff.objects.filter(presence=presence, on=on).delete()[0]:
        _touch(presence, at)
        record("presence.day_off_taken_back", on=presence, by=by, payload={"on": on})


@transaction.atomic
def end_presence(
    *, presence: Presence, by: Actor, at: datetime, last_day: date, reason: str
) -> int:
    """Nothing after this day: later bookings are called off and told; returns how many. Raises `MeetingError`."""
    reason = _reason(reason)
    _lock(presence)
    if last_day < presence.first_day:
        raise NotADay(_("The last day cannot lie before the first one. Please call that day off."))
    Presence.objects.filter(pk=presence.pk).update(
        last_day=last_day, changes=F("changes") + 1, changed_at=at
    )
    record("presence.ended", on=presence, by=by, payload={"last_day": last_day})
    end = datetime.combine(last_day, time.max, BERLIN)
    bookings = presence.bookings.filter(starts_at__gt=end, ends_at__gt=at)
    return _call_off(bookings, by=by, at=at, reason=reason)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise ReasonMissing(_("Please say why: whoever has booked reads it."))
    return reason.strip()


def _lock(presence: Presence) -> None:
    """Bookings of the same presence hours wait for this deed, as it waits for them."""
    Presence.objects.select_for_update().filter(pk=presence.pk).first()


def _touch(presence: Presence, at: datetime) -> None:
    Presence.objects.filter(pk=presence.pk).update(changes=F("changes") + 1, changed_at=at)


def _call_off(bookings: models.QuerySet[Booking], *, by: Actor, at: datetime, reason: str) -> int:
    found = list(bookings.filter(state=Booking.State.BOOKED).select_related("presence", "town"))
    for booking in found:
        call_off_as_house(booking=booking, by=by, at=at, reason=reason)
    return len(found)
