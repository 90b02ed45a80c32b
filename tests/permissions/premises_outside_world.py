"""Owners and their units in the world of the table, with a mark in every text that is not everybody's."""

from dataclasses import dataclass

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.towns.models import Town
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.models import Owner, Unit
from machbar.modules.premises.services.mediating import ask_side
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.mediation import make_demand, make_mediation
from machbar.modules.premises.tests.builders.outside import (
    NOW,
    add_picture,
    let_out,
    make_owner,
    make_unit,
)
from tests.permissions.marks import mark


@dataclass(frozen=True, kw_only=True)
class Outside:
    """An owner who is reached by phone, the link, a unit of which a little is public, one of nobody, and a request that
    waits for the owner."""

    owner: Owner
    token: str
    unit: Unit
    lost_unit: Unit
    picture: str
    file: str
    request: str


def make_outside(of: str, town: Town) -> Outside:
    """Everything once; what is public of the unit is its area and its picture."""
    owner = make_owner(
        town=town,
        name=mark("owner-name", of),
        contact=mark("owner-contact", of),
        contact_kind="phone",
        postal_address=mark("owner-postal", of),
        note=mark("owner-note", of),
        source=mark("owner-source", of),
    )
    unit = make_unit(
        town=town,
        owner=owner,
        street=mark("unit-street", of),
        description=mark("unit-description", of),
        internal_note=mark("unit-note", of),
        use_before=mark("unit-before", of),
    )
    picture = add_picture(unit)
    let_out(unit, ConsentField.AREA, ConsentField.PICTURES)
    house = Actor(town=town, system=True)
    demand = make_demand(
        town,
        title="Wer sucht",
        contact=mark("mediation-seeker", of),
        name=mark("mediation-seeker", of),
    )
    asked = make_unit(town=town, owner=owner, street="Am Bach", number="2")
    mediation = make_mediation(town, demand=demand, unit=asked)
    ask_side(mediation=mediation, side="owner", by=house, at=timezone.now())
    return Outside(
        owner=owner,
        token=link_to_owner(owner=owner, by=house, at=NOW),
        unit=unit,
        lost_unit=make_unit(town=town, street="Am Tor", number="1"),
        picture=picture.public_id,
        request=mediation.public_id,
        file=picture.files.all()[0].name,
    )
