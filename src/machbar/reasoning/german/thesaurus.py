"""Groups of everyday and administrative words: `Laternen` and `Außenbeleuchtung` speak of one thing.

The list lies in `data/thesaurus.json`, which editors extend. How a term matches follows from its form:
five letters or more match anywhere inside a word, shorter ones a whole word or compound part by its stem,
`~wort` does so at any length (so that `heide` does not hit `entscheidet`), `=Wort` is exactly this word with its
capital, and a term with a blank or a hyphen is a phrase.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Any

from machbar.reasoning.german.analysis import terms_of_word
from machbar.reasoning.german.folding import words
from machbar.reasoning.german.stems import stem

LONGEST_WHOLE_WORD = 4
MOST_TERMS = 3
_PHRASE = re.compile(r"[\s-]")
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, kw_only=True)
class Group:
    """One concept: the words of the counter, the words of the guideline, and its theme."""

    id: str
    theme: str
    everyday: tuple[str, ...]
    admin: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Concepts:
    """The groups found in a text: how many terms of each matched (at most three), and of its administrative ones."""

    counts: Mapping[str, int]
    admin_counts: Mapping[str, int]


@dataclass(frozen=True)
class _Text:
    lower: str
    words: frozenset[str]
    terms: frozenset[str]


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """The groups with their matchers; ``concepts`` finds them in a text, ``spoken`` the words that did it."""

    groups: tuple[Group, ...]
    _matchers: dict[str, Callable[[_Text], bool]] = field(init=False, repr=False, compare=False)
    by_id: dict[str, Group] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        every = {term for group in self.groups for term in (*group.everyday, *group.admin)}
        object.__setattr__(self, "_matchers", {term: _matcher(term) for term in sorted(every)})
        object.__setattr__(self, "by_id", {group.id: group for group in self.groups})

    def concepts(self, text: str) -> Concepts:
        """The groups of which at least one term matches, in the order of the list."""
        prepared = _prepare(text)
        hits = {term for term, matches in self._matchers.items() if matches(prepared)}
        counts: dict[str, int] = {}
        admin_counts: dict[str, int] = {}
        for group in self.groups:
            found = hits.intersection((*group.everyday, *group.admin))
            if found:
                counts[group.id] = min(MOST_TERMS, len(found))
                admin_counts[group.id] = sum(term in hits for term in group.admin)
        return Concepts(counts=counts, admin_counts=admin_counts)

    @lru_cache(maxsize=50_000)  # noqa: B019 - the list lives as long as the process
    def spoken(self, text: str, group_id: str) -> tuple[str, ...]:
        """The words of a text, as they are written there, by which it speaks of a group."""
        group = self.by_id[group_id]
        terms = tuple(dict.fromkeys((*group.everyday, *group.admin)))
        single = [term for term in terms if not _PHRASE.search(term)]
        found = [
            word
            for word in words(text)
            if any(self._matchers[term](_prepare(word)) for term in single)
        ]
        whole = _prepare(text)
        phrases = [term for term in terms if term not in single and self._matchers[term](whole)]
        found += [_as_written(term, text) for term in phrases]
        return tuple({word.lower(): word for word in reversed(found)}.values())[::-1]


def plain(term: str) -> str:
    """A term as people write it, without the mark of how it matches."""
    return term.lstrip("=~")


def _as_written(phrase: str, text: str) -> str:
    found = re.search(re.escape(phrase).replace(r"\ ", r"\s+"), text, re.IGNORECASE)
    return _BLANKS.sub(" ", found[0]) if found else phrase


def _prepare(text: str) -> _Text:
    found = words(text)
    return _Text(
        lower=_BLANKS.sub(" ", text.lower()),
        words=frozenset(found),
        terms=frozenset(term for word in found for term in terms_of_word(word)),
    )


def _matcher(term: str) -> Callable[[_Text], bool]:
    if term.startswith("="):
        exact = plain(term)
        return lambda text: exact in text.words
    whole = term.startswith("~") or len(term) <= LONGEST_WHOLE_WORD
    if not whole or _PHRASE.search(term):
        return lambda text: term in text.lower
    stemmed = stem(plain(term))
    return lambda text: stemmed in text.terms


def read_thesaurus(document: Mapping[str, Any]) -> Thesaurus:
    """The groups of a parsed `thesaurus.json`; raises ValueError for a group without id, theme or terms."""
    groups = tuple(
        Group(
            id=str(entry["id"]),
            theme=str(entry["theme"]),
            everyday=_terms(entry, "everyday"),
            admin=_terms(entry, "admin"),
        )
        for entry in document["groups"]
    )
    _refuse_repeated(group.id for group in groups)
    return Thesaurus(groups)


def _terms(entry: Mapping[str, Any], side: str) -> tuple[str, ...]:
    terms = tuple(str(term) for term in entry[side])
    if not terms or any(not plain(term).strip() for term in terms):
        raise ValueError(f"group {entry['id']}: {side} is empty or holds an empty term")
    return terms


def _refuse_repeated(ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in ids:
        if name in seen:
            raise ValueError(f"group {name} stands there twice")
        seen.add(name)


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The list that comes with MachBar."""
    file = resources.files("machbar.reasoning.german").joinpath("data/thesaurus.json")
    return read_thesaurus(json.loads(file.read_text(encoding="utf-8")))
