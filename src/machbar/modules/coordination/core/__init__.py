"""What can be said about tasks, groups, diaries and milestones without Django."""

from machbar.modules.coordination.core.hours import (
    MOST_HOURS,
    MOST_PEOPLE,
    QUARTERS,
    NotQuarterHours,
    hours_text,
    quarters_of,
)
from machbar.modules.coordination.core.milestones import (
    Axis,
    Course,
    Standing,
    axis_over,
    standing_of,
)
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
    "MOST_HOURS",
    "MOST_PEOPLE",
    "QUARTERS",
    "Axis",
    "Course",
    "Due",
    "NotQuarterHours",
    "Postponing",
    "Standing",
    "axis_over",
    "first_name_of",
    "hours_text",
    "is_due_soon",
    "postponing",
    "quarters_of",
    "standing_of",
    "urgency_of",
    "week_begins",
    "week_of",
]
