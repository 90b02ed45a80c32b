"""Themes of local projects with a label and example sentences in citizens' words (`data/themes.json`)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A theme: its label is shown to people, its examples teach the sentence encoder what it means."""

    id: str
    label: str
    examples: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """The label and the examples."""
        return (self.label, *self.examples)


def read_themes(document: Mapping[str, Any]) -> tuple[Theme, ...]:
    """The themes of a parsed `themes.json`; raises ValueError for an id that stands there twice."""
    found = tuple(
        Theme(
            id=str(entry["id"]),
            label=str(entry["label"]),
            examples=tuple(str(example) for example in entry["examples"]),
        )
        for entry in document["themes"]
    )
    if len({theme.id for theme in found}) != len(found):
        raise ValueError("a theme stands there twice")
    return found


@lru_cache(maxsize=1)
def themes() -> tuple[Theme, ...]:
    """The themes that come with MachBar, in their order."""
    file = resources.files("machbar.reasoning.german").joinpath("data/themes.json")
    return read_themes(json.loads(file.read_text(encoding="utf-8")))
