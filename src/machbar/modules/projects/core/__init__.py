"""What a project is made of, without Django: the five slots and the fields of the public project sheet."""

from machbar.modules.projects.core.sheet import SHEET, SheetField, completeness, empty_fields
from machbar.modules.projects.core.slots import (
    SLOTS,
    Readiness,
    SlotKind,
    SlotStanding,
    readiness_of,
)

__all__ = [
    "SHEET",
    "SLOTS",
    "Readiness",
    "SheetField",
    "SlotKind",
    "SlotStanding",
    "completeness",
    "empty_fields",
    "readiness_of",
]
