"""What happens to ideas: one function a deed."""

from machbar.modules.ideas.services.answering import answer_idea, take_back_answer
from machbar.modules.ideas.services.becoming import join_project, leave_project, make_project
from machbar.modules.ideas.services.bundling import (
    change_bundle,
    dissolve_bundle,
    make_bundle,
    make_project_of_bundle,
    publish_bundle,
    put_into_bundle,
    take_out_of_bundle,
    unpublish_bundle,
)
from machbar.modules.ideas.services.delivering import (
    change_contact,
    note_call,
    note_posted,
    note_printed,
)
from machbar.modules.ideas.services.joining import join_ideas, take_apart
from machbar.modules.ideas.services.linking import RECEIPT, has_receipt, link_to, with_receipt
from machbar.modules.ideas.services.offering import (
    OFFER,
    Offered,
    forget_old_offers,
    forget_reply,
    note_reply,
    offer_help,
    withdraw_offer,
)
from machbar.modules.ideas.services.photos import (
    describe_photo,
    offer_photo_again,
    remove_photo,
    take_back_photo,
)
from machbar.modules.ideas.services.postcards import Card, take_down_card
from machbar.modules.ideas.services.publishing import publish_idea, unpublish_idea
from machbar.modules.ideas.services.receiving import (
    Photo,
    Receipt,
    add_to_idea,
    hand_in_idea,
    photo_is_gone,
    read_addition,
    unread_addition,
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
from machbar.modules.ideas.services.suspecting import clear_suspicion, close_as_spam
from machbar.modules.ideas.services.templates import (
    add_reason_templates,
    offer_template,
    write_template,
)

__all__ = [
    "OFFER",
    "RECEIPT",
    "Card",
    "Offered",
    "Photo",
    "Receipt",
    "Slip",
    "add_reason_templates",
    "add_to_idea",
    "answer_idea",
    "change_bundle",
    "change_contact",
    "clear_suspicion",
    "close_as_spam",
    "describe_photo",
    "dissolve_bundle",
    "forget_old_offers",
    "forget_old_scans",
    "forget_reply",
    "hand_in_idea",
    "has_receipt",
    "issue_slips",
    "join_ideas",
    "join_project",
    "keep_scan",
    "leave_project",
    "link_to",
    "make_bundle",
    "make_project",
    "make_project_of_bundle",
    "note_call",
    "note_posted",
    "note_printed",
    "note_reply",
    "offer_help",
    "offer_photo_again",
    "offer_template",
    "photo_is_gone",
    "publish_bundle",
    "publish_idea",
    "put_into_bundle",
    "read_addition",
    "remove_photo",
    "remove_scan",
    "sort_idea",
    "take_apart",
    "take_back_answer",
    "take_back_photo",
    "take_down_card",
    "take_out_of_bundle",
    "type_paper",
    "type_scan",
    "unpublish_bundle",
    "unpublish_idea",
    "unread_addition",
    "with_receipt",
    "withdraw_idea",
    "withdraw_offer",
    "write_template",
]
