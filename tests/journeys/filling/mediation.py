"""Rooms on their way in every state, with long words on both sides."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import Mediation
from machbar.modules.premises.services.mediating import decline, fix_visit, link_to
from machbar.modules.premises.tests.builders.mediation import (
    NEW_YEARS_EVE,
    make_contact,
    make_mediation,
    make_owner,
    make_paths,
    make_running,
    make_terms,
    make_unit,
)
from tests.journeys.filling.words import LONG_WORD


def fill_mediation(house: Actor) -> dict[str, str]:
    """What the sweep looks at of mediations."""
    town, now = house.town, timezone.now()
    owner = make_owner(town, name=LONG_WORD[:120])
    unit = make_unit(town, owner=owner, street=LONG_WORD[:60], label=LONG_WORD[:60])
    paths = make_paths(town, unit, words=lambda _secret: LONG_WORD[:60])
    visit = make_contact(town, unit=make_unit(town, owner=owner, street="Markt"), at=now)
    fix_visit(
        mediation=visit,
        by=house,
        at=now,
        visit_at=now + timedelta(days=2),
        place=LONG_WORD[:150],
    )
    over = make_mediation(town, unit=unit, at=now)
    side = Mediation.Side.OWNER
    decline(mediation=over, side=side, by=house, at=now, reason=LONG_WORD[:250])
    running = make_running(town, unit=make_unit(town, owner=owner, street="Neue Straße"), at=now)
    promised = make_running(
        town,
        unit=make_unit(town, owner=owner, street="Am Tor", available_until=NEW_YEARS_EVE),
        terms=make_terms(running_cents=0),
        at=now,
    )
    return {
        "suggested path": paths.suggested.public_id,
        "agreed path": paths.agreed.public_id,
        "visited path": visit.public_id,
        "declined path": over.public_id,
        "running path": running.public_id,
        "promised path": promised.public_id,
        "owner's link": paths.owner_token,
        "seeker's link": paths.seeker_token,
        "owner's link of a visit": link_to(visit, side, at=now),
        "free search": paths.free_demand.public_id,
        "asked room": unit.public_id,
        "request by phone": paths.called.public_id,
    }
