"""Searches in every state: running with long words, suspected spam, refused, settled, expired; rooms beside them."""

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import Demand
from machbar.modules.premises.services.demand import refuse_demand, withdraw_demand
from machbar.modules.premises.tests.builders.demand import (
    make_demand,
    make_public_demand,
    make_room,
    received,
)
from tests.journeys.filling.words import LONG_WORD

MORE = 26


def fill_searches(house: Actor) -> dict[str, str]:
    """More public searches than fit on a page, and one of every other kind."""
    town, now = house.town, timezone.now()
    for number in range(MORE):
        make_public_demand(town, title=f"Gesuch Nummer {number}", at=now)
    running = received(town, at=now, title=LONG_WORD, text=LONG_WORD, details=LONG_WORD)
    partner = make_public_demand(town, kind="partner", title="Fahrradwerkstatt", at=now)
    refused = received(town, at=now, title="Abgelehnt", wants_public=True)
    refuse_demand(demand=refused.demand, by=house, version=1, reason=LONG_WORD)
    gone = received(town, at=now, title="Zurückgenommen")
    withdraw_demand(demand=gone.demand, by=house, at=now)
    ended = received(town, at=now, title="Verfallen")
    Demand.objects.filter(pk=ended.demand.pk).update(state=Demand.State.EXPIRED)
    spam = make_demand(town, at=now, title="Nach Werbung")
    Demand.objects.filter(pk=spam.pk).update(is_suspicious=True)
    make_room(town, "R-1", area=80, label=LONG_WORD)
    return {
        "search": running.demand.public_id,
        "search link": running.token,
        "search for a partner": partner.public_id,
        "refused search": refused.demand.public_id,
        "refused search link": refused.token,
        "settled search": gone.demand.public_id,
        "settled search link": gone.token,
        "expired search link": ended.token,
        "public search": Demand.objects.get(town=town, title="Gesuch Nummer 0").public_id,
    }
