"""Data for machines inside a page (JSON-LD): written so that no text can leave its script element."""

import json
from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}

LinkedData = Mapping[str, object]


def linked_data_script(data: LinkedData) -> SafeString:
    """A data block of schema.org's words; empty values are left out. It is data: the content policy runs no script."""
    text = json.dumps({"@context": "https://schema.org", **_filled(data)}, ensure_ascii=False)
    return format_html(
        '<script type="application/ld+json">{}</script>',
        mark_safe(text.translate(_ESCAPES)),  # noqa: S308 - no sign is left that could end the element
    )


def _filled(data: Mapping[str, object]) -> dict[str, object]:
    return {name: value for name, value in data.items() if value not in ("", None, [], ())}
