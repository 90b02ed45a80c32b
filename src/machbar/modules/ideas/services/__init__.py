"""What happens to ideas: one function a deed."""

from machbar.modules.ideas.services.answering import answer_idea
from machbar.modules.ideas.services.becoming import join_project, make_project
from machbar.modules.ideas.services.linking import RECEIPT, link_to
from machbar.modules.ideas.services.offering import (
    OFFER,
    Offered,
    forget_old_offers,
    note_reply,
    offer_help,
    withdraw_offer,
)
from machbar.modules.ideas.services.photos import describe_photo, remove_photo, take_back_photo
from machbar.modules.ideas.services.postcards import Card, take_down_card
from machbar.modules.ideas.services.publishing import publish_idea, unpublish_idea
from machbar.modules.ideas.services.receiving import (
    Photo,
    Receipt,
    add_to_idea,
    hand_in_idea,
    photo_is_gone,
    withdraw_idea,
)
from machbar.modules.ideas.services.scanning import (
    forget_old_scans,
    keep_scan,
    remove_scan,
    type_paper,
    type_scan,
)
from machbar.modules.ideas.services.slips import Slip, issue_slips
from machbar.modules.ideas.services.sorting import sort_idea

__all__ = [
    "OFFER",
    "RECEIPT",
    "Card",
    "Offered",
    "Photo",
    "Receipt",
    "Slip",
    "add_to_idea",
    "answer_idea",
    "describe_photo",
    "forget_old_offers",
    "forget_old_scans",
    "hand_in_idea",
    "issue_slips",
    "join_project",
    "keep_scan",
    "link_to",
    "make_project",
    "note_reply",
    "offer_help",
    "photo_is_gone",
    "publish_idea",
    "remove_photo",
    "remove_scan",
    "sort_idea",
    "take_back_photo",
    "take_down_card",
    "type_paper",
    "type_scan",
    "unpublish_idea",
    "withdraw_idea",
    "withdraw_offer",
]
