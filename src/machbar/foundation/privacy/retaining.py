"""The periods of the house: what is due, and erasing it; once a day by itself, or on demand."""

import logging
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Count, Min
from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.privacy.registry import retentions
from machbar.foundation.privacy.services import erase_held
from machbar.foundation.surfaces.personal import Retention
from machbar.foundation.towns.models import Town

log = logging.getLogger("machbar.privacy")


@dataclass(frozen=True, kw_only=True)
class Due:
    """How many rows of a class are due, and since which day the oldest one counts."""

    retention: Retention
    count: int
    oldest: date | None


def due_now(town: Town, at: datetime) -> list[Due]:
    """What would go now, class by class (one query each); nothing changes."""
    return [_due(each, town, at) for each in retentions()]


def run(
    town: Town, at: datetime, *, by: Actor, keys: Collection[str] | None = None
) -> dict[str, int]:
    """Erase what is due, each class in a transaction of its own; how many of each there were.

    One class that fails does not keep the others: it is logged and left out of the answer.
    """
    done: dict[str, int] = {}
    for each in retentions():
        if keys is None or each.key in keys:
            try:
                with transaction.atomic():
                    done[each.key] = _erase(each, town, at, by)
            except Exception:
                log.exception("the period of %s failed in %s", each.key, town.key)
    return done


def daily(town: Town, _today: date) -> None:
    """The worker's clock: what is due goes, and so does what was kept until today."""
    now = timezone.now()
    run(town, now, by=Actor(town=town, system=True))
    with transaction.atomic():
        erase_held(town=town, at=now)


def _due(each: Retention, town: Town, at: datetime) -> Due:
    found = each.rows(town).filter(**{f"{each.since}__lte": at - each.period}).order_by()
    counted = found.aggregate(n=Count("pk"), oldest=Min(each.since))
    oldest = counted["oldest"]
    return Due(
        retention=each,
        count=counted["n"],
        oldest=timezone.localdate(oldest) if isinstance(oldest, datetime) else oldest,
    )


def _erase(each: Retention, town: Town, at: datetime, by: Actor) -> int:
    count = each.erase(town, at)
    if count:
        record("privacy.period_over", on=town, by=by, payload={"class": each.key, "count": count})
    return count
