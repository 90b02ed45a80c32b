"""The terms of an entry and the expressions that ask for them, the same for both databases.

Words hold letters and digits only, so a mark with an underscore can be neither typed by a visitor nor written into
a text: whose entry it is cannot be forged.
"""

from collections.abc import Iterable, Iterator, Sequence

from machbar.foundation.search.findable import Audience, Text
from machbar.reasoning.german import Question, Wanted, search_terms


def scope_mark(town: int, audience: Audience, kind: str) -> str:
    """Whose entry it is: town, audience and kind."""
    return f"s_{town}_{audience.value}_{kind}"


def facet_mark(facet: str) -> str:
    """A value that a list filters by."""
    return f"f_{facet}"


def title_mark(term: str) -> str:
    """A word of the title."""
    return f"t_{term}"


def terms_of(text: Text, kind: str) -> str:
    """All terms of an entry, each once, in the order of the alphabet."""
    title = search_terms(text.title)
    words = title | search_terms(text.body) | search_terms(text.keywords)
    marks = {scope_mark(text.town_id, text.audience, kind)}
    marks.update(title_mark(term) for term in title)
    marks.update(facet_mark(facet) for facet in text.facets)
    return " ".join(sorted(words | marks))


class Syntax:
    """How a database writes terms, all of them, any of them, and none of them."""

    def __init__(self, *, quote: str, both: str, either: str, but_not: str) -> None:
        self._quote, self._both, self._either, self._but_not = quote, both, either, but_not

    def term(self, term: str) -> str:
        """One term; it holds letters, digits and underscores only."""
        return f"{self._quote}{term}{self._quote}"

    def all_of(self, parts: Iterable[str]) -> str:
        """Every one of these."""
        return f"({self._both.join(parts)})"

    def any_of(self, parts: Iterable[str]) -> str:
        """At least one of these."""
        return f"({self._either.join(parts)})"

    def without(self, wanted: str, unwanted: str) -> str:
        """The one, and not the other."""
        return f"({wanted}{self._but_not}{unwanted})"


FTS5 = Syntax(quote='"', both=" AND ", either=" OR ", but_not=" NOT ")
TSQUERY = Syntax(quote="'", both=" & ", either=" | ", but_not=" & !")
SYNTAXES = {"sqlite": FTS5, "postgresql": TSQUERY}


def widening(
    syntax: Syntax, question: Question, scope: str, facets: Sequence[str] = ()
) -> Iterator[str]:
    """Three expressions, each of which finds what the one before finds: every word in the title, anywhere, near.

    ``question`` has at least one word. "Near" also holds what is found when the last part of a compound is enough.
    """
    must = [syntax.term(scope), *(syntax.term(facet_mark(facet)) for facet in facets)]
    anywhere = [_found(syntax, wanted) for wanted in question.words]
    near = [_found(syntax, wanted, is_near=True) for wanted in question.words]
    yield syntax.all_of([*must, *(_found(syntax, each, is_title=True) for each in question.words)])
    yield syntax.all_of([*must, *anywhere])
    if near != anywhere:
        yield syntax.all_of([*must, *near])


def words_alone(syntax: Syntax, question: Question) -> str:
    """The same in every town, kind and audience: what is found must be asked whose it is."""
    return syntax.all_of(_found(syntax, wanted, is_near=True) for wanted in question.words)


def tier_of(question: Question, every: frozenset[str]) -> int:
    """In which of the three tiers an entry with these terms stands that the widest expression found."""
    mark = title_mark("")
    title = frozenset(term.removeprefix(mark) for term in every if term.startswith(mark))
    if all(wanted.is_in(title) for wanted in question.words):
        return 0
    return 1 if all(wanted.is_in(every) for wanted in question.words) else 2


def _found(syntax: Syntax, wanted: Wanted, *, is_title: bool = False, is_near: bool = False) -> str:
    def term(word: str) -> str:
        return syntax.term(title_mark(word) if is_title else word)

    ways = [term(wanted.whole)]
    if wanted.parts:
        ways.append(syntax.all_of(term(part) for part in wanted.parts))
    if is_near and wanted.parts:
        ways.append(term(wanted.head))
    return syntax.any_of(ways)
