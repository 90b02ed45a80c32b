"""What people do with projects: one function a deed."""

from machbar.modules.projects.services.checklist import add_point, choose_kind, decide_point
from machbar.modules.projects.services.classification import classify_project
from machbar.modules.projects.services.operation import set_operation
from machbar.modules.projects.services.sheet import (
    change_sheet,
    create_project,
    publish_project,
    set_slot,
    withdraw_project,
)
from machbar.modules.projects.services.sketch import (
    end_writer,
    finish_sketch,
    invite_writer,
    save_step,
)
from machbar.modules.projects.services.stages import gate_of, move_project
from machbar.modules.projects.services.status import end_status, say_status

__all__ = [
    "add_point",
    "change_sheet",
    "choose_kind",
    "classify_project",
    "create_project",
    "decide_point",
    "end_status",
    "end_writer",
    "finish_sketch",
    "gate_of",
    "invite_writer",
    "move_project",
    "publish_project",
    "save_step",
    "say_status",
    "set_operation",
    "set_slot",
    "withdraw_project",
]
