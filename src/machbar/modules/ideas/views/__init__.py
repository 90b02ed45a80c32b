"""Pages of ideas: for everybody, by personal link, at the counter, and behind it."""

from machbar.modules.ideas.views.answers import (
    called,
    calls,
    contact,
    post,
    posted,
    print_letters,
)
from machbar.modules.ideas.views.bundles import (
    bundle,
    bundle_project,
    bundles,
    drop_bundle,
    edit_bundle,
    empty_bundle,
    fill_bundle,
    show_bundle,
    work_bundle,
    work_bundles,
)
from machbar.modules.ideas.views.cards import postcards
from machbar.modules.ideas.views.counter import counter
from machbar.modules.ideas.views.kin import (
    apart,
    bundle_up,
    join,
    join_known_project,
    kin,
    leave_known_project,
)
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
from machbar.modules.ideas.views.queue import addition, decide, show_photo, undo_answer
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
from machbar.modules.ideas.views.templates import new_template, template, templates

__all__ = [
    "add",
    "addition",
    "answer",
    "apart",
    "become_project",
    "blank_form",
    "bundle",
    "bundle_project",
    "bundle_up",
    "bundles",
    "called",
    "calls",
    "contact",
    "counter",
    "counter_receipt",
    "decide",
    "drop_bundle",
    "edit_bundle",
    "empty_bundle",
    "fill_bundle",
    "hand_in",
    "idea",
    "idea_photo",
    "join",
    "join_known_project",
    "kin",
    "leave_known_project",
    "lists",
    "new_template",
    "new_term",
    "offer",
    "offer_answered",
    "own_offer",
    "paper",
    "photo",
    "post",
    "postcards",
    "posted",
    "print_letters",
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
    "show_bundle",
    "show_photo",
    "sort",
    "take_back",
    "talk",
    "talk_photo",
    "talks",
    "template",
    "templates",
    "term",
    "undo_answer",
    "unpublish",
    "wall",
    "withdraw",
    "withdraw_own_offer",
    "work_bundle",
    "work_bundles",
]
