"""Tables of projects: the record with its sheet, slots, way and operation."""

from machbar.modules.projects.models.project import (
    ChecklistItem,
    OperationLine,
    OperationPlan,
    Project,
    Reference,
    Slot,
    StageMove,
)

__all__ = [
    "ChecklistItem",
    "OperationLine",
    "OperationPlan",
    "Project",
    "Reference",
    "Slot",
    "StageMove",
]
