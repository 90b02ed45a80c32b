"""Which town a host name means, and the words of a town."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db.models import Case, Q, QuerySet, When
from django.utils import timezone

from machbar.foundation.towns.hours import Door, Span, SpecialDay, Week, door_at
from machbar.foundation.towns.models import LegalNotice, SpecialOpening, Term, Town


def town_for_host(host: str) -> Town | None:
    """The town of a request. With one town on the server it is always that one; None means none is set up."""
    is_other = Case(When(host=host, then=0), default=1)
    towns = list(Town.objects.order_by(is_other, "pk")[:2])
    if towns and host and towns[0].host == host:
        return towns[0]
    return towns[0] if len(towns) == 1 else None


def town_hosts() -> tuple[str, ...]:
    """The host names of all towns of the server (one query)."""
    return tuple(Town.objects.exclude(host="").values_list("host", flat=True))


def terms_of(town: Town, *vocabularies: str, kept: Iterable[int] = ()) -> QuerySet[Term]:
    """The terms that a town offers in these vocabularies, in the town's order; and those ``kept`` (primary keys)
    that are still in use though they are no longer offered."""
    return town.terms.filter(Q(is_active=True) | Q(pk__in=list(kept)), vocabulary__in=vocabularies)


def week(town: Town) -> dict[int, tuple[Span, ...]]:
    """The town's opening hours by weekday (one query); empty where none are entered."""
    found: dict[int, list[Span]] = defaultdict(list)
    for each in town.opening_times.all():
        found[each.weekday].append(Span(opens=each.opens, closes=each.closes))
    return {day: tuple(spans) for day, spans in found.items()}


def special_days(town: Town, since: date) -> list[SpecialDay]:
    """Holidays and other special days from a day on, the next first (one query)."""
    return [
        SpecialDay(day=each.day, spans=_spans(each), note=each.note)
        for each in town.special_openings.filter(day__gte=since).order_by("day")
    ]


def closed_days(town: Town, since: date) -> dict[date, str]:
    """The days from one day on at which the door stays closed, each with its reason, perhaps empty (one query)."""
    closed = town.special_openings.filter(day__gte=since, opens__isnull=True)
    return dict(closed.order_by("day").values_list("day", "note"))


def door(town: Town, at: datetime) -> Door | None:
    """Whether the door is open at a moment, on the town's clock; None where no hours are entered (two queries)."""
    return door_at_moment(week(town), special_days(town, timezone.localdate(at)), at)


def door_at_moment(hours: Week, special: Sequence[SpecialDay], at: datetime) -> Door | None:
    """The same for hours that are read already."""
    if not hours and not special:
        return None
    return door_at(hours, special, timezone.localtime(at).replace(tzinfo=None))


def _spans(special: SpecialOpening) -> tuple[Span, ...]:
    if special.opens is None or special.closes is None:
        return ()
    return (Span(opens=special.opens, closes=special.closes),)


def legal_notice_of(town: Town) -> LegalNotice | None:
    """What the town has said as the law asks; None where it has said nothing yet (one query)."""
    return LegalNotice.objects.filter(town=town).first()


def has_legal_notice(town: Town) -> bool:
    """Whether the town has said who runs it (one query)."""
    return LegalNotice.objects.filter(town=town).exclude(body="").exists()
