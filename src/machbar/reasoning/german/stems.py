"""Snowball stems of German words (PyStemmer behind one typed function)."""

from functools import lru_cache

import Stemmer

from machbar.reasoning.german.folding import fold

_STEMMER = Stemmer.Stemmer("german")
# Stems that Snowball gives to two words: with the umlaut they mean something else than without it.
_APART = {"burg": "buerg", "hort": "hoert", "mull": "muell", "kuhl": "kuehl"}


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word, folded to [a-z0-9]*: `Häuser` and `Haus` both give `haus` (but `Bürger` no `burg`)."""
    stemmed: str = _STEMMER.stemWord(word.lower())
    plain = fold(stemmed)
    apart = _APART.get(plain, "")
    return apart if apart and fold(word).startswith(apart) else plain
