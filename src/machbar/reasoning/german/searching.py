"""The analysis behind site search: which terms a text is found by, which terms a question asks for, and a passage.

Terms are [a-z0-9]+ with umlauts and ß folded, so that `Grunflache` finds `Grünfläche`. A compound is found by its
parts; a question for a compound also comes near what its last part names (`Fahrradwerkstatt` is a `Werkstatt`).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from machbar.reasoning.german.analysis import function_words
from machbar.reasoning.german.folding import spans, without_accents, words
from machbar.reasoning.german.light_compounds import light_parts
from machbar.reasoning.german.stems import stem

LONGEST_TERM = 60
LONGEST_TEXT = 100_000
MOST_WORDS = 10
PASSAGE = 220
BEFORE = 60


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """One word of a question: its stem, the stems of its parts in order (empty where it is no compound)."""

    whole: str
    parts: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The part that says what it is, the last one; empty where there are no parts."""
        return self.parts[-1] if self.parts else ""

    def is_in(self, terms: "frozenset[str]") -> bool:
        """Whether a text with these terms holds the word, or all of its parts."""
        return self.whole in terms or (bool(self.parts) and terms.issuperset(self.parts))

    def is_near(self, terms: "frozenset[str]") -> bool:
        """Whether a text with these terms holds at least what the word names."""
        return self.is_in(terms) or (self.head != "" and self.head in terms)


@dataclass(frozen=True, kw_only=True)
class Question:
    """What somebody asks for; ``is_cut`` where only the first ten words count."""

    words: tuple[Wanted, ...]
    is_cut: bool = False


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A piece of a passage; ``is_hit`` where it is a word that was asked for."""

    text: str
    is_hit: bool = False


def search_terms(text: str) -> frozenset[str]:
    """The terms by which a text is found; of a text beyond 100,000 characters the beginning counts."""
    return frozenset().union(*(_terms(word) for word in set(words(text[:LONGEST_TEXT]))))


def read_question(text: str) -> Question:
    """The first ten different words of a question that say something; the rest of the text is harmless."""
    found = dict.fromkeys(
        wanted for word in words(text[:LONGEST_TEXT]) if (wanted := read_word(word)).whole
    )
    return Question(words=tuple(found)[:MOST_WORDS], is_cut=len(found) > MOST_WORDS)


def passage(text: str, question: Question) -> tuple[Piece, ...]:
    """Some 220 characters of a text around the first word asked for, cut between words; its beginning without any."""
    places = [
        (begin, end) for begin, end in spans(text) if _is_asked_for(text[begin:end], question.words)
    ]
    start = _start(text, places[0][0] if places else 0)
    end = _end(text, start + PASSAGE)
    pieces = [Piece(text="… ")] if start else []
    at = start
    for begin, stop in places:
        if begin >= start and stop <= end:
            pieces += [Piece(text=text[at:begin]), Piece(text=text[begin:stop], is_hit=True)]
            at = stop
    pieces.append(Piece(text=text[at:end] + (" …" if end < len(text) else "")))
    return tuple(piece for piece in pieces if piece.text)


@lru_cache(maxsize=100_000)
def read_word(word: str) -> Wanted:
    """One word as search knows it; a word that says nothing has an empty ``whole``."""
    if word.lower() in function_words():
        return Wanted(whole="")
    return Wanted(
        whole=stem(without_accents(word))[:LONGEST_TERM],
        parts=tuple(part for part in light_parts(word) if part),
    )


def _terms(word: str) -> frozenset[str]:
    wanted = read_word(word)
    return frozenset((wanted.whole, *wanted.parts)) if wanted.whole else frozenset()


def _is_asked_for(word: str, asked: Iterable[Wanted]) -> bool:
    terms = _terms(word)
    return any(
        wanted.is_near(terms) or not terms.isdisjoint(wanted.parts) for wanted in asked if terms
    )


def _start(text: str, hit: int) -> int:
    """Where a passage begins that shows the hit: at the beginning of a word some 60 characters before it."""
    if hit <= BEFORE or len(text) <= PASSAGE:
        return 0
    blank = max(text.find(" ", hit - BEFORE, hit), text.find("\n", hit - BEFORE, hit))
    return blank + 1 if blank >= 0 else hit


def _end(text: str, end: int) -> int:
    """Where a passage ends: after the last whole word."""
    if end >= len(text):
        return len(text)
    blank = max(text.rfind(" ", end - BEFORE, end), text.rfind("\n", end - BEFORE, end))
    return blank if blank >= 0 else end
