"""Which town a host name means, and the words of a town."""

from collections.abc import Iterable

from django.db.models import Case, Q, QuerySet, When

from machbar.foundation.towns.models import Term, Town


def town_for_host(host: str) -> Town | None:
    """The town of a request. With one town on the server it is always that one; None means none is set up."""
    is_other = Case(When(host=host, then=0), default=1)
    towns = list(Town.objects.order_by(is_other, "pk")[:2])
    if towns and host and towns[0].host == host:
        return towns[0]
    return towns[0] if len(towns) == 1 else None


def terms_of(town: Town, *vocabularies: str, kept: Iterable[int] = ()) -> QuerySet[Term]:
    """The terms that a town offers in these vocabularies, in the town's order; and those ``kept`` (primary keys)
    that are still in use though they are no longer offered."""
    return town.terms.filter(Q(is_active=True) | Q(pk__in=list(kept)), vocabulary__in=vocabularies)
