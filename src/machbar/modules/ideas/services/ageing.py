"""Who brought an idea is forgotten two years after the last contact; the idea itself stays."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.db.models.functions import Coalesce, Greatest

from machbar.foundation.access.actor import Actor
from machbar.foundation.audit.services import record
from machbar.foundation.towns.models import Town
from machbar.modules.ideas.core import ContactKind
from machbar.modules.ideas.findable import index_ideas
from machbar.modules.ideas.models import Answer, Idea, Offer, Origin, PaperScan

GIVERS_KEPT = timedelta(days=730)


def ideas_with_giver(town: Town) -> QuerySet[Any]:
    """Ideas whose giver can be reached, with `last_contact`: handed in, answered, or added to."""
    came = Coalesce(F("taken_in_at"), F("handed_in_at"))
    return (
        Idea.objects.filter(town=town)
        .exclude(contact="")
        .annotate(
            last_contact=Greatest(
                came,
                Coalesce(Max("answers__given_at"), came),
                Coalesce(Max("additions__added_at"), came),
            )
        )
    )


def forget_old_givers(town: Town, at: datetime) -> int:
    """Contact and old name go; what was public stays public. Returns of how many ideas."""
    house = Actor(town=town, system=True)
    old = list(ideas_with_giver(town).filter(last_contact__lte=at - GIVERS_KEPT))
    for idea in old:
        _forget(idea, house)
    return len(old)


@transaction.atomic
def _forget(idea: Idea, by: Actor) -> None:
    none = ContactKind.NONE.value
    Idea.objects.filter(pk=idea.pk).update(contact="", contact_kind=none, wants_to_join=False)
    Origin.objects.filter(idea=idea).update(giver="")
    Answer.objects.filter(idea=idea).update(delivery_note="")
    record("idea.giver_forgotten", on=idea, by=by)
    index_ideas(idea)


def offers_of(town: Town) -> QuerySet[Offer]:
    """Every offer to join in."""
    return Offer.objects.filter(idea__town=town)


def typed_scans(town: Town) -> QuerySet[PaperScan]:
    """Pages that are typed; those that wait stay."""
    return PaperScan.objects.filter(town=town, typed_at__isnull=False)
