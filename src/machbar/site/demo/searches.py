"""Loading the demonstration's searches: most of them public, the last one still to be looked through."""

from datetime import date, datetime, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Demand
from machbar.modules.premises.services.demand import DemandValues, hand_in_demand, publish_demand
from machbar.site.demo.facts.searches import SEARCHES, DemoSearch


def load_searches(town: Town, team: Actor, now: datetime) -> dict[str, Demand]:
    """All invented searches, by their titles."""
    return {facts.title: _load(facts, town, team, now) for facts in SEARCHES}


def _load(facts: DemoSearch, town: Town, team: Actor, now: datetime) -> Demand:
    at = now - timedelta(days=facts.days_ago)
    today = timezone.localdate(now)
    values = DemandValues(
        kind=facts.kind.value,
        title=facts.title,
        text=facts.text,
        contact=facts.contact,
        name=facts.name,
        details=facts.details,
        wants_public=True,
        project=town.projects.filter(title=facts.project).first() if facts.project else None,
        needed_from=_first_of(facts.from_month, today),
        needed_until=_first_of(facts.until_month, today),
        **facts.wishes,  # type: ignore[arg-type]
    )
    demand = hand_in_demand(
        by=team, at=at, form_key=f"demo-{facts.title}"[:64], values=values, is_fictional=True
    ).demand
    if facts.is_public:
        publish_demand(demand=demand, by=team, at=at, version=demand.version)
    return demand


def _first_of(month: int, today: date) -> date | None:
    """The next first day of a month after today."""
    if not month:
        return None
    first = date(today.year, month, 1)
    return first if first > today else date(today.year + 1, month, 1)
