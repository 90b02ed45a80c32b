"""Mail that did not arrive as it should."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from machbar.foundation.post.models import Letter
from machbar.foundation.towns.models import Town

STUCK_AFTER = timedelta(minutes=10)
"""A mail server answers within `EMAIL_TIMEOUT` (20 seconds); after this long the worker must have been killed."""

LATE_AFTER = 3
"""Attempts; a mail server that is away for some minutes bothers nobody."""

CODE = "code:"
"""How the keys of letters begin that hold a code."""

CODE_GOOD_FOR = timedelta(minutes=10)


def too_late(now: datetime) -> Q:
    """Letters with a code that is worth nothing any more; the next delivery takes those out that have not left."""
    return Q(key__startswith=CODE, written_at__lte=now - CODE_GOOD_FOR)


def undelivered(town: Town, now: datetime) -> QuerySet[Letter]:
    """What nobody has settled of failed letters, those stuck at "being sent", and late ones."""
    return undelivered_anywhere(now).filter(town=town).select_related("town")


def on_the_way(town: Town, now: datetime) -> int:
    """How many letters have not left yet and trouble nobody so far (one query)."""
    State = Letter.State  # noqa: N806 - the class of choices
    letters = Letter.objects.filter(town=town, state__in=[State.WAITING, State.SENDING])
    return (
        letters.exclude(too_late(now))
        .exclude(pk__in=undelivered_anywhere(now).values("pk"))
        .count()
    )


def undelivered_anywhere(now: datetime) -> QuerySet[Letter]:
    """The same of all towns, to be counted by an operator."""
    State = Letter.State  # noqa: N806 - the class of choices
    stuck = Q(tried_at=None) | Q(tried_at__lt=now - STUCK_AFTER)
    return Letter.objects.filter(
        Q(state=State.FAILED, settled_at=None)
        | Q(state=State.WAITING, attempts__gte=LATE_AFTER)
        | (Q(state=State.SENDING) & stuck),
    ).exclude(too_late(now))
