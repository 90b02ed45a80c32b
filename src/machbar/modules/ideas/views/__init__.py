"""Pages of ideas: for everybody, by personal link, at the counter, and behind it."""

from machbar.modules.ideas.views.counter import counter
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
    "become_project",
    "counter",
    "hand_in",
    "idea",
    "idea_photo",
    "photo",
    "publish",
    "receipt",
    "receipt_photo",
    "remove",
    "remove_own_photo",
    "take_back",
    "talk",
    "talk_photo",
    "talks",
    "unpublish",
    "wall",
    "withdraw",
]
