"""A unit with everything and long words, one with nothing, and the house of the first."""

from datetime import timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.services.spells import add_spell
from machbar.modules.premises.tests.builders.inside import make_owner, make_unit, make_unit_picture
from tests.journeys.filling.words import LONG_WORD


def fill_premises(house: Actor) -> dict[str, str]:
    """What the sweep looks at in the register."""
    town = house.town
    unit = make_unit(
        town,
        street=LONG_WORD[:60],
        number="12a-14c",
        label=LONG_WORD[:80],
        use_before=LONG_WORD[:80],
        description=LONG_WORD,
        internal_note=LONG_WORD,
        area=100_000,
        floor=3,
        has_lift=False,
        steps=12,
        step_height=18,
        rent_cents=9_999_999,
        empty_since=timezone.localdate() - timedelta(days=900),
    )
    unit.owner = make_owner(town, name=LONG_WORD[:120])
    unit.save(update_fields=["owner"])
    add_spell(unit=unit, by=house, use=LONG_WORD[:100], since="1964", source=LONG_WORD[:150])
    make_unit_picture(unit, consent_by="written")
    make_unit_picture(unit, alt_text="", credit="")
    bare = make_unit(town, street="", kind="place", state="used", label="Ecke mit der Bank")
    assert unit.house is not None
    return {
        "unit": unit.public_id,
        "bare unit": bare.public_id,
        "house": unit.house.public_id,
    }
