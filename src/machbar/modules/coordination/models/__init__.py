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
from machbar.modules.coordination.models.reply import MemberReply

__all__ = [
    "DiaryEntry",
    "DiaryPicture",
    "GroupLetter",
    "Member",
    "MemberReply",
    "Milestone",
    "MilestoneMove",
    "Reminder",
    "ReminderStop",
    "Task",
]
