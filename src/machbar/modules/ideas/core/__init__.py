"""What an idea is made of, without Django: its title, and the way to reach the person who brought it."""

from machbar.modules.ideas.core.number import read_number
from machbar.modules.ideas.core.reasons import PLACEHOLDERS, fill, unknown_placeholders
from machbar.modules.ideas.core.similar import (
    Commonness,
    Kin,
    Reading,
    Reason,
    kin_of,
    read_idea,
)
from machbar.modules.ideas.core.suspicion import Suspicion, suspicions
from machbar.modules.ideas.core.themes import (
    Sorted,
    Suggestion,
    suggest_district,
    suggest_themes,
)
from machbar.modules.ideas.core.title import (
    TITLE_LENGTH,
    rest_of,
    shortened_title,
    title_of,
    whole_of,
)
from machbar.reasoning.contact import Contact, ContactKind, UnclearContact, read_contact

__all__ = [
    "PLACEHOLDERS",
    "TITLE_LENGTH",
    "Commonness",
    "Contact",
    "ContactKind",
    "Kin",
    "Reading",
    "Reason",
    "Sorted",
    "Suggestion",
    "Suspicion",
    "UnclearContact",
    "fill",
    "kin_of",
    "read_contact",
    "read_idea",
    "read_number",
    "rest_of",
    "shortened_title",
    "suggest_district",
    "suggest_themes",
    "suspicions",
    "title_of",
    "unknown_placeholders",
    "whole_of",
]
