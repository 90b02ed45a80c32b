"""Tables of coordination: tasks, members, letters, reminders."""

from machbar.modules.coordination.models.group import (
    GroupLetter,
    Member,
    Reminder,
    ReminderStop,
    Task,
)

__all__ = [
    "GroupLetter",
    "Member",
    "Reminder",
    "ReminderStop",
    "Task",
]
