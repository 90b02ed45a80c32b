"""The pure part of rooms and demand: codes of the records, matching with reasons, vacancy figures. No Django."""

from machbar.modules.premises.core.codes import (
    Asked,
    ConsentField,
    DemandKind,
    DemandState,
    MediationStage,
    UnitKind,
    UnitState,
    Wanted,
)
from machbar.modules.premises.core.public import (
    OFFERED,
    PARTS,
    USED_BY_ALL,
    Card,
    Position,
    PublicUnit,
    Wish,
    is_offered,
    meets,
    public_unit,
    shown_parts,
)

__all__ = [
    "OFFERED",
    "PARTS",
    "USED_BY_ALL",
    "Asked",
    "Card",
    "ConsentField",
    "DemandKind",
    "DemandState",
    "MediationStage",
    "Position",
    "PublicUnit",
    "UnitKind",
    "UnitState",
    "Wanted",
    "Wish",
    "is_offered",
    "meets",
    "public_unit",
    "shown_parts",
]
