"""Financing plans: the best combination of programmes, proven, explained and verified in whole cents.

Model and file contract: docs/financing.md.
"""

from machbar.modules.funding.core.financing.contract import answer_record, case_of
from machbar.modules.funding.core.financing.highs import SolverFailed
from machbar.modules.funding.core.financing.model import (
    Answer,
    Case,
    Item,
    Kind,
    Plan,
    Programme,
    Status,
    dearer,
    without,
)
from machbar.modules.funding.core.financing.rows import Rule
from machbar.modules.funding.core.financing.solving import (
    Fallback,
    NotVerified,
    fallback,
    solve,
    trade_off,
)
from machbar.modules.funding.core.financing.verifying import Violation, violations

__all__ = [
    "Answer",
    "Case",
    "Fallback",
    "Item",
    "Kind",
    "NotVerified",
    "Plan",
    "Programme",
    "Rule",
    "SolverFailed",
    "Status",
    "Violation",
    "answer_record",
    "case_of",
    "dearer",
    "fallback",
    "solve",
    "trade_off",
    "violations",
    "without",
]
