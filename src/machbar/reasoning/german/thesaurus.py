"""Groups of everyday and administrative words: `Laternen` and `Außenbeleuchtung` speak of one thing.

The list lies in `data/thesaurus.json`, which editors extend. How a term matches follows from its form:
five letters or more match inside a word, shorter ones a whole word or compound part by its stem,
`~wort` does so at any length (so that `heide` does not hit `entscheidet`), `=Wort` is exactly this word with its
capital, and a term with a blank or a hyphen is a phrase. What stands before a term inside a word must be able to
be a word itself: `verkaufen` is not `kaufen`, `Schenkel` not `enkel`; `not_in` of the list names the other look-alikes.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import lru_cache
from importlib import resources
from typing import Any

from machbar.reasoning.german.analysis import terms_of_word
from machbar.reasoning.german.folding import words
from machbar.reasoning.german.stems import stem

LONGEST_WHOLE_WORD = 4
SHORTEST_HEAD = 3
MOST_TERMS = 3
# A word that differs by one of these means something else: Aussagen are no Sagen, a Versammlung is no Sammlung.
_PREFIXES = frozenset({
    "ab", "an", "auf", "aus", "be", "bei", "durch", "ein", "ent", "er", "fort", "ge", "her", "hin", "hinter", "los",
    "miss", "mit", "nach", "un", "unter", "ur", "ver", "vor", "weg", "weiter", "zer", "zu", "über", "um",
})  # fmt: skip
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


@dataclass(frozen=True, eq=False)
class Thesaurus:
    """The groups with their matchers; ``concepts`` finds them in a text, ``spoken`` the words that did it.

    ``split`` gives the stems of a word and of its parts.
    """

    groups: tuple[Group, ...]
    not_in: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    split: Callable[[str], Iterable[str]] = terms_of_word
    by_id: dict[str, Group] = field(init=False, repr=False)
    _exact: frozenset[str] = field(init=False, repr=False)
    _inside: frozenset[str] = field(init=False, repr=False)
    _longest_inside: int = field(init=False, repr=False)
    _by_stem: dict[str, frozenset[str]] = field(init=False, repr=False)
    _phrases: tuple[str, ...] = field(init=False, repr=False)
    _terms: dict[str, tuple[frozenset[str], frozenset[str]]] = field(init=False, repr=False)
    _known_words: dict[str, frozenset[str]] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        every = sorted({term for group in self.groups for term in (*group.everyday, *group.admin)})
        whole = [term for term in every if _form(term) is _Form.WHOLE]
        inside = frozenset(term for term in every if _form(term) is _Form.INSIDE)
        fields: dict[str, object] = {
            "by_id": {group.id: group for group in self.groups},
            "_exact": frozenset(term for term in every if _form(term) is _Form.EXACT),
            "_inside": inside,
            "_longest_inside": max(map(len, inside), default=0),
            "_phrases": tuple(term for term in every if _form(term) is _Form.PHRASE),
            "_by_stem": _by_stem(whole),
            "_terms": {
                group.id: (frozenset((*group.everyday, *group.admin)), frozenset(group.admin))
                for group in self.groups
            },
            "_known_words": {},
        }
        for name, value in fields.items():
            object.__setattr__(self, name, value)

    def concepts(self, text: str) -> Concepts:
        """The groups of which at least one term matches, in the order of the list."""
        hits = self._phrases_in(text).union(*(self.terms_in(word) for word in set(words(text))))
        counts: dict[str, int] = {}
        admin_counts: dict[str, int] = {}
        if hits:
            for name, (terms, admin) in self._terms.items():
                if not hits.isdisjoint(terms):
                    counts[name] = min(MOST_TERMS, len(hits & terms))
                    admin_counts[name] = len(hits & admin)
        return Concepts(counts=counts, admin_counts=admin_counts)

    @lru_cache(maxsize=50_000)  # noqa: B019 - the list lives as long as the process
    def spoken(self, text: str, group_id: str, *, is_official: bool = False) -> tuple[str, ...]:
        """The words of a text, as they are written there, by which it speaks of a group; with ``is_official`` only
        those of the guideline."""
        every, admin = self._terms[group_id]
        terms = admin if is_official else every
        found = [word for word in words(text) if not terms.isdisjoint(self.terms_in(word))]
        phrases = sorted(terms & self._phrases_in(text))
        found += [_as_written(phrase, text) for phrase in phrases]
        return tuple({word.lower(): word for word in reversed(found)}.values())[::-1]

    def terms_in(self, word: str) -> frozenset[str]:
        """The terms that one word matches; remembered, since the same words come again and again."""
        known = self._known_words.get(word)
        if known is None:
            lower = word.lower()
            found = {term for term in self._terms_inside(lower) if self._fits(term, lower)}
            found.update({f"={word}"} & self._exact)
            found.update(*(self._by_stem.get(term, ()) for term in self.split(word)))
            known = frozenset(found)
            self._known_words[word] = known
        return known

    def _terms_inside(self, word: str) -> frozenset[str]:
        """The terms that are a piece of a word; asked by its pieces, which are far fewer than the terms."""
        pieces = {
            word[start : start + length]
            for start in range(len(word) - LONGEST_WHOLE_WORD)
            for length in range(LONGEST_WHOLE_WORD + 1, self._longest_inside + 1)
        }
        return self._inside & pieces

    def _fits(self, term: str, word: str) -> bool:
        """Whether a term inside a word is a part of it, not a chance."""
        if any(other in word for other in self.not_in.get(term, ())):
            return False
        head = word[: word.index(term)]
        return not head or (len(head) >= SHORTEST_HEAD and head not in _PREFIXES)

    def _phrases_in(self, text: str) -> frozenset[str]:
        lower = _BLANKS.sub(" ", text.lower())
        return frozenset(phrase for phrase in self._phrases if phrase in lower)


class _Form(Enum):
    """How a term matches."""

    EXACT = auto()
    WHOLE = auto()
    INSIDE = auto()
    PHRASE = auto()


def _form(term: str) -> _Form:
    if term.startswith("="):
        return _Form.EXACT
    if _PHRASE.search(term):
        return _Form.PHRASE
    if term.startswith("~") or len(term) <= LONGEST_WHOLE_WORD:
        return _Form.WHOLE
    return _Form.INSIDE


def _by_stem(terms: Iterable[str]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for term in terms:
        found.setdefault(stem(plain(term)), set()).add(term)
    return {key: frozenset(same) for key, same in found.items()}


def plain(term: str) -> str:
    """A term as people write it, without the mark of how it matches."""
    return term.lstrip("=~")


def _as_written(phrase: str, text: str) -> str:
    found = re.search(re.escape(phrase).replace(r"\ ", r"\s+"), text, re.IGNORECASE)
    return _BLANKS.sub(" ", found[0]) if found else phrase


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
    not_in = {str(term): tuple(words) for term, words in document.get("not_in", {}).items()}
    return Thesaurus(groups, not_in)


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
