"""Which ideas are kin of one idea, and by which words: exact scores over the candidates that search has found.

Each word of a text stands for its stem and, where it is a compound, for the stems of its parts (`reasoning.german`).
What two texts share counts by how rare it is in the town, parts of compounds a little less, verbs and adjectives less
than nouns, and words for where, when and for whom little; numbers and words that say nothing do not count. A family
of words ("Werkstatt ~ reparieren") counts where it tells more than the shared words do. The sum is set against what
both texts say altogether, so that a long text is not kin of everything. The weights were set on the "tune" half of
`tests/kin_cases.txt`, the other half measures them.
"""

import math
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from machbar.reasoning.german import KinWords, is_own, kin_words, read_word, words

PART = 0.8
SMALL_LETTER = 0.6
SETTING = 0.3
FAMILY = 0.8
THESAURUS = 0.35
BACKGROUND = 100  # as if a hundred more texts without our words stood by: so that ten ideas are no whole language
SMOOTHING = 2.0
THRESHOLD = 0.12
LONGEST = 2_000
MOST_REASONS = 4

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, kw_only=True)
class Spoken:
    """A term of a text: the word by which it is said, as it is written, and how strong that is (parts are weaker)."""

    word: str
    strength: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What a text says: its terms, the parts of each compound, the whole words, and its families with their words."""

    terms: Mapping[str, Spoken]
    parts: Mapping[str, tuple[str, ...]]
    families: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, kw_only=True)
class Commonness:
    """In how many of the town's texts (``size``) a term or a family is said; what is not named is said in none."""

    size: int
    holding: Mapping[str, int]

    def rarity(self, term: str) -> float:
        """1 for a word said once in the town, towards 0 for one that everybody says (the idf of BM25)."""
        size = max(self.size, 1) + BACKGROUND
        found = min(max(self.holding.get(term, 0), 1), size)
        return _idf(found, size) / _idf(1, size)


@dataclass(frozen=True, kw_only=True)
class Reason:
    """Why two ideas are kin: a word of the one, and the word of the other where that is another word."""

    ours: str
    theirs: str = ""


@dataclass(frozen=True, kw_only=True)
class Kin(Generic[Key]):
    """An idea that is kin, between 0 and 1, with at most four reasons, the strongest first."""

    key: Key
    score: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, kw_only=True)
class _Link:
    """Something that two texts share, and the words that say it."""

    weight: float
    ours: str
    theirs: str


def read_idea(text: str, *, ignore: Iterable[str] = (), lists: KinWords | None = None) -> Reading:
    """What the first 2,000 characters of a text say. ``ignore`` are terms that mean nothing here: the town's name."""
    known = lists or kin_words()
    silent = known.fillers.union(ignore)
    terms: dict[str, Spoken] = {}
    parts: dict[str, tuple[str, ...]] = {}
    families: dict[str, list[str]] = {}
    for word in dict.fromkeys(words(text[:LONGEST])):
        read = read_word(word)
        if not read.whole or read.whole in silent or read.whole in parts or not _has_letter(word):
            continue
        parts[read.whole] = tuple(part for part in read.parts if part not in silent)
        terms[read.whole] = Spoken(word=word)
        for family in known.of_word(word):
            families.setdefault(family, []).append(word)
    for whole, inner in parts.items():
        for part in inner:
            terms.setdefault(part, Spoken(word=terms[whole].word, strength=PART))
    return Reading(
        terms=terms,
        parts=parts,
        families={family: tuple(said) for family, said in sorted(families.items())},
    )


def kin_of(
    ours: Reading,
    others: Mapping[Key, Reading],
    common: Commonness,
    *,
    threshold: float = THRESHOLD,
    lists: KinWords | None = None,
) -> tuple[Kin[Key], ...]:
    """The others that reach the threshold, the nearest first; where two are as near, in the order given."""
    known = lists or kin_words()
    found = [
        Kin(key=key, score=score, reasons=_reasons(links))
        for key, theirs in others.items()
        if (links := _links(ours, theirs, common, known))
        and (score := _score(links, ours, theirs, common, known)) >= threshold
    ]
    return tuple(sorted(found, key=lambda kin: -kin.score))


def _has_letter(word: str) -> bool:
    """A number alone ("16") says nothing: it is a house, a price or a year."""
    return any(letter.isalpha() for letter in word)


def _idf(holding: int, size: int) -> float:
    return math.log(1 + (size - holding + 0.5) / (holding + 0.5))


def _weight(term: str, common: Commonness, known: KinWords) -> float:
    return common.rarity(term) * (SETTING if term in known.settings else 1.0)


def _noun(*said: str) -> float:
    """Nouns carry what an idea is about; a word is one where either person wrote it with a capital."""
    return 1.0 if any(word[0].isupper() for word in said) else SMALL_LETTER


def _score(
    links: Iterable[_Link], ours: Reading, theirs: Reading, common: Commonness, known: KinWords
) -> float:
    shared = sum(link.weight for link in links)
    whole = math.sqrt(
        (_substance(ours, common, known) + SMOOTHING)
        * (_substance(theirs, common, known) + SMOOTHING)
    )
    return round(shared / whole, 3)


def _substance(reading: Reading, common: Commonness, known: KinWords) -> float:
    """What a text says altogether, in rare words."""
    return sum(
        _weight(whole, common, known) * _noun(reading.terms[whole].word) for whole in reading.parts
    )


def _links(
    ours: Reading, theirs: Reading, common: Commonness, known: KinWords
) -> tuple[_Link, ...]:
    shared = _shared_terms(ours, theirs)
    links = [
        _Link(
            weight=_weight(term, common, known)
            * min(ours.terms[term].strength, theirs.terms[term].strength)
            * _noun(ours.terms[term].word, theirs.terms[term].word),
            ours=ours.terms[term].word,
            theirs=theirs.terms[term].word,
        )
        for term in shared
    ]
    links += _family_links(ours, theirs, links, common)
    return tuple(sorted(links, key=lambda link: (-round(link.weight, 3), link.ours, link.theirs)))


def _shared_terms(ours: Reading, theirs: Reading) -> list[str]:
    """The terms of both texts; where a compound is shared, its parts say nothing more."""
    shared = [term for term in ours.terms if term in theirs.terms]
    inner = {
        part
        for whole in ours.parts.keys() & theirs.parts.keys()
        for part in (*ours.parts[whole], *theirs.parts[whole])
    }
    return [term for term in shared if term not in inner]


def _family_links(
    ours: Reading, theirs: Reading, links: Iterable[_Link], common: Commonness
) -> list[_Link]:
    """One link a family that tells more than the shared words do; each word stands in its strongest one only."""
    told = {word for link in links for word in (link.ours, link.theirs)}
    found = []
    for family in ours.families.keys() & theirs.families.keys():
        here, there = ours.families[family], theirs.families[family]
        if told.isdisjoint(here) or told.isdisjoint(there):
            weight = common.rarity(family) * (FAMILY if is_own(family) else THESAURUS)
            found.append(
                _Link(weight=weight * _noun(here[0], there[0]), ours=here[0], theirs=there[0])
            )
    found.sort(key=lambda link: (-round(link.weight, 3), link.ours, link.theirs))
    kept: list[_Link] = []
    for link in found:
        if all(link.ours != other.ours and link.theirs != other.theirs for other in kept):
            kept.append(link)
    return kept


def _reasons(links: Iterable[_Link]) -> tuple[Reason, ...]:
    """Each pair of words once; the same word, however it is bent, is named once."""
    reasons = dict.fromkeys(
        Reason(ours=link.ours, theirs="" if _is_same(link.ours, link.theirs) else link.theirs)
        for link in links
    )
    return tuple(reasons)[:MOST_REASONS]


def _is_same(ours: str, theirs: str) -> bool:
    return read_word(ours).whole == read_word(theirs).whole
