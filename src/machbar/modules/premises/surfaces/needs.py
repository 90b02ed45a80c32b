"""What would have to be paid for so that a room fits the search that comes closest: a need for money."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import Need, NeedPart, Text
from machbar.modules.premises.labels.matching import condition_of
from machbar.modules.premises.labels.units import unit_title
from machbar.modules.premises.models import Unit
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import DemandFit, FitsOfAll, demands_for_all


def needs_money(actor: Actor, today: date) -> NeedPart | None:
    """The rooms for whose conversion money is missing, in the order of their numbers (two queries); None for those who
    do not work on premises."""
    if not can_work_on_premises(actor):
        return None
    looked = demands_for_all(actor, today)
    found = [need_of(unit, fits) for unit, fits in looked.rows]
    needs = [need for need in found if need is not None]
    return NeedPart(key="premises", title=_title(looked), needs=needs)


def _title(looked: FitsOfAll) -> Text:
    """The heading; where not everything was looked at it says how much was, and where the rest is found."""
    if not looked.units.is_cut and not looked.demands.is_cut:
        return _("Rooms")
    words = {
        "rooms": looked.units.seen,
        "every": looked.units.all,
        "searches": looked.demands.seen,
        "all": looked.demands.all,
    }
    return (
        gettext(
            "Rooms: %(rooms)d of %(every)d, for %(searches)d of %(all)d searches; each card shows the rest"
        )
        % words
    )


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
