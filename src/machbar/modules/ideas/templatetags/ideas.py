"""Small words of the pages of ideas: how many join in, where the picture of a page lies."""

from collections.abc import Mapping

from django import template
from django.urls import reverse

from machbar.modules.ideas.models import Idea, PaperScan

register = template.Library()


@register.filter
def joining(supporters: object, idea: Idea) -> str:
    """How many join in with an idea, in brackets; nothing where nobody says a number."""
    count = supporters.get(idea.pk) if isinstance(supporters, Mapping) else None
    return f" ({count})" if count else ""


@register.simple_tag
def scan_address(scan: PaperScan, size: str) -> str:
    """Where the small or the large copy of a page lies; nothing for a page without copies."""
    files = list(scan.picture.files.all())
    if not files:
        return ""
    file = files[0] if size == "small" else files[-1]
    return reverse("ideas:scan_file", args=[scan.public_id, file.name])
