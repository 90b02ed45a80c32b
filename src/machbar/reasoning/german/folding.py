"""Folding German words to plain letters: `Straße` becomes `strasse`, `Bücherei` becomes `buecherei`."""

import re
import unicodedata

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ẞ": "ss"})
_DIAERESIS = "\u0308"
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[^\W_]+")


def fold(word: str) -> str:
    """The word in [a-z0-9]*, without accents; letters of other scripts are dropped."""
    composed = unicodedata.normalize("NFC", word).casefold().translate(_UMLAUTS)
    plain = unicodedata.normalize("NFKD", composed)
    return _NOT_PLAIN.sub("", plain)


def without_accents(word: str) -> str:
    """The word with its umlauts, and without any other accent: `Café` becomes `Cafe`."""
    apart = unicodedata.normalize("NFD", word)
    kept = "".join(each for each in apart if each == _DIAERESIS or not unicodedata.combining(each))
    return unicodedata.normalize("NFC", kept)


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in their order, as they are written (soft hyphens taken out)."""
    composed = unicodedata.normalize("NFC", text).replace("\u00ad", "")
    return tuple(_WORD.findall(composed))


def spans(text: str) -> tuple[tuple[int, int], ...]:
    """Where the words and numbers of a text begin and end in it."""
    return tuple(found.span() for found in _WORD.finditer(text))
