"""A search that somebody ends by hand: what was only suggested for it comes to nothing, and who was asked is told.

Where both sides have agreed to meet, the path stays: whoever took the search back may have found the room through it.
"""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import Demand, Mediation
from machbar.modules.premises.services.demand import settle_demand, withdraw_demand
from machbar.modules.premises.services.mediating import decline


@transaction.atomic
def take_search_back(*, demand: Demand, by: Actor, at: datetime) -> None:
    """The seeker looks no longer. A second click changes nothing."""
    _give_up(demand, by, at, reason=_("The search was taken back."))
    withdraw_demand(demand=demand, by=by, at=at)


@transaction.atomic
def close_search(*, demand: Demand, by: Actor, at: datetime) -> None:
    """The team says that the search is settled. A second click changes nothing."""
    _give_up(demand, by, at, reason=_("The search is settled."))
    settle_demand(demand=demand, by=by, at=at)


def _give_up(demand: Demand, by: Actor, at: datetime, *, reason: str) -> None:
    # First the paths: a search of which one goes on is taken for one that somebody works on after all.
    suggested = Mediation.objects.filter(demand=demand, stage=Mediation.Stage.SUGGESTED)
    for each in suggested.order_by("id"):
        decline(mediation=each, side=Mediation.Side.SEEKER, by=by, at=at, reason=reason)
