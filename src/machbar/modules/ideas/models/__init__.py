"""Tables of ideas: what was brought, what was answered, what became of it."""

from machbar.modules.ideas.models.idea import (
    Addition,
    Answer,
    Idea,
    IdeaProject,
)
from machbar.modules.ideas.models.offer import Offer
from machbar.modules.ideas.models.scan import PaperScan

__all__ = [
    "Addition",
    "Answer",
    "Idea",
    "IdeaProject",
    "Offer",
    "PaperScan",
]
