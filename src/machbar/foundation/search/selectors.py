"""Asking the index. Every answer is bounded: at most 200 hits of a kind, whatever the town has."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from machbar.foundation.search.findable import Audience, object_of
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import SYNTAXES, scope_mark, tiers
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import Question

MOST = 200
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
) -> Mapping[str, Hits]:
    """The hits of each kind for the audience named with it (one query); without a word to look for there are none."""
    if not question.words or not audiences:
        return {}
    syntax, select = SYNTAXES[connection.vendor], _SELECT[connection.vendor]
    parts: list[str] = []
    parameters: list[str | int] = []
    for kind, audience in audiences.items():
        scope = scope_mark(town.pk, audience, kind)
        for tier, expression in enumerate(tiers(syntax, question, scope, facets)):
            part = f"SELECT %s AS kind, %s AS tier, key FROM ({select}) AS found{len(parts)}"  # noqa: S608
            parts.append(part)
            parameters += [kind, tier, expression, most + 1]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts), parameters)
        rows = cursor.fetchall()
    return {kind: _hits(rows, kind, most) for kind in audiences}


def entries_in_order(keys: Sequence[int]) -> list[SearchEntry]:
    """The entries with these keys, in this order (one query)."""
    found = SearchEntry.objects.defer("terms").in_bulk(list(keys))
    return [found[key] for key in keys if key in found]


def _hits(rows: Sequence[tuple[str, int, int]], kind: str, most: int) -> Hits:
    of_kind = sorted(
        ((tier, key) for name, tier, key in rows if name == kind),
        key=lambda hit: (hit[0], -hit[1]),
    )
    return Hits(
        exact=tuple(key for tier, key in of_kind[:most] if tier < NEAR),
        near=tuple(key for tier, key in of_kind[:most] if tier == NEAR),
        is_cut=len(of_kind) > most,
    )
