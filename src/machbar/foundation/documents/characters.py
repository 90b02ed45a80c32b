"""Which characters a paper can hold, and which of them our fonts can print.

People paste everything: line ends of three systems, control characters, emoji, other scripts. `clean` gives the text
that every paper holds; `printable` says how a PDF shows it, and what it cannot show.
"""

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

VENDOR = Path(__file__).resolve().parent / "vendor"
LOST = "[?]"
PICTURES = frozenset({"So", "Sk"})
"""Unicode's "other symbols" and the modifiers of their colour."""

_LINE_ENDS = re.compile(r"\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_PARAGRAPH_END = re.compile(r"\n[ \t]*(?:\n[ \t]*)+")
SOFT_HYPHEN = "\u00ad"
_SIGNS = {
    "\t": " ",
    "\n": "\n",
    SOFT_HYPHEN: SOFT_HYPHEN,
    "‐": "-",
    "‑": "-",
    "\u202f": "\u00a0",
    "→": "->",
    "←": "<-",
    "↔": "<->",
    "⇒": "=>",
    "≥": ">=",
    "≤": "<=",
    "≈": "~",
    "●": "•",
    "○": "•",
    "■": "•",
    "▪": "•",
    "◦": "•",
    "‣": "•",
    "✓": "[x]",
    "✔": "[x]",
    "☑": "[x]",
    "☐": "[ ]",
}


@dataclass(frozen=True, kw_only=True)
class Printable:
    """A text as our fonts show it, and the characters that stand there as `[?]`."""

    text: str
    lost: frozenset[str]


def clean(text: str) -> str:
    """The text in composed form with ``\\n`` as its only line end, without what XML and PDF forbid."""
    return unicodedata.normalize("NFC", _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text)))


def paragraphs(text: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of a text (an empty line ends one), each as its lines; blank ones are left out."""
    parts = _PARAGRAPH_END.split(clean(text).strip())
    return tuple(tuple(part.split("\n")) for part in parts if part)


def printable(text: str) -> Printable:
    """How a PDF shows a text: known signs are written out, what no font of ours has becomes one `[?]` a run.

    Little pictures (emoji) are left out: the words around them say the same without.
    """
    pieces: list[str] = []
    lost: set[str] = set()
    is_after_picture = False
    for character in clean(text):
        shown = _shown(character)
        if shown is None:
            lost.add(character)
            if unicodedata.category(character) in PICTURES:
                is_after_picture = True
                continue
            if not pieces or pieces[-1] != LOST:
                pieces.append(LOST)
        elif shown and not (shown == " " and is_after_picture and pieces[-1:] == [" "]):
            pieces.append(shown)
            is_after_picture = False
    return Printable(text="".join(pieces), lost=frozenset(lost))


def lost_characters(texts: Iterable[str]) -> tuple[str, ...]:
    """The characters of all these texts that a PDF cannot show, in the order of their numbers."""
    return tuple(sorted(frozenset[str]().union(*(printable(text).lost for text in texts))))


@lru_cache(maxsize=4096)
def _shown(character: str) -> str | None:
    """What stands for one character: itself, its sign, nothing for invisible ones, None for those we cannot show."""
    if _is_covered(character):
        return character
    if character in _SIGNS:
        return _SIGNS[character]
    if unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f":
        return ""
    plain = unicodedata.normalize("NFKC", character)
    return plain if plain and all(map(_is_covered, plain)) else None


def _is_covered(character: str) -> bool:
    number = ord(character)
    return any(first <= number <= last for first, last in _covered())


@cache
def _covered() -> tuple[tuple[int, int], ...]:
    """The runs of characters that text and sign fonts both have, as the build wrote them down."""
    ranges = json.loads((VENDOR / "characters.json").read_text(encoding="utf-8"))
    return tuple((first, last) for first, last in ranges)
