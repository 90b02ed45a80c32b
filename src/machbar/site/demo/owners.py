"""The demonstration's owners: who was told, what they have let out of which room, and one who waits to be told."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from machbar.foundation.access.actor import Actor
from machbar.modules.premises.models import Consent, House, Unit
from machbar.modules.premises.services.consents import give_consent
from machbar.modules.premises.services.owners import add_owner, give_unit, note_informed
from machbar.reasoning.contact import ContactKind
from machbar.site.demo.facts.owners import OWNERS, POINTS, DemoOwner

WAYS = {"mail": Consent.Way.WRITTEN, "phone": Consent.Way.PHONE, "letter": Consent.Way.WRITTEN}


def load_owners(team: Actor, now: datetime, units: Mapping[str, Unit]) -> None:
    """The owners of some of the rooms; `units` are those of the demonstration by their keys."""
    for key, (latitude, longitude) in POINTS.items():
        House.objects.filter(units=units[key]).update(latitude=latitude, longitude=longitude)
    for facts in OWNERS:
        _load(facts, team, now, units)


def _load(facts: DemoOwner, team: Actor, now: datetime, units: Mapping[str, Unit]) -> None:
    known = now - timedelta(days=facts.days_known)
    owner = add_owner(
        by=team, at=known, form_key=f"demo-{facts.key}", values=facts.values, is_fictional=True
    )
    agreed = known + timedelta(days=2)
    if facts.told_by:
        note_informed(owner=owner, way=ContactKind(facts.told_by), by=team, at=agreed)
    for key, fields in facts.units.items():
        give_unit(owner=owner, unit=units[key], by=team, at=agreed)
        if fields:
            way = WAYS[facts.told_by]
            give_consent(unit=units[key], fields=fields, way=way, by=team, at=agreed)
