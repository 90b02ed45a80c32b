"""What waits for owners, on the team's start page and on the pages of calls and letters; for the guide alone."""

from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.access.actor import Actor
from machbar.foundation.surfaces.module import MOST_COUNTED, DayItem, DayPart, Panel, ReachPart
from machbar.modules.premises.models import Owner
from machbar.modules.premises.rules import can_see_owners
from machbar.modules.premises.selectors.owners import due_of, untold
from machbar.modules.premises.words.owners import said_on_the_phone
from machbar.reasoning.contact import ContactKind

ON_THE_DAY = 8
SHOWN = 30
TEMPLATES = {
    ContactKind.PHONE: "premises/_owners_to_call.html",
    ContactKind.LETTER: "premises/_owners_letters.html",
}


def owners_part(actor: Actor, today: date) -> DayPart | None:
    """Owners who have to be told what we keep about them (one query); for the guide alone."""
    if not can_see_owners(actor):
        return None
    waiting = list(untold(actor)[: MOST_COUNTED + 1])
    if not waiting:
        return None
    return DayPart(
        title=_("Owners to tell"),
        items=[_tell(owner, today) for owner in waiting[:ON_THE_DAY]],
        total=len(waiting),
        url=f"{reverse('premises:owners')}?offen=on",
    )


def to_reach(actor: Actor, way: ContactKind, _today: date) -> ReachPart | None:
    """Owners who are reached by phone or letter and have not been told yet, for the guide alone."""
    if way not in TEMPLATES or not can_see_owners(actor):
        return None
    owners = list(untold(actor, way).prefetch_related("units__house")[: SHOWN + 1])
    if not owners:
        return None
    town = actor.town
    rows = [
        {"owner": each, "words": said_on_the_phone(each, list(each.units.all()), town=town)}
        for each in owners[:SHOWN]
    ]
    context = {"rows": rows, "is_more": len(owners) > SHOWN, "way": way.value}
    panel = Panel(template=TEMPLATES[way], context=context)
    return ReachPart(count=len(rows), panel=panel)


def _tell(owner: Owner, today: date) -> DayItem:
    due = due_of(owner)
    return DayItem(
        headline=_("%(name)s does not know yet what we keep") % {"name": owner.name},
        detail=_("Owners learn it within a month (Art. 14 GDPR): by letter, mail or phone."),
        url=reverse("premises:owner", args=[owner.public_id]),
        action=_("To the owner"),
        since=timezone.localdate(owner.created_at),
        due=due,
        is_late=due < today,
    )
