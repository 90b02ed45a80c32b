"""The demonstration's street list and rooms: real streets, invented rooms, all of them marked so."""

from datetime import datetime, timedelta

from django.utils import timezone

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.core import Address, months_after, read_street_list
from machbar.modules.premises.models import Unit
from machbar.modules.premises.services.houses import add_houses
from machbar.modules.premises.services.spells import add_spell
from machbar.modules.premises.services.units import add_unit, settle_hint
from machbar.site.demo.facts.premises import STREETS, UNITS, DemoUnit


def load_premises(team: Actor, now: datetime) -> dict[str, Unit]:
    """The houses of four streets and the units in them; O1 to O4 of the first walkthrough by their keys."""
    add_houses(by=team, addresses=read_street_list("\n".join(STREETS)).addresses)
    return {
        facts.key: _load(facts, team, now - timedelta(days=number))
        for number, facts in enumerate(UNITS, start=1)
    }


def _load(facts: DemoUnit, team: Actor, at: datetime) -> Unit:
    today = timezone.localdate()
    values = dict(facts.values)
    if facts.street:
        values["address"] = Address(street=facts.street, number=facts.number)
    if facts.months_empty is not None:
        values["empty_since"] = months_after(today, -facts.months_empty)
    if facts.empty_in is not None:
        values["empty_from"] = today + timedelta(days=facts.empty_in)
    unit = add_unit(by=team, at=at, form_key=f"demo-{facts.key}", values=values, is_fictional=True)
    for use, since, until in facts.spells:
        add_spell(unit=unit, by=team, use=use, since=since, until=until, source="fiktiv")
    if facts.is_hint_settled:
        settle_hint(unit=unit, by=team)
    return unit
