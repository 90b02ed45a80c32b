"""Owners with long words in every field, one who is asked for a code, and rooms with and without anything public."""

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.core import ConsentField
from machbar.modules.premises.services.mediating import ask_side
from machbar.modules.premises.services.owners import link_to_owner
from machbar.modules.premises.tests.builders.mediation import make_mediation
from machbar.modules.premises.tests.builders.outside import (
    add_picture,
    let_out,
    make_owner,
    make_unit,
)
from tests.journeys.filling.words import LONG_WORD


def fill_owners(house: Actor) -> dict[str, str]:
    """An owner with a room of which everything is public, one with a hidden room, one with a mail address."""
    town, now = house.town, timezone.now()
    owner = make_owner(
        town=town, name=LONG_WORD, contact="05353 1", contact_kind="phone", note=LONG_WORD
    )
    room = make_unit(town=town, owner=owner, number="901", description=f"{LONG_WORD} und Licht")
    add_picture(room)
    let_out(room, *ConsentField, at=now)
    hidden = make_unit(town=town, owner=owner, number="902")
    mailed = make_owner(
        town=town,
        contact="eigentum@vorfuehrung.invalid",
        contact_kind="mail",
        postal_address="Beispielweg 9, 38154 Königslutter",
    )
    asked = make_mediation(town, unit=hidden, at=now)
    ask_side(mediation=asked, side="owner", by=house, at=now)
    return {
        "request to the owner": asked.public_id,
        "room owner": owner.public_id,
        "mailed owner": mailed.public_id,
        "owner without link": make_owner(town=town, name="Ohne Link (fiktiv)").public_id,
        "public room": room.public_id,
        "hidden room": hidden.public_id,
        "room without owner": make_unit(town=town, number="903").public_id,
        "owner link": link_to_owner(owner=owner, by=house, at=now),
        "owner link with code": link_to_owner(owner=mailed, by=house, at=now),
    }
