"""Units, houses and owners for tests, as the team has them."""

import secrets
from datetime import UTC, date, datetime

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import Address
from machbar.modules.premises.models import House, Owner, Unit
from machbar.modules.premises.services.houses import house_at
from machbar.modules.premises.services.pictures import NewPicture, add_unit_picture
from machbar.modules.premises.services.units import add_unit

MORNING = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
TODAY = date(2026, 11, 26)


def house_of(town: Town) -> Actor:
    """The house itself acts."""
    return Actor(town=town, system=True)


def make_house(town: Town, *, street: str = "Westernstraße", number: str = "5") -> House:
    """A house of the street list."""
    return house_at(by=house_of(town), address=Address(street=street, number=number))


def make_unit(
    town: Town,
    *,
    street: str = "Westernstraße",
    number: str = "5",
    form_key: str = "",
    **values: object,
) -> Unit:
    """An empty shop in a house; without a street it has only its name."""
    card: dict[str, object] = {"kind": "shop", "state": "empty", **values}
    if street:
        card["address"] = Address(street=street, number=number)
    return add_unit(
        by=house_of(town), at=MORNING, form_key=form_key or secrets.token_hex(8), values=card
    )


def make_owner(town: Town, *, name: str = "Erika Beispiel", **fields: object) -> Owner:
    """An owner whom only the guide may see."""
    return Owner.objects.create(
        town=town,
        name=name,
        form_key=secrets.token_hex(8),
        created_at=MORNING,
        changed_at=MORNING,
        **fields,
    )


def make_unit_picture(unit: Unit, *, consent_by: str = "", **words: str) -> Picture:
    """A picture on the card."""
    picture = make_picture(unit.town, form_key=secrets.token_hex(8))
    new = NewPicture(
        picture=picture,
        alt_text=words.get("alt_text", "Ein Schaufenster"),
        credit=words.get("credit", "MachBar"),
        consent_text="Darf gezeigt werden." if consent_by else "",
        consent_by=consent_by,
    )
    add_unit_picture(unit=unit, by=house_of(unit.town), at=MORNING, new=new)
    picture.refresh_from_db()
    return picture
