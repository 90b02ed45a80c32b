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
from machbar.modules.premises.core.geojson import (
    MOST_FEATURES,
    Point,
    bounding_box,
    feature_collection,
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
    "MOST_FEATURES",
    "OFFERED",
    "PARTS",
    "USED_BY_ALL",
    "Asked",
    "Card",
    "ConsentField",
    "DemandKind",
    "DemandState",
    "MediationStage",
    "Point",
    "Position",
    "PublicUnit",
    "UnitKind",
    "UnitState",
    "Wanted",
    "Wish",
    "bounding_box",
    "feature_collection",
    "is_offered",
    "meets",
    "public_unit",
    "shown_parts",
]
