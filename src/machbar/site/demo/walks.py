"""Loading the demonstration's walk-rounds: both are over, so that the figures have something to compare."""

from datetime import datetime, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import House
from machbar.modules.premises.services.walks import Sight, end_walk, plan_walk, tick_houses
from machbar.site.demo.facts.walks import LETTERS, WALKS, DemoWalk


def load_walks(team: Actor, now: datetime) -> None:
    """Both invented rounds along the streets of the demonstration's street list."""
    for facts in WALKS:
        _load(facts, team, now - timedelta(days=facts.days_ago))


def _load(facts: DemoWalk, team: Actor, at: datetime) -> None:
    walk = plan_walk(
        by=team,
        at=at,
        form_key=f"demo-{facts.key}",
        on=timezone.localdate(at),
        title=facts.title,
        streets=list(facts.seen),
        is_fictional=True,
    )
    tick_houses(walk=walk, sights=_sights(facts, team, at), at=at)
    end_walk(walk=walk, by=team, at=at + timedelta(hours=2))


def _sights(facts: DemoWalk, team: Actor, at: datetime) -> list[Sight]:
    return [
        Sight(house=house.public_id, look=look, seen_at=at)
        for street, letters in facts.seen.items()
        for house, letter in zip(_houses(team, street), letters, strict=True)
        if (look := LETTERS[letter]) is not None
    ]


def _houses(team: Actor, street: str) -> list[House]:
    return list(House.objects.filter(town=team.town, street=street).exclude(number=""))
