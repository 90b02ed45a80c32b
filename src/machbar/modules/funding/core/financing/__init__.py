"""Financing plans: the best combination of programmes, proven, explained and verified in whole cents.

Model and file contract: docs/financing.md.
"""

from machbar.modules.funding.core.financing.contract import answer_record, case_of
from machbar.modules.funding.core.financing.model import (
    Answer,
    Case,
    Item,
    Kind,
    Plan,
    Programme,
    Status,
)
from machbar.modules.funding.core.financing.solving import solve, trade_off
from machbar.modules.funding.core.financing.verifying import Violation, violations

__all__ = [
    "Answer",
    "Case",
    "Item",
    "Kind",
    "Plan",
    "Programme",
    "Status",
    "Violation",
    "answer_record",
    "case_of",
    "solve",
    "trade_off",
    "violations",
]
