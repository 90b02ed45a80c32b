"""Asking the index for texts that are like a text: how common its terms are, and who shares the rare ones.

Two queries, whatever the town has: common terms are counted up to a limit and then left out, so that a sentence about
"the town" does not read ten thousand texts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from machbar.foundation.search.findable import Audience, object_of
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.terms import SYNTAXES, facet_mark, scope_mark
from machbar.foundation.towns.models import Town

MOST_COUNTED = 2_000
MOST_SIZE = 20_000
MOST_TERMS = 80  # an expression a term and one a family; SQLite allows 500 in one query
MOST_LIKE = 250
_ROWS = {
    "sqlite": f"SELECT rowid AS key FROM {INDEX} WHERE {INDEX} MATCH %s",  # noqa: S608
    "postgresql": f"SELECT key FROM {TABLE} WHERE lexemes @@ %s::tsquery",  # noqa: S608
}


@dataclass(frozen=True, kw_only=True)
class Scope:
    """Whose entries are asked: a town's, of one kind, for one audience, without those of some facets."""

    town: Town
    kind: str
    audience: Audience
    without: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Counts:
    """How many entries a scope has (up to 20,000), and how many of them hold each group of terms (up to 2,000)."""

    size: int
    holding: Mapping[str, int]


def count_terms(scope: Scope, groups: Mapping[str, Sequence[str]]) -> Counts:
    """In how many entries at least one term of each group stands (one query); the first 80 groups count."""
    syntax = SYNTAXES[connection.vendor]
    asked = {"": (_within(scope), MOST_SIZE)}
    for name, terms in list(groups.items())[:MOST_TERMS]:
        if terms:
            any_of = syntax.any_of(syntax.term(term) for term in terms)
            asked[name] = (syntax.all_of([_within(scope), any_of]), MOST_COUNTED)
    rows = _ROWS[connection.vendor]
    one = f"SELECT %s AS name, (SELECT count(*) FROM ({rows} LIMIT %s) AS found) AS n"  # noqa: S608
    parameters: list[str | int] = []
    for name, (expression, most) in asked.items():
        parameters += [name, expression, most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(asked)), parameters)
        found = {str(name): int(count) for name, count in cursor.fetchall()}
    return Counts(size=found.pop(""), holding=found)


def rare_terms(
    counts: Counts, groups: Mapping[str, Sequence[str]], *, most: int = MOST_LIKE
) -> tuple[str, ...]:
    """The terms of the rarest groups, as many as together stand in at most so many entries."""
    chosen: list[str] = []
    room = most
    for name in sorted(counts.holding, key=lambda name: (counts.holding[name], name)):
        room -= counts.holding[name]
        if room < 0:
            break
        if counts.holding[name]:
            chosen += groups[name]
    return tuple(dict.fromkeys(chosen))


def objects_with(
    scopes: Sequence[Scope], terms: Sequence[str], *, most: int = MOST_LIKE
) -> Mapping[str, tuple[int, ...]]:
    """The newest objects of each scope, by its kind, that hold any of the terms (one query)."""
    if not terms or not scopes:
        return {scope.kind: () for scope in scopes}
    syntax = SYNTAXES[connection.vendor]
    any_of = syntax.any_of(syntax.term(term) for term in terms)
    rows = _ROWS[connection.vendor]
    order = "rowid" if connection.vendor == "sqlite" else "key"
    select = f"SELECT %s AS kind, key FROM ({rows} ORDER BY {order} DESC LIMIT %s) AS found"  # noqa: S608
    parameters: list[str | int] = []
    for scope in scopes:
        parameters += [scope.kind, syntax.all_of([_within(scope), any_of]), most]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([select] * len(scopes)), parameters)
        keys = sorted(cursor.fetchall(), key=lambda row: -row[1])
    return {
        scope.kind: tuple(object_of(key) for kind, key in keys if kind == scope.kind)
        for scope in scopes
    }


def _within(scope: Scope) -> str:
    syntax = SYNTAXES[connection.vendor]
    inside = syntax.term(scope_mark(scope.town.pk, scope.audience, scope.kind))
    if not scope.without:
        return inside
    facets = syntax.any_of(syntax.term(facet_mark(facet)) for facet in scope.without)
    return syntax.without(inside, facets)
