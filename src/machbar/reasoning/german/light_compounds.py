"""Parts of compounds by a short list of our own (`data/word_parts.txt`), for processes that must stay light.

HanTa (see `compounds`) knows more, and takes a second and some 45 MB to load and milliseconds a word; this takes
microseconds and no library but the stemmer. Words are compared by their stems, so `Bänke`, `Baenke` and `Banke` are
all the part `Bank`.
"""

from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from machbar.reasoning.german.folding import without_accents
from machbar.reasoning.german.stems import stem

SHORTEST_COMPOUND = 6
LONGEST_COMPOUND = 40
SHORTEST_PART = 3
SHORTEST_UNKNOWN = 4
SHORTEST_HEAD_OF_UNKNOWN = 4
_JOINTS = ("", "s", "es", "n", "en", "e", "er", "ns")
_VOWELS = frozenset("aeiouyäöü")


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """The stems of known words: those that may end a compound, all that may be part of one, and what is never split."""

    heads: frozenset[str]
    parts: frozenset[str]
    whole: frozenset[str]


def read_lexicon(text: str) -> Lexicon:
    """The words of a `word_parts.txt`; lines with # say something about it."""
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    words = [without_accents(word) for line in lines for word in line.split()]
    heads = frozenset(stem(word) for word in words if word[0].isupper())
    return Lexicon(
        heads=heads,
        parts=heads | {stem(word) for word in words if word[0].islower()},
        whole=heads | {stem(word[1:]) for word in words if word.startswith("!")},
    )


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The list that comes with MachBar."""
    file = resources.files("machbar.reasoning.german").joinpath("data/word_parts.txt")
    return read_lexicon(file.read_text(encoding="utf-8"))


@lru_cache(maxsize=100_000)
def light_parts(word: str) -> tuple[str, ...]:
    """The stems of the parts of a compound, in order: `Dorfläden` gives `dorf`, `lad`; empty for what is none.

    Either every part is in the list, as few of them as possible; or the last one is, and what stands before it
    could be a word (four letters with a vowel): `Unverpacktladen`.
    """
    lower = without_accents(word).lower()
    if not SHORTEST_COMPOUND <= len(lower) <= LONGEST_COMPOUND or not lower.isalpha():
        return ()
    known = lexicon()
    if stem(lower) in known.whole:
        return ()
    found = _all_known(lower, known) or _known_at_the_end(lower, known)
    return found if len(found) > 1 else ()


def _all_known(word: str, known: Lexicon) -> tuple[str, ...]:
    """The fewest known parts that make up the word, the longest first where there are several ways; else nothing.

    ``best[n]`` holds the parts of the first n letters that may stand before another part.
    """
    best: dict[int, tuple[str, ...]] = {0: ()}
    for end in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1):
        for start in _starts(end, best):
            part = _part(word[start:end], known)
            if part and (end not in best or len(best[start]) + 1 < len(best[end])):
                best[end] = (*best[start], part)
    ways = [
        (*best[start], head)
        for start in sorted(best)
        if start and (head := stem(word[start:])) in known.heads
    ]
    return min(ways, key=len, default=())


def _starts(end: int, best: dict[int, tuple[str, ...]]) -> list[int]:
    return [start for start in sorted(best) if start <= end - SHORTEST_PART]


def _part(piece: str, known: Lexicon) -> str:
    """The stem of a known part before another part, without the letters that join them; else nothing."""
    for joint in _JOINTS:
        bare = piece.removesuffix(joint) if joint else piece
        if len(bare) >= SHORTEST_PART and (joint == "" or bare != piece):
            found = stem(bare)
            if found in known.parts:
                return found
    return ""


def _known_at_the_end(word: str, known: Lexicon) -> tuple[str, ...]:
    for start in range(SHORTEST_UNKNOWN, len(word) - SHORTEST_HEAD_OF_UNKNOWN + 1):
        head = stem(word[start:])
        if head in known.heads and len(head) >= SHORTEST_PART and _VOWELS & set(word[:start]):
            return (_part(word[:start], known) or stem(word[:start]), head)
    return ()
