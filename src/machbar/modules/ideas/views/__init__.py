"""Pages of ideas: for everybody, by personal link, at the counter, and behind it."""

from machbar.modules.ideas.views.cards import postcards
from machbar.modules.ideas.views.counter import counter
from machbar.modules.ideas.views.offers import (
    offer,
    offer_answered,
    own_offer,
    withdraw_own_offer,
)
from machbar.modules.ideas.views.photos import (
    idea_photo,
    photo,
    receipt_photo,
    remove,
    remove_own_photo,
    take_back,
    talk_photo,
)
from machbar.modules.ideas.views.printing import blank_form, counter_receipt, paper, receipts
from machbar.modules.ideas.views.public import hand_in, idea, wall
from machbar.modules.ideas.views.receipt import add, receipt, withdraw
from machbar.modules.ideas.views.scans import (
    scan,
    scan_belongs,
    scan_file,
    scan_remove,
    scans,
)
from machbar.modules.ideas.views.sorting import lists, new_term, sort, term
from machbar.modules.ideas.views.talks import (
    answer,
    become_project,
    publish,
    talk,
    talks,
    unpublish,
)

__all__ = [
    "add",
    "answer",
    "become_project",
    "blank_form",
    "counter",
    "counter_receipt",
    "hand_in",
    "idea",
    "idea_photo",
    "lists",
    "new_term",
    "offer",
    "offer_answered",
    "own_offer",
    "paper",
    "photo",
    "postcards",
    "publish",
    "receipt",
    "receipt_photo",
    "receipts",
    "remove",
    "remove_own_photo",
    "scan",
    "scan_belongs",
    "scan_file",
    "scan_remove",
    "scans",
    "sort",
    "take_back",
    "talk",
    "talk_photo",
    "talks",
    "term",
    "unpublish",
    "wall",
    "withdraw",
    "withdraw_own_offer",
]
