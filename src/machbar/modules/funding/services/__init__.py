"""What people do with programmes and money: one function a deed."""

from machbar.modules.funding.services.catalogue import (
    ImportReport,
    import_catalogue,
    read_catalogue,
)
from machbar.modules.funding.services.costs import (
    CostEntry,
    add_cost_line,
    set_costs,
    set_own_money,
)
from machbar.modules.funding.services.profile import answer_question, answer_questions
from machbar.modules.funding.services.programmes import (
    change_programme,
    choose_programme,
    choose_programmes,
    drop_programme,
)
from machbar.modules.funding.services.solving import refresh_plan
from machbar.modules.funding.services.suggesting import ask_for_suggestions, suggest

__all__ = [
    "CostEntry",
    "ImportReport",
    "add_cost_line",
    "answer_question",
    "answer_questions",
    "ask_for_suggestions",
    "change_programme",
    "choose_programme",
    "choose_programmes",
    "drop_programme",
    "import_catalogue",
    "read_catalogue",
    "refresh_plan",
    "set_costs",
    "set_own_money",
    "suggest",
]
