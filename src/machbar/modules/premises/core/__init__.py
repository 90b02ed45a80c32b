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

__all__ = [
    "Asked",
    "ConsentField",
    "DemandKind",
    "DemandState",
    "MediationStage",
    "UnitKind",
    "UnitState",
    "Wanted",
]
