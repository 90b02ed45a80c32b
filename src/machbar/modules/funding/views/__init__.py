"""Pages of funding: the catalogue for everybody, the money for the team."""

from machbar.modules.funding.views.money import overview, plan, suggestions
from machbar.modules.funding.views.programme_corner import programme_mediation
from machbar.modules.funding.views.public import index, programme
from machbar.modules.funding.views.work import (
    answer,
    answers,
    choose,
    choose_best,
    costs,
    drop,
    look,
    numbers,
    own_money,
)

__all__ = [
    "answer",
    "answers",
    "choose",
    "choose_best",
    "costs",
    "drop",
    "index",
    "look",
    "numbers",
    "overview",
    "own_money",
    "plan",
    "programme",
    "programme_mediation",
    "suggestions",
]
