"""The first line of an idea becomes its title."""

TITLE_LENGTH = 120


def title_of(text: str) -> str:
    """The first sentence of the first line, at most 120 characters, cut between words with an ellipsis."""
    first_line = next((line.strip() for line in text.splitlines() if line.strip()), "")
    sentence = _first_sentence(first_line)
    if len(sentence) <= TITLE_LENGTH:
        return sentence
    cut = sentence[: TITLE_LENGTH - 1]
    at_word, blank, _ = cut.rpartition(" ")
    return f"{(at_word if blank else cut).rstrip(' ,;:–-')}…"


def rest_of(text: str) -> str:
    """What an idea says beyond its title; everything where the title was cut short."""
    title = title_of(text)
    stripped = text.strip()
    if not stripped.startswith(title):
        return stripped
    return stripped[len(title) :].lstrip(".").strip()


def _first_sentence(line: str) -> str:
    """Up to the first full stop, question or exclamation mark that a capital letter follows; a full stop is dropped."""
    for at, sign in enumerate(line[:-2]):
        begins_anew = line[at + 1] == " " and line[at + 2].isupper()
        if sign in ".!?" and begins_anew and at >= 12:
            return line[:at] if sign == "." else line[: at + 1]
    return line.removesuffix(".")
