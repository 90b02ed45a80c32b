"""What tests of the team's pages ask for: an address, what a page says, what travels hidden in its form."""

import html
import re
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils import timezone

from machbar.modules.premises.core import months_after


def path(route: str, *arguments: str) -> str:
    """The address of a page."""
    return reverse(f"premises:{route}", args=arguments)


def text(answer: Any) -> str:
    """What can be read on a page, in one line."""
    plain = re.sub(r"<[^>]+>", " ", answer.content.decode()).replace("\u00a0", " ")
    return re.sub(r"\s+", " ", plain)


def seen_in(answer: Any) -> dict[str, str]:
    """What travels hidden in the form of a page."""
    found = re.findall(
        r'<input type="hidden" name="(seen_version|seen)" value="([^"]*)"', answer.content.decode()
    )
    return {name: html.unescape(value) for name, value in found}


def long_ago(months: int) -> date:
    """The day so many months ago."""
    return months_after(timezone.localdate(), -months)
