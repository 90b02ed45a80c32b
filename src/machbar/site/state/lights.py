"""One light of the self-check: its colour, what is the case, and the cure."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum


class Colour(IntEnum):
    """How bad it is; the number is the exit status of `machbar check`."""

    GREEN = 0
    YELLOW = 1
    RED = 2


@dataclass(frozen=True, kw_only=True)
class Light:
    """What was looked at (``name`` is stable, for machines), what is the case, and what to do about it."""

    name: str
    title: str
    colour: Colour
    sentence: str
    cure: str = ""

    @property
    def word(self) -> str:
        """The colour as a word for style sheets and machines."""
        return self.colour.name.lower()

    @property
    def verdict(self) -> str:
        """The mark that pages draw beside it: shape and word, never the colour alone."""
        return {Colour.GREEN: "yes", Colour.YELLOW: "unknown", Colour.RED: "no"}[self.colour]


def worst(lights: Iterable[Light]) -> Colour:
    """The colour of the whole."""
    return max((light.colour for light in lights), default=Colour.GREEN)
