"""Owners, and units with everything in their card, for tests of what is public."""

from datetime import UTC, date, datetime
from typing import Any

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.models import Picture
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.towns.models import Town, new_public_id
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Consent, House, Owner, Unit, UnitPicture
from machbar.modules.premises.services.consents import give_consent

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
OWNER_VALUES = {
    "name": "Erbengemeinschaft Muster (fiktiv)",
    "salutation": "",
    "contact": "erben@example.invalid",
    "postal_address": "Beispielweg 3, 38154 Königslutter am Elm",
    "source": "Gespräch am Tresen",
    "note": "Ruft lieber an",
}
"""What the guide types of an owner."""


def make_owner(*, town: Town, name: str = "Erbengemeinschaft (fiktiv)", **fields: object) -> Owner:
    """An owner; nobody has told them yet."""
    values: dict[str, object] = {
        "form_key": new_public_id(),
        "created_at": NOW,
        "changed_at": NOW,
        **fields,
    }
    return Owner.objects.create(town=town, name=name, **values)


def make_unit(
    *,
    town: Town,
    owner: Owner | None = None,
    street: str = "Beispielstraße",
    number: str = "7b",
    latitude: int | None = 52_250_000,
    longitude: int | None = 10_820_000,
    **fields: object,
) -> Unit:
    """A shop that is empty, with something in every part of its card, in a house of its own."""
    key = new_public_id()
    house = House.objects.create(
        town=town,
        street=street,
        number=number,
        sort_key=key,
        latitude=latitude,
        longitude=longitude,
    )
    values: dict[str, object] = {
        "kind": Unit.Kind.SHOP,
        "state": Unit.State.EMPTY,
        "empty_since": date(2025, 4, 20),
        "use_now": "Lager",
        "use_before": "Blumenladen",
        "floor": 0,
        "has_lift": False,
        "area": 74,
        "steps": 1,
        "step_height": 14,
        "can_have_ramp": True,
        "has_water": True,
        "has_toilet": True,
        "has_power": True,
        "has_heating": False,
        "is_listed_building": True,
        "condition": Unit.Condition.COSMETIC,
        "rent_cents": 20_000,
        "running_cents": 4_500,
        "wants_deposit": True,
        "available_from": date(2026, 12, 1),
        "available_until": date(2027, 12, 31),
        "allows_interim_use": True,
        "description": "Großes Schaufenster.",
        "internal_note": "Nur für das Team",
        "created_at": NOW,
        "changed_at": NOW,
        **fields,
    }
    return Unit.objects.create(
        town=town, owner=owner, house=house, number=f"R-{key}", form_key=key, **values
    )


def make_public_unit(
    *fields: ConsentField, town: Town, owner: Owner | None = None, **values: Any
) -> Unit:
    """A unit of which these parts are let out, or street and area where none is named."""
    unit = make_unit(town=town, owner=owner or make_owner(town=town), **values)
    let_out(unit, *(fields or (ConsentField.STREET, ConsentField.AREA)))
    return unit


def let_out(unit: Unit, *fields: ConsentField, at: datetime = NOW) -> None:
    """The owner says yes to these parts on the phone."""
    give_consent(
        unit=unit,
        fields=fields,
        way=Consent.Way.PHONE,
        by=Actor(town=unit.town, system=True),
        at=at,
    )


def add_picture(
    unit: Unit, *, alt_text: str = "Ein leerer Laden", is_released: bool = True
) -> Picture:
    """A picture of the unit, described and credited; released where nothing else is said."""
    picture = make_picture(unit.town, form_key=new_public_id())
    Picture.objects.filter(pk=picture.pk).update(
        alt_text=alt_text,
        credit="MachBar",
        consent_text="Darf gezeigt werden.",
        consent_by=Picture.Consent.SAID,
        consent_at=NOW,
        released_at=NOW if is_released else None,
    )
    picture.refresh_from_db()
    UnitPicture.objects.create(unit=unit, picture=picture)
    return picture
