"""Invented units along invented streets, as many as are asked for."""

from datetime import datetime, timedelta
from random import Random

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import Address, UnitState, street_key
from machbar.modules.premises.models import Unit, UseSpell
from machbar.modules.premises.services.houses import add_houses, houses_there
from machbar.modules.premises.services.units import STANDS_EMPTY, first_spells, unit_numbers

BATCH = 1_000
HOUSES_A_STREET = 40
USES = ("Bäckerei", "Friseur", "Schuhladen", "Café", "Büro", "Nähstube", "Zahnarzt", "Blumen")
STATES = {
    UnitState.USED: 6,
    UnitState.EMPTY: 3,
    UnitState.ANNOUNCED: 1,
    UnitState.MEDIATION: 1,
    UnitState.INTERIM: 1,
    UnitState.PERMANENT: 1,
}
MAYBE = (True, False, None)


def make_units(town: Town, draw: Random, at: datetime, count: int) -> list[int]:
    """So many units with houses and Herbarium; returns their primary keys."""
    begin = Unit.objects.filter(town=town).count()
    addresses = [_address(begin + each) for each in range(count)]
    add_houses(by=Actor(town=town, system=True), addresses=addresses)
    houses = houses_there(town)[1]
    numbers = unit_numbers(town, at, count)
    units = Unit.objects.bulk_create(
        (
            Unit(
                town=town,
                number=numbers[each],
                form_key=f"synthetic-{begin + each}",
                house=houses[street_key(address.street), address.number],
                created_at=at,
                changed_at=at,
                is_fictional=True,
                **_card(draw, at),
            )
            for each, address in enumerate(addresses)
        ),
        batch_size=BATCH,
    )
    spells = [spell for unit in units for spell in first_spells(unit)]
    UseSpell.objects.bulk_create(spells, batch_size=BATCH)
    return [unit.pk for unit in units]


def _address(number: int) -> Address:
    street, house = divmod(number, HOUSES_A_STREET)
    return Address(street=f"Synthetische Straße {street + 1}", number=str(house + 1))


def _card(draw: Random, at: datetime) -> dict[str, object]:
    today = timezone.localdate(at)
    state = draw.choices(list(STATES), list(STATES.values()))[0]
    floor = draw.choice((0, 0, 0, 1, -1))
    values: dict[str, object] = {
        "kind": draw.choice(Unit.Kind.values),
        "state": state.value,
        "use_before": draw.choice(USES),
        "area": draw.randint(12, 400),
        "floor": floor,
        "has_lift": draw.choice(MAYBE) if floor > 0 else None,
        "steps": draw.choice((0, 0, 1, 2, None)),
        "has_water": draw.choice(MAYBE),
        "has_toilet": draw.choice(MAYBE),
        "has_power": draw.choice((True, None)),
        "has_heating": draw.choice(MAYBE),
        "allows_interim_use": draw.choice(MAYBE),
        "rent_cents": draw.choice((None, draw.randint(5, 90) * 1_000)),
    }
    if state in STANDS_EMPTY:
        values["empty_since"] = today - timedelta(days=draw.randint(1, 2_000))
    elif state is UnitState.ANNOUNCED:
        values["empty_from"] = today + timedelta(days=draw.randint(1, 200))
    if state not in STANDS_EMPTY:
        values["use_now"] = draw.choice(USES)
    return values
