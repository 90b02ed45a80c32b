"""Marks the pages that a guest gets as every other guest does: a web process may keep them for a few seconds.

Whoever marks a page says that nothing on it depends on who asks: no token of a form, no name, no personal link.
"""

from collections.abc import Callable
from typing import TypeVar

from django.http import HttpRequest

View = TypeVar("View", bound=Callable[..., object])


def kept_for_guests(view: View) -> View:
    """Mark a view; decorators of Django around it pass the mark on."""
    view.__dict__["is_kept_for_guests"] = True
    return view


def is_kept_for_guests(request: HttpRequest) -> bool:
    """Whether the view that answered carries the mark."""
    match = request.resolver_match
    return match is not None and bool(getattr(match.func, "is_kept_for_guests", False))
