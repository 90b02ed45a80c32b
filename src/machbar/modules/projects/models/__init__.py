"""Tables of projects: the record with its sheet, slots, way and operation; the sketch; the public status line."""

from machbar.modules.projects.models.project import (
    ChecklistItem,
    OperationLine,
    OperationPlan,
    Project,
    Reference,
    Slot,
    StageMove,
)
from machbar.modules.projects.models.sketch import (
    Sketch,
    SketchAnswer,
    SketchAuthor,
    SketchEdition,
    SketchVariant,
    SketchWriter,
)
from machbar.modules.projects.models.status import StatusLine

__all__ = [
    "ChecklistItem",
    "OperationLine",
    "OperationPlan",
    "Project",
    "Reference",
    "Sketch",
    "SketchAnswer",
    "SketchAuthor",
    "SketchEdition",
    "SketchVariant",
    "SketchWriter",
    "Slot",
    "StageMove",
    "StatusLine",
]
