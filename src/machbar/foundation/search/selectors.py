"""Asking the index. Every answer is bounded: at most 200 hits of a kind, whatever the town has."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from machbar.foundation.search.findable import Audience, audience_of, object_of
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import (
    SYNTAXES,
    facet_mark,
    scope_mark,
    tier_of,
    tiers,
    widest,
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
_WITH_TERMS = f"SELECT hits.kind, hits.key, entry.terms FROM ({{found}}) AS hits JOIN {SearchEntry._meta.db_table} AS entry ON entry.key = hits.key"  # noqa: E501, S608


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
    keys = [key for _all, key in _keys({"": expression}, most + 1)]
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
    """The hits of each kind, where the words stand in many entries.

    First everything of a kind is asked for at once: words that hardly ever meet in it cost one walk along their lists,
    not three. Where all hits fit, their own terms tell in which tier they stand (one query). Where they do not, each
    tier is asked for the newest of its own, and only while there is room left: otherwise the database would go through
    all hits of a common word to find that every one stands in a title.
    """
    syntax = SYNTAXES[connection.vendor]
    scopes = {kind: scope_mark(town.pk, audience, kind) for kind, audience in audiences.items()}
    rows: dict[str, list[tuple[int, int]]] = {kind: [] for kind in scopes}
    every = {kind: widest(syntax, question, scope, facets) for kind, scope in scopes.items()}
    for kind, key, terms in _with_terms(every, most + 1):
        rows[kind].append((tier_of(question, frozenset(terms.split())), key))
    many = {
        kind: tuple(tiers(syntax, question, scopes[kind], facets))
        for kind, each in rows.items()
        if len(each) > most
    }
    rows.update(_tier_by_tier(many, most))
    return {kind: _hits(rows[kind], most) for kind in scopes}


def _tier_by_tier(
    asked: Mapping[str, Sequence[str]], most: int
) -> dict[str, list[tuple[int, int]]]:
    rows: dict[str, list[tuple[int, int]]] = {kind: [] for kind in asked}
    for tier in range(max((len(each) for each in asked.values()), default=0)):
        expressions = {
            kind: each[tier]
            for kind, each in asked.items()
            if tier < len(each) and len(rows[kind]) <= most
        }
        for kind, key in _keys(expressions, most + 1):
            rows[kind].append((tier, key))
    return rows


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


def _keys(expressions: Mapping[str, str], most: int) -> list[tuple[str, int]]:
    """The kind and key of the newest entries that each expression finds (one query)."""
    found: list[tuple[str, int]] = _asked(
        "SELECT kind, key FROM ({found}) AS hits", expressions, most
    )
    return found


def _with_terms(expressions: Mapping[str, str], most: int) -> list[tuple[str, int, str]]:
    """The same with the terms of each entry (one query)."""
    found: list[tuple[str, int, str]] = _asked(_WITH_TERMS, expressions, most)
    return found


def _asked(query: str, expressions: Mapping[str, str], most: int) -> list[Any]:
    """The rows of ``query`` over what each expression finds, which takes the place of ``{found}``."""
    if not expressions:
        return []
    select = _SELECT[connection.vendor]
    parts = [
        f"SELECT %s AS kind, key FROM ({select}) AS found{number}"  # noqa: S608
        for number in range(len(expressions))
    ]
    parameters: list[str | int] = []
    for kind, expression in expressions.items():
        parameters += [kind, expression, most]
    with connection.cursor() as cursor:
        cursor.execute(query.format(found=" UNION ALL ".join(parts)), parameters)
        rows: list[Any] = cursor.fetchall()
    return rows


def _hits(rows: Sequence[tuple[int, int]], most: int) -> Hits:
    best = sorted(rows, key=lambda hit: (hit[0], -hit[1]))
    return Hits(
        exact=tuple(key for tier, key in best[:most] if tier < NEAR),
        near=tuple(key for tier, key in best[:most] if tier == NEAR),
        is_cut=len(best) > most,
    )
