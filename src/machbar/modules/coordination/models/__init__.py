"""Tables of coordination: tasks, members, letters, reminders; diary and milestones."""

from machbar.modules.coordination.models.diary import (
    DiaryEntry,
    DiaryPicture,
    Milestone,
    MilestoneMove,
)
from machbar.modules.coordination.models.group import (
    GroupLetter,
    Member,
    Reminder,
    ReminderStop,
    Task,
)

__all__ = [
    "DiaryEntry",
    "DiaryPicture",
    "GroupLetter",
    "Member",
    "Milestone",
    "MilestoneMove",
    "Reminder",
    "ReminderStop",
    "Task",
]
