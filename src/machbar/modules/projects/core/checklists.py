"""The checklists by type of project: what has to be thought of before which stage.

The points are data (`data/checklists.json`), written by us from the practice in domain.md, so "nicht amtlich": no
permit, no legal advice. A town changes them in each project; the file only gives the beginning.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from machbar.modules.projects.core.stages import StageKey

FILE = Path(__file__).resolve().parents[1] / "data" / "checklists.json"


@dataclass(frozen=True, kw_only=True)
class Point:
    """One point: before which stage it is asked, whether the gate insists on it, and its words."""

    gate: StageKey
    text: str
    is_required: bool


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """The points for one type of project."""

    key: str
    label: str
    points: tuple[Point, ...]


@cache
def checklists() -> tuple[Checklist, ...]:
    """All checklists, in the order of the file; the first one holds what every type is asked."""
    found = json.loads(FILE.read_text(encoding="utf-8"))["checklists"]
    return tuple(
        Checklist(
            key=each["key"],
            label=each["label"],
            points=tuple(
                Point(
                    gate=StageKey(point["gate"]),
                    text=point["text"],
                    is_required=point.get("required", False),
                )
                for point in each["points"]
            ),
        )
        for each in found
    )


def points_for(kind: str) -> tuple[Point, ...]:
    """The points that a project of this type begins with: those of every type, then its own."""
    everybody, *types = checklists()
    own = next((each.points for each in types if each.key == kind), ())
    return everybody.points + own


def asks_for_a_name(text: str) -> bool:
    """Whether a point asks who: then a tick alone answers nothing, and the gate names whom."""
    return text.startswith("Wer ") and text.endswith("?")
