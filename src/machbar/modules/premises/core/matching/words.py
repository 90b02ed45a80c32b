"""Searches that are no rooms are matched by words: BM25 over German stems, with the words that two texts share."""

from collections.abc import Sequence
from dataclasses import dataclass

from machbar.reasoning.german import terms_of_word, words
from machbar.reasoning.ranking.bm25 import build_index

LEAST_PART = 5
"""That two words share "haus" or "werk" tells nobody anything: shorter terms count only as whole words."""
MOST_WORDS = 6
SEEKING = frozenset({"jemand", "jemanden", "jemandem", "suche", "suchen", "sucht", "gesucht"})
"""Every search says these: that somebody is sought ties nothing together."""


@dataclass(frozen=True, kw_only=True)
class WordHit:
    """A text that shares words with the question: its key, how much (thousandths), and the words as it writes them."""

    key: str
    score: int
    words: tuple[str, ...]


def rank_texts(question: str, texts: Sequence[tuple[str, str]]) -> list[WordHit]:
    """The (key, text) pairs that share a word with ``question``, best first; equal ones stand by their key."""
    asked = tuple(dict.fromkeys(_terms(question)))
    index = build_index([_terms(text) for _key, text in texts])
    scores = index.scores(asked) if texts else ()
    hits = [
        WordHit(key=key, score=round(float(score) * 1000), words=_shared(text, frozenset(asked)))
        for (key, text), score in zip(texts, scores, strict=True)
        if score > 0
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.key))


def _terms(text: str) -> list[str]:
    """The terms that count: stems of whole words, and parts of compounds that are long enough to mean something."""
    return [
        term
        for word in words(text)
        if word.lower() not in SEEKING
        for at, term in enumerate(terms_of_word(word))
        if at == 0 or len(term) >= LEAST_PART
    ]


def _shared(text: str, asked: frozenset[str]) -> tuple[str, ...]:
    found = [word for word in words(text) if asked.intersection(_terms(word))]
    return tuple(dict.fromkeys(found))[:MOST_WORDS]
