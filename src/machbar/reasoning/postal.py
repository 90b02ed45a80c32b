"""The lines of a postal address that somebody typed into one field."""

import re

MOST_LINES = 6
"""The address zone of DIN 5008 has six lines."""

_POSTCODE = re.compile(r"(?<!\d)(?=\d{5}(?!\d)\s+\S)")
_BREAKS = re.compile(r"[,;\n]+")


def address_lines(typed: str) -> tuple[str, ...]:
    """One line a part: commas, semicolons and line ends part them, and so does a postcode before a town's name.

    Parts beyond the sixth line go into the last one.
    """
    parts = [part for piece in _BREAKS.split(typed) for part in _POSTCODE.split(piece)]
    lines = [" ".join(part.split()) for part in parts]
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES:
        lines = [*lines[: MOST_LINES - 1], ", ".join(lines[MOST_LINES - 1 :])]
    return tuple(lines)
