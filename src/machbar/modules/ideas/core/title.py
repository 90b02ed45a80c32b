"""The first sentence of an idea becomes its title; a full stop after `2.`, `z. B.` or `ca.` ends no sentence."""

import re

from machbar.reasoning.german import abbreviations

TITLE_LENGTH = 120
SHORTEST = 12

# A number that may count (`2. Samstag`, `1. Mai`), a Roman one, a single letter (`z. B.`, `d. h.`).
_NO_END = re.compile(r"\d{1,3}|[IVX]+|\w", re.UNICODE)
_LAST_WORD = re.compile(r"[\w.]*\Z", re.UNICODE)


def title_of(text: str) -> str:
    """The first sentence of the first line, at most 120 characters, cut between words with an ellipsis."""
    first_line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    return shortened_title(_first_sentence(first_line))


def shortened_title(title: str) -> str:
    """At most 120 characters of a title, cut between words with an ellipsis."""
    if len(title) <= TITLE_LENGTH:
        return title
    cut = title[: TITLE_LENGTH - 1]
    at_word, blank, _ = cut.rpartition(" ")
    return f"{(at_word if blank else cut).rstrip(' ,;:–-')}…"


def rest_of(title: str, text: str) -> str:
    """What an idea says beyond its title; everything where the title was cut short, or is no beginning of the text."""
    stripped = text.strip()
    if not stripped.startswith(title):
        return stripped
    return stripped[len(title) :].lstrip(".").strip()


def whole_of(title: str, text: str) -> str:
    """Title and text without saying the same twice."""
    is_said = text.strip().startswith(title.removesuffix("…"))
    return text if is_said else f"{title}\n\n{text}"


def _first_sentence(line: str) -> str:
    """Up to the first full stop, question or exclamation mark that a capital letter follows; a full stop is dropped."""
    for at, sign in enumerate(line[:-2]):
        begins_anew = line[at + 1] == " " and line[at + 2].isupper()
        if sign in ".!?" and begins_anew and at >= SHORTEST and not _goes_on(line, at):
            return line[:at] if sign == "." else line[: at + 1]
    goes_on = line.endswith("..") or _goes_on(line, len(line) - 1)
    return line if goes_on else line.removesuffix(".")


def _goes_on(line: str, at: int) -> bool:
    """Whether the full stop at this place belongs to a number or an abbreviation."""
    if line[at : at + 1] != ".":
        return False
    found = _LAST_WORD.search(line[:at])
    word = found.group().rpartition(".")[2] if found else ""
    known = word.casefold() in abbreviations() or word.endswith("str")
    return known or bool(_NO_END.fullmatch(word))
