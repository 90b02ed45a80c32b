"""Units come in from a table, dozens at once, with their houses and the first pages of the Herbarium."""

from collections.abc import Sequence

from machbar.foundation.tables.core import Entry
from machbar.foundation.tables.kinds import Taking
from machbar.modules.premises.core import (
    Address,
    floor_of,
    hour_of,
    number_of_house,
    street_key,
    street_of,
)
from machbar.modules.premises.findable.units import index_units
from machbar.modules.premises.models import House, Unit, UseSpell
from machbar.modules.premises.services.houses import add_houses, houses_there
from machbar.modules.premises.services.units import first_spells, unit_numbers
from machbar.reasoning.amounts import cents_of

BATCH = 200
MONEY = ("rent_cents", "running_cents")
TEXTS = ("kind", "label", "state", "use_now", "use_before", "description", "internal_note")
VALUES = (
    "empty_since",
    "empty_from",
    "area",
    "has_lift",
    "steps",
    "step_height",
    "can_have_ramp",
    "has_water",
    "has_toilet",
    "has_power",
    "has_heating",
    "has_internet",
    "has_storage",
    "is_listed_building",
    "wants_deposit",
    "available_from",
    "available_until",
    "allows_interim_use",
)


def plain_values() -> Sequence[str]:
    """The fields that stand in a table as they stand on the card."""
    return (*TEXTS, *VALUES, "condition")


def take_units(taking: Taking) -> list[int]:
    """Make a card of each entry; part of the caller's transaction. Some dozen queries for dozens of cards."""
    houses = _houses(taking)
    numbers = unit_numbers(taking.by.town, taking.at, len(taking.entries))
    units = Unit.objects.bulk_create(
        (
            _unit(taking, entry, number, houses)
            for entry, number in zip(taking.entries, numbers, strict=True)
        ),
        batch_size=BATCH,
    )
    spells = [spell for unit in units for spell in first_spells(unit)]
    UseSpell.objects.bulk_create(spells, batch_size=BATCH)
    for first in range(0, len(units), BATCH):
        index_units(*units[first : first + BATCH])
    return [unit.pk for unit in units]


def _houses(taking: Taking) -> dict[tuple[str, str], House]:
    """Every house that the entries name, put on the street list where it is not there yet."""
    addresses = [each for each in map(_address, taking.entries) if each is not None]
    add_houses(by=taking.by, addresses=addresses)
    return houses_there(taking.by.town)[1]


def _address(entry: Entry) -> Address | None:
    if not entry.text("street"):
        return None
    number = number_of_house(entry.text("house_number"))
    return Address(street=street_of(entry.text("street")), number=number)


def _unit(taking: Taking, entry: Entry, number: str, houses: dict[tuple[str, str], House]) -> Unit:
    address = _address(entry)
    house = houses[street_key(address.street), address.number] if address else None
    amounts = {key: entry.text(key) for key in MONEY}
    return Unit(
        town=taking.by.town,
        number=number,
        form_key=f"{taking.key}-{entry.line}",
        house=house,
        floor=floor_of(entry.text("floor")),
        quiet_from=hour_of(entry.text("quiet_from")),
        condition=entry.text("condition"),
        created_at=taking.at,
        changed_at=taking.at,
        **{key: cents_of(text) for key, text in amounts.items() if text},
        **{key: entry.text(key) for key in TEXTS},
        **{key: entry.values.get(key) for key in VALUES},
    )
