"""The personal link of an idea: printed on its receipt, it lives as long as the idea."""

from machbar.foundation.access.services import has_link, issue_link
from machbar.modules.ideas.models import Idea

RECEIPT = "idea_receipt"


def link_to(idea: Idea) -> str:
    """A new personal link to the idea; returns its token, shown once and stored nowhere."""
    return issue_link(town=idea.town, purpose=RECEIPT, subject=idea)


def has_receipt(idea: Idea) -> bool:
    """Whether somebody can still read the answer by a receipt; ends with an erasure."""
    return has_link(subject=idea, purpose=RECEIPT)
