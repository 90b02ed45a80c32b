"""A unit of the register and a booking of the house's window in the world of the table."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.foundation.media.tests.builders import make_picture
from machbar.foundation.towns.models import Town
from machbar.modules.premises.models import Unit
from machbar.modules.premises.services.pictures import NewPicture as NewUnitPicture
from machbar.modules.premises.services.pictures import add_unit_picture
from machbar.modules.premises.services.rooms import RoomBooked
from machbar.modules.premises.services.spells import add_spell
from machbar.modules.premises.tests.builders.inside import make_owner, make_unit
from machbar.modules.premises.tests.builders.rooms import (
    days_from,
    make_room_booked,
    make_window,
)
from tests.permissions.marks import mark


def shop_with_owner(of: str, town: Town, house: Actor) -> Unit:
    """An empty shop of which everything is known, long enough empty for the hint, with its owner."""
    unit = make_unit(
        town,
        street=mark("unit-street", of),
        number="5",
        label=mark("unit-label", of),
        use_before=mark("unit-use", of),
        description=mark("unit-description", of),
        internal_note=mark("unit-note", of),
        empty_since=timezone.localdate() - timedelta(days=600),
    )
    unit.owner = make_owner(town, name=mark("unit-owner", of))
    unit.save(update_fields=["owner"])
    add_spell(unit=unit, by=house, use=mark("unit-spell", of), since="1964")
    picture = make_picture(town, form_key=f"{of}-unit")
    words = NewUnitPicture(picture=picture, alt_text="Laden", credit=mark("unit-credit", of))
    add_unit_picture(unit=unit, by=house, at=timezone.now(), new=words)
    return unit


def window_asked_for(of: str, town: Town) -> RoomBooked:
    """A guest asks for the window from tomorrow on."""
    return make_room_booked(
        make_window(town, name=f"Fenster {of}"),
        span=days_from(timezone.localdate() + timedelta(days=1), 3),
        at=timezone.now(),
        title=mark("room-title", of),
        name=mark("room-name", of),
        contact=f"{mark('room-contact', of)}@example.invalid",
    )
