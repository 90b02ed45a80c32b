"""What the worker's clock does with searches: ask whether they still hold, end them, forget who looked.

The mark and the letter of one search are written in one transaction: a worker that is killed at any step sends the
rest at its next round and nothing twice.
"""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.premises.findable.demand import index_demands
from machbar.modules.premises.letters import demand as letters
from machbar.modules.premises.models import Demand
from machbar.modules.premises.services.demand import link_to
from machbar.reasoning.contact import ContactKind

ASKED_BEFORE = timedelta(days=14)
SEEKERS_KEPT = timedelta(days=42)
"""Name, contact and private details go six weeks after the end."""
BUSY = (Demand.State.VISIT, Demand.State.AGREEMENT)
"""Who is on the way to a room is not asked and does not expire."""


def ask_to_renew(*, town: Town, today: date, at: datetime) -> int:
    """Write to those whose search ends within 14 days and who have a mail address; returns to how many."""
    due = Demand.objects.filter(
        town=town,
        state__in=Demand.LIVING,
        contact_kind=ContactKind.MAIL.value,
        is_suspicious=False,
        asked_to_renew_at=None,
        expires_on__gte=today,
        expires_on__lte=today + ASKED_BEFORE,
    ).exclude(state__in=BUSY)
    return sum(_ask(demand, at) for demand in due.select_related("town").order_by("pk"))


def expire_demands(*, town: Town, today: date, at: datetime) -> int:
    """End the searches whose day has passed; returns how many. Their links renew them."""
    over = Demand.objects.filter(town=town, state__in=Demand.LIVING, expires_on__lt=today).exclude(
        state__in=BUSY
    )
    return sum(_expire(demand, at) for demand in over.select_related("town").order_by("pk"))


@transaction.atomic
def ended_with_seeker(town: Town) -> QuerySet[Demand]:
    """Searches that are over and still know who searched."""
    over = Demand.objects.filter(town=town, state__in=[Demand.State.SETTLED, Demand.State.EXPIRED])
    return over.exclude(name="", contact="", details="")


def forget_seekers(*, town: Town, at: datetime) -> int:
    """Name, contact and private details of searches that ended six weeks ago go; returns how many had any."""
    old = ended_with_seeker(town).filter(changed_at__lt=at - SEEKERS_KEPT)
    return old.update(name="", contact="", contact_kind=ContactKind.NONE.value, details="")


@transaction.atomic
def _ask(demand: Demand, at: datetime) -> bool:
    mine = Demand.objects.filter(
        pk=demand.pk, state__in=Demand.LIVING, asked_to_renew_at=None, expires_on=demand.expires_on
    )
    if not mine.update(asked_to_renew_at=at):
        return False
    record("demand.asked_to_renew", on=demand, by=Actor(town=demand.town, system=True))
    letters.send_renewal(demand, token=link_to(demand))
    return True


@transaction.atomic
def _expire(demand: Demand, at: datetime) -> bool:
    mine = Demand.objects.filter(
        pk=demand.pk, state__in=Demand.LIVING, expires_on=demand.expires_on
    ).exclude(state__in=BUSY)
    if not mine.update(
        state=Demand.State.EXPIRED, published_at=None, changed_at=at, version=F("version") + 1
    ):
        return False
    record("demand.expired", on=demand, by=Actor(town=demand.town, system=True))
    index_demands(demand)
    return True
