"""Tables of projects: the record with its sheet, slots, way and operation, the public status line."""

from machbar.modules.projects.models.project import (
    ChecklistItem,
    OperationLine,
    OperationPlan,
    Project,
    Reference,
    Slot,
    StageMove,
)
from machbar.modules.projects.models.status import StatusLine

__all__ = [
    "ChecklistItem",
    "OperationLine",
    "OperationPlan",
    "Project",
    "Reference",
    "Slot",
    "StageMove",
    "StatusLine",
]
