"""Pages of tasks and groups: for everybody, by personal link, and for the team."""

from machbar.modules.coordination.views.joining import join
from machbar.modules.coordination.views.member import (
    accept,
    choices,
    leave,
    member,
    member_decide,
    member_new_task,
    member_reminders,
    member_task,
    member_write,
)
from machbar.modules.coordination.views.today import my_tasks, stop
from machbar.modules.coordination.views.work import (
    decide,
    group,
    invite,
    link,
    new_task,
    remove,
    role,
    task,
    write,
)

__all__ = [
    "accept",
    "choices",
    "decide",
    "group",
    "invite",
    "join",
    "leave",
    "link",
    "member",
    "member_decide",
    "member_new_task",
    "member_reminders",
    "member_task",
    "member_write",
    "my_tasks",
    "new_task",
    "remove",
    "role",
    "stop",
    "task",
    "write",
]
