"""The personal link of an idea: printed on its receipt, it lives as long as the idea."""

from django.db.models import QuerySet

from machbar.foundation.access.services import has_link, issue_link, link_lives
from machbar.modules.ideas.models import Idea

RECEIPT = "idea_receipt"


def link_to(idea: Idea) -> str:
    """A new personal link to the idea; returns its token, shown once and stored nowhere."""
    return issue_link(town=idea.town, purpose=RECEIPT, subject=idea)


def with_receipt(ideas: QuerySet[Idea]) -> QuerySet[Idea]:
    """The same ideas, each knowing whether its receipt still counts; costs no query of its own."""
    return ideas.annotate(receipt_lives=link_lives(Idea, RECEIPT))


def has_receipt(idea: Idea) -> bool:
    """Whether somebody can still read the answer by a receipt; ends with an erasure."""
    known: bool | None = getattr(idea, "receipt_lives", None)
    return has_link(subject=idea, purpose=RECEIPT) if known is None else known
