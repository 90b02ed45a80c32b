"""Invented searches for rooms and people, in one insert a portion."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from machbar.foundation.towns.models import Town
from machbar.foundation.towns.services import next_numbers
from machbar.modules.premises.core import DemandKind
from machbar.modules.premises.models import Demand
from machbar.modules.premises.services.demand import LIFE
from machbar.site.populating.sentences import say

WEIGHTS = Demand.Weight.values
MOST_TITLE = 120


def make_searches(town: Town, draw: Random, at: datetime, count: int) -> list[int]:
    """That many searches of the last three months, two of three for rooms, half of them public; their keys."""
    year = timezone.localdate(at).year
    numbers = next_numbers(town=town, series="demand", year=year, count=count)
    made = Demand.objects.bulk_create(
        _search(town, draw, at, f"G-{number.split('-', 1)[1]}") for number in numbers
    )
    return [demand.pk for demand in made]


def _search(town: Town, draw: Random, at: datetime, number: str) -> Demand:
    said = say(draw)
    came = at - timedelta(minutes=draw.randint(1, (LIFE.days - 1) * 24 * 60))
    is_room = draw.random() < 2 / 3
    least = draw.randrange(10, 120)
    is_public = draw.random() < 1 / 2
    return Demand(
        town=town,
        number=number,
        form_key=f"synthetic-{number}",
        kind=DemandKind.ROOM if is_room else draw.choice(list(DemandKind)[1:]),
        title=said.title[:MOST_TITLE],
        text=said.text,
        area_min=least if is_room else None,
        area_max=least + draw.randrange(20, 100) if is_room else None,
        ground_floor=draw.choice(WEIGHTS),
        step_free=draw.choice(WEIGHTS),
        water=draw.choice(WEIGHTS),
        power=draw.choice(WEIGHTS),
        heating=draw.choice(WEIGHTS),
        rent_max_cents=draw.randrange(5_000, 80_000) if is_room else None,
        takes_interim_use=draw.choice((True, False, None)),
        wants_public=is_public,
        published_at=came if is_public else None,
        created_at=came,
        changed_at=came,
        expires_on=timezone.localdate(came) + LIFE,
        is_fictional=True,
    )
