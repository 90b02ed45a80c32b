"""Snowball stems of German words (PyStemmer behind one typed function)."""

from functools import lru_cache

import Stemmer

from machbar.reasoning.german.folding import fold

_STEMMER = Stemmer.Stemmer("german")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of one word, folded to [a-z0-9]*: `Häuser` and `Haus` both give `haus`."""
    stemmed: str = _STEMMER.stemWord(word.lower())
    return fold(stemmed)
