"""What can be said about tasks and groups without Django: names, dates, who is reminded when."""

from machbar.modules.coordination.core.names import first_name_of
from machbar.modules.coordination.core.reminding import (
    Due,
    is_due_soon,
    urgency_of,
    week_begins,
    week_of,
)
from machbar.modules.coordination.core.tasks import EFFORTS, LONGEST_EFFORT, Postponing, postponing

__all__ = [
    "EFFORTS",
    "LONGEST_EFFORT",
    "Due",
    "Postponing",
    "first_name_of",
    "is_due_soon",
    "postponing",
    "urgency_of",
    "week_begins",
    "week_of",
]
