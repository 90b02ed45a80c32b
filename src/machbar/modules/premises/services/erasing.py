"""What follows where an owner, a seeker or a guest is erased on request; and what a signed agreement keeps."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.surfaces.personal import Held
from machbar.modules.premises.models import (
    Agreement,
    Asking,
    Consent,
    Demand,
    Mediation,
    MediationStep,
    Owner,
    RoomBooking,
    Slice,
    Unit,
)
from machbar.modules.premises.services.consents import withdraw_everything
from machbar.modules.premises.services.demand import hide_demand, withdraw_demand
from machbar.modules.premises.services.mediating import end_round
from machbar.modules.premises.services.owners import erase_owner
from machbar.reasoning.contact import ContactKind

CLAIMS_END_AFTER = 3  # years, counted from the end of the year (sections 195 and 199 BGB)
WHY = gettext_lazy(
    "A signed agreement: claims from it end three years after the year of its end (§§ 195, 199 BGB)."
)


def end_owner(owner: Owner, by: Actor, at: datetime) -> None:
    """Nothing of their rooms stays public, their links end, the row goes."""
    erase_owner(owner=owner, by=by, at=at)


def lock_owner(owner: Owner, by: Actor, at: datetime) -> None:
    """A signed agreement keeps the owner: nothing of their rooms stays public, and they are asked no more."""
    withdraw_everything(owner=owner, way=Consent.Way.HOUSE, by=by, at=at)


def lock_search(demand: Demand, by: Actor, _at: datetime) -> None:
    """A signed agreement keeps the name: the search is public no longer."""
    hide_demand(demand=demand, by=by)
    Demand.objects.filter(pk=demand.pk, wants_public=True).update(wants_public=False)


def lock_mediation(mediation: Mediation, _by: Actor, _at: datetime) -> None:
    """A signed agreement keeps the path: its visit is public no longer."""
    Mediation.objects.filter(pk=mediation.pk).update(visit_is_public=False)


def end_search(demand: Demand, by: Actor, at: datetime) -> None:
    """The search is over and public no longer; nobody is reached any more."""
    withdraw_demand(demand=demand, by=by, at=at)
    Demand.objects.filter(pk=demand.pk).update(
        contact_kind=ContactKind.NONE.value, wants_public=False
    )


@transaction.atomic
def end_mediation(mediation: Mediation, by: Actor, at: datetime) -> None:
    """A path that goes on comes to nothing, without a letter to anybody."""
    if not mediation.is_living:
        return
    Mediation.objects.filter(pk=mediation.pk).update(
        stage=Mediation.Stage.DECLINED,
        declined_by=Mediation.Side.HOUSE,
        reason=_("One side asked to be erased."),
        visit_is_public=False,
        changed_at=at,
        version=F("version") + 1,
    )
    record("mediation.decline", on=mediation, by=by, payload={"stage": Mediation.Stage.DECLINED})
    end_round(mediation, at=at)


def erase_room_guest(booking: RoomBooking, by: Actor, at: datetime) -> None:
    """What is to come is called off, the time is free again; a private occasion loses its words."""
    mine = RoomBooking.objects.filter(pk=booking.pk)
    mine.update(contact_kind=ContactKind.NONE.value, needs_call=False)
    mine.filter(is_public=False).update(title=F("number"))
    if booking.is_living and booking.ends_at > at:
        mine.update(state=RoomBooking.State.GUEST_OFF, is_public=False, changed_at=at)
        Slice.objects.filter(booking=booking).delete()
        record("room_booking.called_off_by_guest", on=booking, by=by)


def has_agreed_as_owner(owner: Owner, _by: Actor, today: date) -> Held | None:
    """Whether a signed agreement about a room of this owner still counts."""
    return _strongest(Agreement.objects.filter(mediation__unit__owner=owner), today)


def has_agreed_as_seeker(demand: Demand, _by: Actor, today: date) -> Held | None:
    """Whether a signed agreement for this search still counts."""
    return _strongest(Agreement.objects.filter(mediation__demand=demand), today)


def belongs_to_held_owner(unit: Unit, by: Actor, today: date) -> Held | None:
    """Whether the owner of a unit stays, and with them what was agreed about it."""
    return None if unit.owner is None else has_agreed_as_owner(unit.owner, by, today)


def is_agreed(mediation: Mediation, _by: Actor, today: date) -> Held | None:
    """Whether the agreement of a mediation still counts."""
    return _strongest(Agreement.objects.filter(mediation=mediation), today)


def hangs_on_agreed(row: Asking | MediationStep | Agreement, by: Actor, today: date) -> Held | None:
    """Whether what belongs to a mediation stays with its agreement."""
    return is_agreed(row.mediation, by, today)


def _strongest(agreements: Iterable[Agreement], today: date) -> Held | None:
    """The reason that holds longest; an agreement without an end holds until it has one."""
    until: list[date] = []
    for each in agreements:
        if each.signed_on is None:
            continue
        if each.ends_on is None:
            return Held(why=WHY)
        until.append(date(each.ends_on.year + CLAIMS_END_AFTER, 12, 31))
    last = max(until, default=None)
    return None if last is None or last < today else Held(why=WHY, until=last)
