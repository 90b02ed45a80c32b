"""The doors through which everything about tasks, groups, diaries and milestones comes in."""

from machbar.modules.coordination.forms.diary import (
    EntryDeedForm,
    EntryForm,
    MilestoneDeedForm,
    MilestoneForm,
)
from machbar.modules.coordination.forms.group import (
    AcceptForm,
    ChoicesForm,
    DecisionForm,
    DeedForm,
    InviteForm,
    JoinForm,
    LetterForm,
    RoleForm,
    TaskDeedForm,
    TaskForm,
    day_field,
)

__all__ = [
    "AcceptForm",
    "ChoicesForm",
    "DecisionForm",
    "DeedForm",
    "EntryDeedForm",
    "EntryForm",
    "InviteForm",
    "JoinForm",
    "LetterForm",
    "MilestoneDeedForm",
    "MilestoneForm",
    "RoleForm",
    "TaskDeedForm",
    "TaskForm",
    "day_field",
]
