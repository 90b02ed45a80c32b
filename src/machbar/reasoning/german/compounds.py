"""Parts of German compounds (HanTa behind one typed function, loaded when the first long word asks for it)."""

from functools import lru_cache
from typing import Any

SHORTEST_COMPOUND = 8
SHORTEST_PART = 3
_CONTENT = ("NN", "ADJ", "VV", "NE")


@lru_cache(maxsize=1)
def _tagger() -> Any:  # HanTa has no types
    from HanTa import HanoverTagger

    return HanoverTagger.HanoverTagger("morphmodel_ger.pgz")


@lru_cache(maxsize=400_000)
def parts(word: str) -> tuple[str, ...]:
    """The parts of a compound in lower case, in order: `Dorfladen` gives `dorf`, `laden`.

    Empty for a word that is none, is shorter than eight letters, or is not made of letters alone.
    Every word is analysed once in a process: a vocabulary costs about a millisecond a word, once.
    """
    if len(word) < SHORTEST_COMPOUND or not word.isalpha():
        return ()
    _, morphemes, _ = _tagger().analyze(word.capitalize(), taglevel=3)
    found = tuple(
        part.lower()
        for part, kind in morphemes
        if kind.startswith(_CONTENT) and len(part) >= SHORTEST_PART
    )
    return found if len(found) > 1 else ()
