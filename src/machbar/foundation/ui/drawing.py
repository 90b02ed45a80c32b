"""What several figures share: the hatching of money, and text cut to the room it has."""

from zlib import crc32

from django.utils.html import format_html
from django.utils.safestring import SafeString

ELLIPSIS = "…"


def hatching(key: str) -> tuple[SafeString, str]:
    """A hatched pattern as `<defs>`, and the fill that names it; ``key`` makes its id unique."""
    name = f"hatch-{crc32(key.encode()):08x}"
    defs = format_html(
        '<defs><pattern id="{}" width="9" height="9" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><path d="M0 0h9v9H0z" fill="#fff"/>'
        '<path d="M0 0h4v9H0z" fill="var(--accent)"/></pattern></defs>',
        name,
    )
    return defs, f"url(#{name})"


def shortened(text: str, most: int) -> str:
    """The text, cut at a word and given an ellipsis where it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    head = text[: most - 1]
    at_word = head.rpartition(" ")[0]
    return (at_word or head).rstrip(" ,;:–-") + ELLIPSIS
