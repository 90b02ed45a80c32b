"""What people do with tasks and groups: one function a deed."""

from machbar.modules.coordination.services.group import (
    Asked,
    accept_invitation,
    ask_to_join,
    change_choices,
    change_role,
    confirm_member,
    decline_member,
    invite_member,
    leave_group,
    send_link_again,
)
from machbar.modules.coordination.services.relay import write_letter
from machbar.modules.coordination.services.reminding import (
    forget_old_requests,
    send_reminders,
    stop_reminders,
)
from machbar.modules.coordination.services.tasks import (
    add_task,
    drop_task,
    finish_task,
    give_back_task,
    hand_over_task,
    postpone_task,
    reopen_task,
    take_task,
)

__all__ = [
    "Asked",
    "accept_invitation",
    "add_task",
    "ask_to_join",
    "change_choices",
    "change_role",
    "confirm_member",
    "decline_member",
    "drop_task",
    "finish_task",
    "forget_old_requests",
    "give_back_task",
    "hand_over_task",
    "invite_member",
    "leave_group",
    "postpone_task",
    "reopen_task",
    "send_link_again",
    "send_reminders",
    "stop_reminders",
    "take_task",
    "write_letter",
]
