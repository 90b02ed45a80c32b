"""The searches in the archive of a town: what everybody reads of them, for the team all, with names and contacts."""

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.archiving import ArchiveShelf, ArchiveThing, Fact
from machbar.modules.premises.models import Demand
from machbar.modules.premises.rules import can_work_on_premises
from machbar.modules.premises.selectors.demand import demands_of, public_demands
from machbar.modules.premises.words.demand import wishes_in_words

DAY = "j. F Y"


def demand_shelf(actor: Actor) -> ArchiveShelf:
    """Every search that the actor may see, the oldest first; what looks like spam is in none."""
    is_inside = can_work_on_premises(actor)
    found = (
        demands_of(actor).filter(is_suspicious=False).select_related("project")
        if is_inside
        else public_demands(actor.town)
    )
    things = [_thing(demand, is_inside=is_inside) for demand in found.order_by("created_at", "id")]
    return ArchiveShelf(key="gesuche", title=gettext_lazy("Searches"), things=things)


def _thing(demand: Demand, *, is_inside: bool) -> ArchiveThing:
    facts: list[Fact] = [
        (_("Number"), demand.number),
        (_("Looks for"), str(demand.get_kind_display())),
        (_("What it is for"), demand.text),
        (_("What is needed"), "\n".join(wishes_in_words(demand))),
        (_("Stands until"), date_format(demand.expires_on, DAY)),
        *(_inside(demand) if is_inside else ()),
    ]
    return ArchiveThing(
        key=demand.public_id,
        title=demand.title,
        facts=[(label, text) for label, text in facts if text],
        brief=str(demand.get_state_display()) if is_inside else "",
    )


def _inside(demand: Demand) -> list[Fact]:
    return [
        (_("State"), str(demand.get_state_display())),
        (_("Handed in on"), date_format(demand.created_at, DAY)),
        (_("Public since"), date_format(demand.published_at, DAY) if demand.published_at else ""),
        (_("Why it is not public"), demand.refused_because),
        (_("Project"), str(demand.project or "")),
        (_("Name"), demand.name),
        (_("Contact"), demand.contact),
        (_("Only for the team"), demand.details),
    ]
