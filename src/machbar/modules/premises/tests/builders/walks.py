"""Street lists and walk-rounds for tests."""

import secrets
from collections.abc import Mapping
from datetime import UTC, date, datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core.figures import Look
from machbar.modules.premises.models import House, Walk
from machbar.modules.premises.services.walks import Sight, plan_walk, tick_houses

AFTERNOON = datetime(2026, 11, 21, 13, 0, tzinfo=UTC)  # a Saturday
SATURDAY = date(2026, 11, 21)
STREETS: Mapping[str, int] = {"Am Markt": 4, "Westernstraße": 6}


def make_houses(town: Town, streets: Mapping[str, int] = STREETS) -> list[House]:
    """So many houses along each street, in their order."""
    return House.objects.bulk_create(
        House(town=town, street=street, number=str(number), sort_key=f"{number:06d}")
        for street, count in streets.items()
        for number in range(1, count + 1)
    )


def make_walk(
    town: Town, *, streets: Mapping[str, int] = STREETS, on: date = SATURDAY, title: str = "Herbst"
) -> Walk:
    """A round along the streets of the list, which is made where there is none."""
    if not House.objects.filter(town=town).exists():
        make_houses(town, streets)
    return plan_walk(
        by=Actor(town=town, system=True),
        at=AFTERNOON,
        form_key=secrets.token_hex(8),
        on=on,
        title=title,
        streets=list(streets),
    )


def house_at(walk: Walk, street: str, number: int) -> House:
    """One house of the list."""
    return House.objects.get(town=walk.town_id, street=street, number=str(number))


def see(
    walk: Walk,
    street: str,
    number: int,
    look: Look,
    *,
    seen_at: datetime = AFTERNOON,
    at: datetime = AFTERNOON,
) -> list[str]:
    """One tick."""
    house = house_at(walk, street, number).public_id
    return tick_houses(walk=walk, sights=[Sight(house=house, look=look, seen_at=seen_at)], at=at)
