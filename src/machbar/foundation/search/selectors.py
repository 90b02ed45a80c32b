"""Asking the index. Every answer is bounded: at most 200 hits of a kind, whatever the town has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from machbar.foundation.search.findable import Audience, audience_of, object_of
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import (
    SYNTAXES,
    facet_mark,
    scope_mark,
    tier_of,
    widening,
    words_alone,
)
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import Question, read_question

MOST = 200
MOST_WALKED = 400  # a text stands in two entries, a public one and an internal one
NEAR = 2
_SELECT = {
    "sqlite": f"SELECT rowid AS key FROM {INDEX} WHERE {INDEX} MATCH %s ORDER BY rowid DESC LIMIT %s",  # noqa: S608
    "postgresql": f"SELECT key FROM {TABLE} WHERE lexemes @@ %s::tsquery ORDER BY key DESC LIMIT %s",  # noqa: S608
}


@dataclass(frozen=True, kw_only=True)
class Hits:
    """The keys of the entries of one kind that were found, best first: title, date, id; ``near`` ones stand apart."""

    exact: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    is_cut: bool = False

    @property
    def every(self) -> tuple[int, ...]:
        """All keys, the near ones last."""
        return self.exact + self.near

    @property
    def objects(self) -> tuple[int, ...]:
        """The objects behind all keys."""
        return tuple(object_of(key) for key in self.every)


def find(
    town: Town,
    question: Question,
    audiences: Mapping[str, Audience],
    *,
    facets: Sequence[str] = (),
    most: int = MOST,
    most_walked: int = MOST_WALKED,
) -> Mapping[str, Hits]:
    """The hits of each kind for the audience named with it; without a word to look for there are none.

    The words alone are asked for first: where at most ``most_walked`` entries have them, one walk along their lists
    finds all there is, and the entries themselves tell whose they are and in which tier they stand (two queries). Where
    they meet more often, each kind is asked for its own.
    """
    if not question.words:
        return {}
    entries = _all_with(question, audiences.values(), most_walked)
    if entries is None:
        return _kind_by_kind(town, question, audiences, facets, most)
    marks = {facet_mark(facet) for facet in facets}
    rows: dict[str, list[tuple[int, int]]] = {kind: [] for kind in audiences}
    for key, its_town, kind, audience, text in entries:
        terms = frozenset(text.split())
        if its_town == town.pk and audiences.get(kind) == audience and marks <= terms:
            rows[kind].append((tier_of(question, terms), key))
    return {kind: _hits(each, most) for kind, each in rows.items()}


def _all_with(
    question: Question, audiences: Iterable[Audience], most: int
) -> list[tuple[int, int, str, int, str]] | None:
    """Key, town, kind, audience and terms of every entry with the words; None where more than ``most`` have them.

    The lists of words are short beside the list of a town's ideas: two common words that seldom meet cost a walk along
    the two, once for all kinds (two queries).
    """
    expression = words_alone(SYNTAXES[connection.vendor], question)
    keys = [key for _name, key in _newest({("", 0): (expression, most + 1)})]
    if len(keys) > most:
        return None
    wanted = {audience.value for audience in audiences}
    found = SearchEntry.objects.filter(pk__in=[key for key in keys if audience_of(key) in wanted])
    return list(found.values_list("key", "town_id", "kind", "audience", "terms"))


def _kind_by_kind(
    town: Town,
    question: Question,
    audiences: Mapping[str, Audience],
    facets: Sequence[str],
    most: int,
) -> Mapping[str, Hits]:
    """The hits of each kind, where the words stand in many entries (one query).

    Three wider and wider expressions are asked for their newest entries, each for so many more that what it shares with
    those before leaves enough of its own: so no expression has to leave out another, for which the database would go
    through all hits of a common word to find that every one stands in a title.
    """
    syntax = SYNTAXES[connection.vendor]
    asked = {
        (kind, tier): (expression, (tier + 1) * (most + 1))
        for kind, audience in audiences.items()
        for tier, expression in enumerate(
            widening(syntax, question, scope_mark(town.pk, audience, kind), facets)
        )
    }
    best: dict[str, dict[int, int]] = {kind: {} for kind in audiences}
    for (kind, tier), key in sorted(_newest(asked), key=lambda row: row[0][1]):
        best[kind].setdefault(key, tier)
    return {
        kind: _hits([(tier, key) for key, tier in each.items()], most)
        for kind, each in best.items()
    }


def find_in(
    town: Town,
    text: str,
    *,
    kind: str,
    audience: Audience,
    facets: Sequence[str] = (),
    most: int = MOST,
) -> Hits:
    """What one list of one kind shows for a typed text."""
    found = find(town, read_question(text), {kind: audience}, facets=facets, most=most)
    return found.get(kind, Hits())


def entries_in_order(keys: Sequence[int]) -> list[SearchEntry]:
    """The entries with these keys, in this order (one query)."""
    found = SearchEntry.objects.defer("terms").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _newest(
    asked: Mapping[tuple[str, int], tuple[str, int]],
) -> list[tuple[tuple[str, int], int]]:
    """The name and key of the newest entries of each expression, at most the number beside it (one query)."""
    if not asked:
        return []
    select = _SELECT[connection.vendor]
    parts = [
        f"SELECT {number} AS number, key FROM ({select}) AS found{number}"  # noqa: S608
        for number in range(len(asked))
    ]
    names = list(asked)
    with connection.cursor() as cursor:
        cursor.execute(
            " UNION ALL ".join(parts), [value for each in asked.values() for value in each]
        )
        return [(names[number], key) for number, key in cursor.fetchall()]


def _hits(rows: Sequence[tuple[int, int]], most: int) -> Hits:
    best = sorted(rows, key=lambda hit: (hit[0], -hit[1]))
    return Hits(
        exact=tuple(key for tier, key in best[:most] if tier < NEAR),
        near=tuple(key for tier, key in best[:most] if tier == NEAR),
        is_cut=len(best) > most,
    )
