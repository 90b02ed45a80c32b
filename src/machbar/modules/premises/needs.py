"""What would have to be paid for so that a room fits the search that comes closest: a need for money."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Need, NeedPart
from machbar.modules.premises.labels_matching import condition_of
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import DemandFit, demands_for_all
from machbar.modules.premises.selectors.mediation import unit_title


def needs_money(actor: Actor, today: date) -> NeedPart | None:
    """The rooms for whose conversion money is missing, in the order of their numbers (two queries); None for those who
    do not work on premises."""
    if not can_work_on_premises(actor):
        return None
    found = [need_of(unit, fits) for unit, fits in demands_for_all(actor, today)]
    needs = [need for need in found if need is not None]
    return NeedPart(key="premises", title=_("Rooms"), needs=needs)


def need_of(unit: Unit, found: Sequence[DemandFit]) -> Need | None:
    """What would have to be changed in the room for the search that fits best, with our estimate; None where nothing.

    What is only a matter of talking (rent, days) is no need for money.
    """
    for each in found:
        paid = [
            finding.change
            for finding in each.fit.findings
            if finding.change is not None and finding.change.cents
        ]
        if paid and not each.fit.exclusions:
            words = ", ".join(condition_of(change) for change in paid)
            return Need(
                title=gettext("Conversion of an empty room: %(what)s") % {"what": words},
                words=gettext(
                    "%(kind)s, empty premises in the town centre, conversion, accessibility, %(search)s"
                )
                % {"kind": unit.get_kind_display(), "search": each.demand.title},
                cents=sum(change.cents or 0 for change in paid),
                place=unit_title(unit),
                url=reverse("premises:unit_mediation", args=[unit.public_id]),
            )
    return None
