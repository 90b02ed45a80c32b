"""Pages of projects: for everybody, and behind the counter."""

from machbar.modules.projects.views.history import history
from machbar.modules.projects.views.lists import classification, lists, new_term, term
from machbar.modules.projects.views.operation import operation
from machbar.modules.projects.views.public import index, project
from machbar.modules.projects.views.sheet_export import sheet_export, sheet_file
from machbar.modules.projects.views.sheet_import import sheet_import, sheet_take
from machbar.modules.projects.views.sketch import (
    sketch,
    sketch_by_link,
    sketch_edition,
    sketch_file,
    sketch_file_by_link,
    sketch_finish,
    sketch_invite,
    sketch_step,
    sketch_step_by_link,
    sketch_uninvite,
)
from machbar.modules.projects.views.stages import (
    kind,
    move,
    new_point,
    point,
    way,
)
from machbar.modules.projects.views.status import status
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
    "classification",
    "history",
    "index",
    "kind",
    "lists",
    "mediation",
    "move",
    "new",
    "new_point",
    "new_term",
    "operation",
    "point",
    "project",
    "publish",
    "sheet",
    "sheet_export",
    "sheet_file",
    "sheet_import",
    "sheet_take",
    "sketch",
    "sketch_by_link",
    "sketch_edition",
    "sketch_file",
    "sketch_file_by_link",
    "sketch_finish",
    "sketch_invite",
    "sketch_step",
    "sketch_step_by_link",
    "sketch_uninvite",
    "slot",
    "status",
    "take_back",
    "term",
    "way",
    "work_list",
    "workspace",
]
