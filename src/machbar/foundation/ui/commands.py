"""Commands inside a sentence, set as code whose options stay in one piece."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

PROGRAMS = ("machbar", "chmod", "timedatectl")
# What may follow a command's name in the middle of a sentence: options, words in capitals, an address.
_MORE = r"(?: (?:--?[a-z][\w-]*|[A-ZÄÖÜ]{2,}\b|https://…|set-ntp true))*"
_INSIDE = re.compile(rf"\b(?:machbar [a-z]+|chmod|timedatectl){_MORE}")
_SENTENCE = re.compile(r"[.,;:] |\.$")


def with_commands(sentence: str) -> SafeString:
    """The sentence with its commands as code; where all of it is one command, all of it."""
    text = str(sentence)
    if text.startswith(PROGRAMS) and not _SENTENCE.search(text):
        return _code(text)
    parts, end = [], 0
    for found in _INSIDE.finditer(text):
        parts += [text[end : found.start()], _code(found.group())]
        end = found.end()
    return format_html_join("", "{}", ((part,) for part in [*parts, text[end:]]))


def _code(command: str) -> SafeString:
    words = (
        (format_html('<span class="nowrap">{}</span>', word) if word.startswith("-") else word,)
        for word in command.split(" ")
    )
    return format_html("<code>{}</code>", format_html_join(" ", "{}", words))
