"""Explained matching of rooms and searches (domain.md F34): values in, values out, in both directions and jointly."""

from machbar.modules.premises.core.matching.facts import (
    Change,
    ChangeCode,
    Code,
    Criterion,
    Finding,
    Fit,
    Room,
    Value,
    Verdict,
    Wish,
)
from machbar.modules.premises.core.matching.joint import Pair, joint
from machbar.modules.premises.core.matching.judging import judge, rank_rooms, rank_wishes

__all__ = [
    "Change",
    "ChangeCode",
    "Code",
    "Criterion",
    "Finding",
    "Fit",
    "Pair",
    "Room",
    "Value",
    "Verdict",
    "Wish",
    "joint",
    "judge",
    "rank_rooms",
    "rank_wishes",
]
