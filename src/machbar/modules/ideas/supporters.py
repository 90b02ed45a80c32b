"""Reading who would join in: the public sees a number from three on, the project guide everything."""

from collections.abc import Iterable, Mapping

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from machbar.foundation.access.actor import Actor
from machbar.modules.ideas.models import Idea, IdeaProject, Offer
from machbar.modules.ideas.rules import can_read_offers

SHOWN_FROM = 3


def shown_counts(ideas: Iterable[Idea]) -> Mapping[int, int]:
    """How many would join in with each idea (one query), where there are at least three.

    Below three nothing is said: two neighbours would know who the other one is. What looks like spam does not count;
    offers to ideas that were joined into one of these do.
    """
    keys = [idea.pk for idea in ideas]
    offers = Offer.objects.filter(Q(idea__in=keys) | Q(idea__joined_to__in=keys))
    counted = (
        offers.filter(is_suspicious=False)
        .order_by()
        .annotate(at=Coalesce("idea__joined_to", "idea"))
        .values_list("at")
        .annotate(count=Count("id"))
    )
    return {idea: count for idea, count in counted if count >= SHOWN_FROM}


def offers_for(actor: Actor) -> QuerySet[Offer]:
    """The offers of the town that the actor may read, oldest first; nothing for everybody but the project guide."""
    if not can_read_offers(actor):
        return Offer.objects.none()
    offers = Offer.objects.filter(idea__town=actor.town).select_related("idea__joined_to")
    return offers.order_by("offered_at", "id")


def to_idea(idea: Idea) -> Q:
    """The offers to an idea and to those that were joined into it: they move along."""
    return Q(idea=idea) | Q(idea__joined_to=idea)


def to_project(project: int) -> Q:
    """The offers to the ideas that became a project, and to those that were joined into them."""
    ideas = IdeaProject.objects.filter(project=project).values("idea")
    return Q(idea__in=ideas) | Q(idea__joined_to__in=ideas)


def offers_waiting(actor: Actor) -> QuerySet[Offer]:
    """Those of them to which nobody has replied yet."""
    if not can_read_offers(actor):
        return Offer.objects.none()
    # A sum is no indexed column: without it SQLite walks all ideas of the town to find the few offers.
    waiting = Offer.objects.alias(here=F("idea__town_id") + 0).filter(here=actor.town.pk)
    return (
        waiting.filter(answered_at=None)
        .select_related("idea__joined_to")
        .order_by("offered_at", "id")
    )
