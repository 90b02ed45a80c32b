"""Houses of the street list: added by the list, changed one by one, taken off while nothing hangs on them."""

from collections.abc import Mapping, Sequence

from django.db import IntegrityError, transaction
from django.db.models import RestrictedError
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import Address, sort_key, street_key
from machbar.modules.premises.exceptions import ChangedMeanwhile, HouseInUse, HouseThere
from machbar.modules.premises.findable.units import index_units
from machbar.modules.premises.models import House

BATCH = 200
FIELDS = ("street", "number", "latitude", "longitude", "has_ground_floor_shop")


def houses_there(town: Town) -> tuple[dict[str, str], dict[tuple[str, str], House]]:
    """The spelling of each street of the town, and its houses by street and number (one query)."""
    spelling: dict[str, str] = {}
    houses: dict[tuple[str, str], House] = {}
    for house in House.objects.filter(town=town).order_by("id"):
        key = street_key(house.street)
        spelling.setdefault(key, house.street)
        houses[key, house.number] = house
    return spelling, houses


@transaction.atomic
def add_houses(*, by: Actor, addresses: Sequence[Address]) -> int:
    """Put houses on the street list, streets in the spelling that is there; returns how many are new."""
    spelling, houses = houses_there(by.town)
    new: dict[tuple[str, str], House] = {}
    for each in addresses:
        key = street_key(each.street)
        street = spelling.setdefault(key, each.street)
        if (key, each.number) not in houses:
            new.setdefault((key, each.number), _house(by.town, street, each.number))
    # Two who paste the same list at once: the unique address keeps one house of each.
    before = House.objects.filter(town=by.town).count()
    House.objects.bulk_create(new.values(), batch_size=BATCH, ignore_conflicts=True)
    count = House.objects.filter(town=by.town).count() - before
    if count:
        record("houses.added", on=by.town, by=by, payload={"count": count})
    return count


@transaction.atomic
def house_at(*, by: Actor, address: Address) -> House:
    """The house of this address; put on the street list where it is not there yet."""
    spelling, houses = houses_there(by.town)
    key = street_key(address.street)
    known = houses.get((key, address.number))
    if known is not None:
        return known
    street = spelling.get(key, address.street)
    house, is_new = House.objects.get_or_create(
        town=by.town,
        street=street,
        number=address.number,
        defaults={"sort_key": sort_key(address.number)},
    )
    if is_new:
        record("houses.added", on=by.town, by=by, payload={"count": 1})
    return house


@transaction.atomic
def change_house(*, house: House, by: Actor, seen: str, values: Mapping[str, object]) -> None:
    """Save a house; units in it are found under the new address. Raises `ChangedMeanwhile` and `HouseThere`."""
    before = House.objects.get(pk=house.pk)
    changed = {name: value for name, value in values.items() if getattr(before, name) != value}
    if not changed:
        return
    stored = {name: getattr(before, name) for name in FIELDS}
    number = str(values.get("number", before.number))
    try:
        with transaction.atomic():
            # What was read is part of the WHERE clause, so that two who save at once cannot both win.
            won = seen == fingerprint(before) and House.objects.filter(
                pk=house.pk, **stored
            ).update(**changed, sort_key=sort_key(number))
    except IntegrityError as error:
        raise HouseThere(_("This house is on the street list already.")) from error
    if not won:
        raise ChangedMeanwhile(
            _("Somebody else has changed this house meanwhile. Your text is still here.")
        )
    record("house.changed", on=house, by=by, payload={"fields": sorted(changed)})
    house.refresh_from_db()
    index_units(*house.units.all())


@transaction.atomic
def remove_house(*, house: House, by: Actor) -> None:
    """Take a house off the street list. Raises `HouseInUse`; a second click changes nothing."""
    if house.ticks.exists():
        raise HouseInUse(_("This house belongs to a walk-round; its past stays."))
    try:
        with transaction.atomic():
            gone, _of_which = House.objects.filter(pk=house.pk).delete()
    except RestrictedError as error:
        raise HouseInUse(
            _("There are rooms in this house. Give them another address first.")
        ) from error
    if gone:
        record("house.removed", on=house, by=by)


def fingerprint(house: House) -> str:
    """What a form over the house was opened with."""
    return "|".join(str(getattr(house, name)) for name in FIELDS)


def _house(town: Town, street: str, number: str) -> House:
    return House(town=town, street=street, number=number, sort_key=sort_key(number))
