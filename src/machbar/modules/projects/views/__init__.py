"""Pages of projects: for everybody, and behind the counter."""

from machbar.modules.projects.views.public import index, project
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
    "mediation",
    "new",
    "project",
    "publish",
    "sheet",
    "slot",
    "take_back",
    "work_list",
    "workspace",
]
