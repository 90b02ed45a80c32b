"""Which town a host name means, and the words of a town."""

from django.db.models import QuerySet

from machbar.foundation.towns.models import Term, Town


def town_for_host(host: str) -> Town | None:
    """The town of a request. With one town on the server it is always that one; None means none is set up."""
    towns = list(Town.objects.filter(host=host)[:1])
    if towns:
        return towns[0]
    first_two = list(Town.objects.order_by("pk")[:2])
    return first_two[0] if len(first_two) == 1 else None


def terms_of(town: Town, vocabulary: str) -> QuerySet[Term]:
    """The terms that a town offers in one vocabulary, in the town's order."""
    return town.terms.filter(vocabulary=vocabulary, is_active=True)
