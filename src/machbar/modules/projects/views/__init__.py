"""Pages of projects: for everybody, and behind the counter."""

from machbar.modules.projects.views.public import index, project
from machbar.modules.projects.views.stages import (
    kind,
    move,
    new_point,
    operation,
    point,
    way,
)
from machbar.modules.projects.views.work import (
    mediation,
    new,
    publish,
    sheet,
    slot,
    take_back,
    work_list,
    workspace,
)

__all__ = [
    "index",
    "kind",
    "mediation",
    "move",
    "new",
    "new_point",
    "operation",
    "point",
    "project",
    "publish",
    "sheet",
    "slot",
    "take_back",
    "way",
    "work_list",
    "workspace",
]
