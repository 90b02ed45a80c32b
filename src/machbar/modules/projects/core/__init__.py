"""What a project is made of, without Django: the five slots, the stages and gates, the operation table, the sheet."""

from machbar.modules.projects.core.checklists import Checklist, Point, checklists, points_for
from machbar.modules.projects.core.operation import Line, Operation, Side, Year, add_up
from machbar.modules.projects.core.sheet import SHEET, SheetField, completeness, empty_fields
from machbar.modules.projects.core.slots import (
    SLOTS,
    Readiness,
    SlotKind,
    SlotStanding,
    readiness_of,
)
from machbar.modules.projects.core.stages import (
    FINISHED,
    MAIN_LINE,
    SIDE_STAGES,
    Facts,
    Lack,
    Missing,
    Move,
    MoveKind,
    StageKey,
    is_essential,
    missing_for,
    possible_moves,
)

__all__ = [
    "FINISHED",
    "MAIN_LINE",
    "SHEET",
    "SIDE_STAGES",
    "SLOTS",
    "Checklist",
    "Facts",
    "Lack",
    "Line",
    "Missing",
    "Move",
    "MoveKind",
    "Operation",
    "Point",
    "Readiness",
    "SheetField",
    "Side",
    "SlotKind",
    "SlotStanding",
    "StageKey",
    "Year",
    "add_up",
    "checklists",
    "completeness",
    "empty_fields",
    "is_essential",
    "missing_for",
    "points_for",
    "possible_moves",
    "readiness_of",
]
