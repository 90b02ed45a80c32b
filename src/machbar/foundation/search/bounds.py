"""How far back a question reaches: words that all stand in many texts are looked for in the newest entries only.

To meet two common words in one text, a database walks both of their lists to the end when they hardly ever meet. A word
that is rare in the town keeps that walk short, and then nothing is left out; nor is anything in a town with no more
entries than the window holds, which is every small town.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection

from machbar.foundation.search.findable import Audience
from machbar.foundation.search.index import INDEX, TABLE
from machbar.foundation.search.models import SearchEntry
from machbar.foundation.search.terms import SYNTAXES, facet_mark, found_by, scope_mark
from machbar.foundation.towns.models import Town
from machbar.reasoning.german import Question

EVERYTHING = -1
_COUNT = {
    "sqlite": f"SELECT rowid AS key FROM {INDEX} WHERE {INDEX} MATCH %s LIMIT %s",  # noqa: S608
    "postgresql": f"SELECT key FROM {TABLE} WHERE lexemes @@ %s::tsquery LIMIT %s",  # noqa: S608
}


@dataclass(frozen=True, kw_only=True)
class Bounds:
    """How many entries of a town are the newest ones, and from how many entries on a word is common.

    Ten thousand ideas have two entries each, and a thousand projects as well: such a town is searched whole.
    """

    window: int = 25_000
    common: int = 1_000


BOUNDS = Bounds()


@dataclass(frozen=True, kw_only=True)
class Reach:
    """From which key on entries are looked at, and for which kinds this is so: in exact tiers, and in the near one."""

    floor: int = EVERYTHING
    exact: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()

    def of(self, kind: str, *, is_near: bool) -> int:
        """The lowest key that counts; below every key where everything does."""
        return self.floor if kind in (self.near if is_near else self.exact) else EVERYTHING


def reach_of(
    town: Town,
    question: Question,
    audiences: Mapping[str, Audience],
    facets: Sequence[str],
    bounds: Bounds = BOUNDS,
) -> Reach:
    """One query that walks the window, and a second one for counts in a town with more entries.

    A single word needs neither: its own list gives the newest hits first.
    """
    if len(question.words) + len(facets) < 2:
        return Reach()
    keys = SearchEntry.objects.filter(town=town).order_by("-key").values_list("key", flat=True)
    last = list(keys[bounds.window - 1 : bounds.window + 1])
    if len(last) < 2:
        return Reach()
    rare = _rare(_asked(town, question, audiences, facets), bounds.common)
    return Reach(
        floor=last[0],
        exact=frozenset(kind for kind in audiences if (kind, False) not in rare),
        near=frozenset(kind for kind in audiences if (kind, True) not in rare),
    )


def _asked(
    town: Town, question: Question, audiences: Mapping[str, Audience], facets: Sequence[str]
) -> Iterator[tuple[str, bool, str]]:
    """Each kind, whether near hits are meant, and one part of what all its hits must hold."""
    syntax = SYNTAXES[connection.vendor]
    for kind, audience in audiences.items():
        scope = syntax.term(scope_mark(town.pk, audience, kind))
        for is_near in (False, True):
            parts = [syntax.term(facet_mark(facet)) for facet in facets]
            parts += [found_by(syntax, wanted, is_near=is_near) for wanted in question.words]
            for part in parts:
                yield kind, is_near, syntax.all_of([scope, part])


def _rare(asked: Iterator[tuple[str, bool, str]], common: int) -> set[tuple[str, bool]]:
    """The kinds of which at least one part stands in fewer than so many entries (one query)."""
    # The same part is counted once: most words are no compounds, and then near means the same.
    uses: dict[str, list[tuple[str, bool]]] = {}
    for kind, is_near, expression in asked:
        uses.setdefault(expression, []).append((kind, is_near))
    one = f"SELECT %s AS part, count(*) AS n FROM ({_COUNT[connection.vendor]}) AS part"  # noqa: S608
    parts = list(uses)
    parameters: list[str | int] = []
    for number, expression in enumerate(parts):
        parameters += [number, expression, common]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join([one] * len(parts)), parameters)
        counts = cursor.fetchall()
    return {use for number, n in counts if n < common for use in uses[parts[int(number)]]}
