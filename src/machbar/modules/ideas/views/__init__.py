"""Pages of ideas: for everybody, by personal link, at the counter, and behind it."""

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
from machbar.modules.ideas.views.counter import counter
from machbar.modules.ideas.views.kin import (
    apart,
    bundle_up,
    join,
    join_known_project,
    kin,
    leave_known_project,
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
from machbar.modules.ideas.views.public import hand_in, idea, wall
from machbar.modules.ideas.views.receipt import add, receipt, withdraw
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
    "apart",
    "become_project",
    "bundle",
    "bundle_project",
    "bundle_up",
    "bundles",
    "counter",
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
    "photo",
    "publish",
    "receipt",
    "receipt_photo",
    "remove",
    "remove_own_photo",
    "show_bundle",
    "take_back",
    "talk",
    "talk_photo",
    "talks",
    "unpublish",
    "wall",
    "withdraw",
    "work_bundle",
    "work_bundles",
]
