"""Asking the index. Every answer is bounded: at most 200 hits of a kind, whatever the town has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from machbar.foundation.search.bounds import BOUNDS, EVERYTHING, Bounds, Reach, reach_of
from machbar.foundation.search.findable import Audience, object_of
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import SYNTAXES, scope_mark, tiers
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import Question, read_question

MOST = 200
NEAR = 2
_SELECT = {
    "sqlite": f"SELECT rowid AS key FROM {INDEX} WHERE {INDEX} MATCH %s",  # noqa: S608
    "postgresql": f"SELECT key FROM {TABLE} WHERE lexemes @@ %s::tsquery",  # noqa: S608
}


@dataclass(frozen=True, kw_only=True)
class Hits:
    """The keys of the entries of one kind that were found, best first: title, date, id; ``near`` ones stand apart.

    ``is_cut`` where there are more; ``is_recent`` where all words are common and only new entries were looked at.
    """

    exact: tuple[int, ...] = ()
    near: tuple[int, ...] = ()
    is_cut: bool = False
    is_recent: bool = False

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
    bounds: Bounds = BOUNDS,
) -> Mapping[str, Hits]:
    """The hits of each kind for the audience named with it; without a word to look for there are none.

    One query a tier (three at most), and a tier is asked for only those kinds that have room left: otherwise the
    database would go through all hits of a common word to find that every one stands in a title. Common words that
    hardly ever meet are looked for in the newest entries only (see `bounds`).
    """
    if not question.words:
        return {}
    reach = reach_of(town, question, audiences, facets, bounds)
    syntax = SYNTAXES[connection.vendor]
    asked = {
        kind: tuple(tiers(syntax, question, scope_mark(town.pk, audience, kind), facets))
        for kind, audience in audiences.items()
    }
    return _tier_by_tier(asked, reach, most)


def _tier_by_tier(
    asked: Mapping[str, Sequence[str]], reach: Reach, most: int
) -> Mapping[str, Hits]:
    rows: dict[str, list[tuple[int, int]]] = {kind: [] for kind in asked}
    recent: set[str] = set()
    for tier in range(max((len(each) for each in asked.values()), default=0)):
        expressions = {
            kind: (each[tier], reach.of(kind, is_near=tier == NEAR))
            for kind, each in asked.items()
            if len(rows[kind]) <= most
        }
        for kind, key in _keys(expressions, most + 1):
            rows[kind].append((tier, key))
        recent |= {
            kind
            for kind, (_expression, floor) in expressions.items()
            if floor != EVERYTHING and len(rows[kind]) <= most
        }
    return {kind: _hits(found, most, is_recent=kind in recent) for kind, found in rows.items()}


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


def _keys(expressions: Mapping[str, tuple[str, int]], most: int) -> list[tuple[str, int]]:
    """The kind and key of the newest entries that each expression finds from its lowest key on (one query)."""
    if not expressions:
        return []
    parts = []
    parameters: list[str | int] = []
    key = "rowid" if connection.vendor == "sqlite" else "key"
    for kind, (expression, floor) in expressions.items():
        # Only where there is a limit: with one, PostgreSQL would plan for a walk through the table by key.
        limit = f" AND {key} >= %s" if floor != EVERYTHING else ""
        select = f"{_SELECT[connection.vendor]}{limit} ORDER BY {key} DESC LIMIT %s"
        parts.append(f"SELECT %s AS kind, key FROM ({select}) AS found{len(parts)}")  # noqa: S608
        parameters += [kind, expression, *([floor] if limit else []), most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        found: list[tuple[str, int]] = cursor.fetchall()
    return found


def _hits(rows: Sequence[tuple[int, int]], most: int, *, is_recent: bool) -> Hits:
    best = sorted(rows, key=lambda hit: (hit[0], -hit[1]))
    return Hits(
        exact=tuple(key for tier, key in best[:most] if tier < NEAR),
        near=tuple(key for tier, key in best[:most] if tier == NEAR),
        is_cut=len(best) > most,
        is_recent=is_recent,
    )
