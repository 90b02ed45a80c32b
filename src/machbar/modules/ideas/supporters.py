"""Reading who would join in: the public sees a number from three on, the project guide everything."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, QuerySet

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas.models import Idea, Offer
from machbar.modules.ideas.rules import can_read_offers

SHOWN_FROM = 3


def shown_counts(ideas: Iterable[Idea]) -> Mapping[int, int]:
    """How many would join in with each idea (one query), where there are at least three.

    Below three nothing is said: two neighbours would know who the other one is. What looks like spam does not count.
    """
    counted = (
        Offer.objects.filter(idea__in=[idea.pk for idea in ideas], is_suspicious=False)
        .order_by()
        .values_list("idea")
        .annotate(count=Count("id"))
    )
    return {idea: count for idea, count in counted if count >= SHOWN_FROM}


def offers_for(actor: Actor) -> QuerySet[Offer]:
    """The offers of the town that the actor may read, oldest first; nothing for everybody but the project guide."""
    if not can_read_offers(actor):
        return Offer.objects.none()
    offers = Offer.objects.filter(idea__town=actor.town).select_related("idea")
    return offers.order_by("offered_at", "id")


def offers_waiting(actor: Actor) -> QuerySet[Offer]:
    """Those of them to which nobody has replied yet."""
    return offers_for(actor).filter(answered_at=None)
