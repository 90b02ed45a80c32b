"""Tables of ideas: what was brought, what was answered, what became of it."""

from machbar.modules.ideas.models.idea import (
    Addition,
    Answer,
    Idea,
    IdeaProject,
)
from machbar.modules.ideas.models.kin import Bundle, BundledIdea, Joining
from machbar.modules.ideas.models.offer import Offer
from machbar.modules.ideas.models.origin import Origin
from machbar.modules.ideas.models.scan import PaperScan
from machbar.modules.ideas.models.template import ReasonTemplate

__all__ = [
    "Addition",
    "Answer",
    "Bundle",
    "BundledIdea",
    "Idea",
    "IdeaProject",
    "Joining",
    "Offer",
    "Origin",
    "PaperScan",
    "ReasonTemplate",
]
