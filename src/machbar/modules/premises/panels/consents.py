"""On the team's card of a unit: what is public of it, what is not, since when, the papers, and the way to change it."""

from collections.abc import Sequence

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Panel
from machbar.modules.premises.core import ConsentField, UnitKind, UnitState, is_offered
from machbar.modules.premises.models import Consent, Unit
from machbar.modules.premises.rules import can_see_owners, can_work_on_premises
from machbar.modules.premises.selectors.public import consents_of


def consent_panels(actor: Actor, unit: Unit) -> Sequence[Panel]:
    """On the team's card of a unit: what is public, what is not, the papers, and the way to change it."""
    if not can_work_on_premises(actor):
        return ()
    living = consents_of(unit)
    last = max(living.values(), key=lambda each: each.given_at, default=None)
    context = {
        "unit": unit,
        "shown": [Consent.Field(field.value).label for field in living],
        "hidden": [
            Consent.Field(field.value).label for field in ConsentField if field not in living
        ],
        "last": last,
        "is_public": bool(living) and unit.owner_id is not None and is_on_offer(unit),
        "may_note": can_see_owners(actor),
    }
    return (Panel(template="premises/_consents_panel.html", context=context, position=20),)


def is_on_offer(unit: Unit) -> bool:
    """Whether the unit stands among the rooms on offer, once something is let out."""
    return is_offered(UnitKind(unit.kind), UnitState(unit.state))
