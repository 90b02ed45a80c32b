"""What an idea is made of, without Django: its title, and the way to reach the person who brought it."""

from machbar.modules.ideas.core.number import read_number
from machbar.modules.ideas.core.themes import (
    Sorted,
    Suggestion,
    suggest_district,
    suggest_themes,
)
from machbar.modules.ideas.core.title import TITLE_LENGTH, rest_of, title_of
from machbar.reasoning.contact import Contact, ContactKind, UnclearContact, read_contact

__all__ = [
    "TITLE_LENGTH",
    "Contact",
    "ContactKind",
    "Sorted",
    "Suggestion",
    "UnclearContact",
    "read_contact",
    "read_number",
    "rest_of",
    "suggest_district",
    "suggest_themes",
    "title_of",
]
