"""Ready-made reasons: texts with a few placeholders in braces, filled in word for word."""

import re
from collections.abc import Mapping

PLACEHOLDERS = ("nummer", "titel", "ort", "haus")
"""What a text may hold: number and title of the idea, name of the town, name of the house."""

_BRACED = re.compile(r"\{([^{}\n]*)\}")


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with what the placeholders stand for; braces around anything else stay as they are."""
    return _BRACED.sub(lambda found: values.get(found[1], found[0]), text)


def unknown_placeholders(text: str) -> tuple[str, ...]:
    """Words in braces that `fill` would leave standing, in the order of the text."""
    return tuple(word for word in _BRACED.findall(text) if word not in PLACEHOLDERS)
