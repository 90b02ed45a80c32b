"""The worker's clock: once a day, in the morning, every module does what its time has come for.

What a module does daily may run any number of times a day: after a pause the worker catches up once, after a kill it
runs again.
"""

import logging
from datetime import datetime, time, timedelta

from django.utils import timezone
from django_tasks import task

from machbar.foundation.later import run_by
from machbar.foundation.surfaces.registry import modules_of
from machbar.foundation.towns.models import Town

log = logging.getLogger("machbar.clock")
MORNING = time(6, 0)


@task()
def daily_round() -> None:
    """Let the modules of every town do what is due today, and plan tomorrow's round."""
    run_by(daily_round, _next_morning(timezone.now()))
    today = timezone.localdate()
    for town in Town.objects.order_by("pk"):
        for module in modules_of(town):
            if module.daily is None:
                continue
            try:
                module.daily(town, today)
            except Exception:
                # One module's mistake must not keep the others from their work; the log has the traceback.
                log.exception("the daily round of %s failed in %s", module.key, town.key)


def plan_daily_round(now: datetime) -> None:
    """At the start of the worker: today's round now, or in the morning where that is still to come."""
    local = timezone.localtime(now)
    if local.time() >= MORNING:
        daily_round.enqueue()
    else:
        run_by(daily_round, _morning(local))


def keep_round_planned(now: datetime) -> None:
    """The next morning has its round, whatever was planned while the clock went wrong."""
    run_by(daily_round, _next_morning(now))


def _next_morning(now: datetime) -> datetime:
    return _morning(timezone.localtime(now) + timedelta(days=1))


def _morning(local: datetime) -> datetime:
    return timezone.make_aware(datetime.combine(local.date(), MORNING))
