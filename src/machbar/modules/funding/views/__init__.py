"""Pages of funding: the catalogue for everybody, the money for the team."""

from machbar.modules.funding.views.money import overview, plan
from machbar.modules.funding.views.public import index, programme
from machbar.modules.funding.views.work import (
    answers,
    choose,
    costs,
    drop,
    look,
    numbers,
    own_money,
)

__all__ = [
    "answers",
    "choose",
    "costs",
    "drop",
    "index",
    "look",
    "numbers",
    "overview",
    "own_money",
    "plan",
    "programme",
]
