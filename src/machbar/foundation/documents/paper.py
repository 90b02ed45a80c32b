"""A paper as a value: what stands on it, in order, without how it looks.

Texts are whatever people typed: nothing in them is markup. Amounts are whole cents. What cannot be a proper paper
(a heading level left out, a picture without words, a row that does not fit its columns) is refused when it is made.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

from machbar.foundation.ui.formats import euros

Cell: TypeAlias = "str | int | None"


class Look(StrEnum):
    """How a paragraph speaks: the first sentence, plain text, or a small note."""

    LEAD = "lead"
    PLAIN = "plain"
    SMALL = "small"


@dataclass(frozen=True, kw_only=True)
class Heading:
    """A heading below the paper's title; level 1 to 3, none left out."""

    text: str
    level: int = 1


@dataclass(frozen=True, kw_only=True)
class Paragraph:
    """Text; an empty line in it begins a new paragraph, other line ends stay."""

    text: str
    look: Look = Look.PLAIN


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A name and what it is: `Telefon`, `05353 9120`."""

    label: str
    text: str


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Short facts, one under the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, kw_only=True)
class Bullets:
    """A list with dots, or with numbers."""

    items: tuple[str, ...]
    is_numbered: bool = False


@dataclass(frozen=True, kw_only=True)
class Column:
    """The head of a column; cells of an amount column are whole cents or None."""

    label: str
    is_amount: bool = False


@dataclass(frozen=True, kw_only=True)
class Table:
    """A table with a caption; ``total`` is a last row that stands out."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    total: tuple[Cell, ...] | None = None

    def __post_init__(self) -> None:
        if not self.columns:
            raise ValueError("A table needs a column.")
        for row in self.all_rows():
            if len(row) != len(self.columns):
                raise ValueError("A row does not fit the columns of its table.")
            for cell, column in zip(row, self.columns, strict=True):
                if cell is not None and isinstance(cell, int) is not column.is_amount:
                    raise ValueError("Amounts stand in amount columns, as whole cents.")

    def all_rows(self) -> Iterator[tuple[Cell, ...]]:
        """The rows, and the total as the last one."""
        yield from self.rows
        if self.total is not None:
            yield self.total


@dataclass(frozen=True, kw_only=True)
class Figure:
    """A picture of ours (PNG, or SVG that carries its own styles), with the words that say what it shows."""

    content: bytes
    alternative: str
    caption: str = ""
    width_percent: int = 100

    def __post_init__(self) -> None:
        if not self.alternative.strip():
            raise ValueError("A figure needs words for those who do not see it.")

    @property
    def is_png(self) -> bool:
        """Whether the content is a PNG; else it is taken for an SVG."""
        return self.content.startswith(b"\x89PNG\r\n\x1a\n")


Block: TypeAlias = "Heading | Paragraph | Facts | Bullets | Table | Figure"


@dataclass(frozen=True, kw_only=True)
class Letterhead:
    """Who the paper comes from; ``accent`` is the town's door colour (#rrggbb)."""

    house: str
    town: str
    accent: str = "#0f5257"


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One paper: kind (`Projektblatt`), title, day, blocks; ``fictional_note`` says what of it is invented."""

    title: str
    dated: date
    letterhead: Letterhead
    blocks: tuple[Block, ...]
    kind: str = ""
    fictional_note: str = ""
    language: str = "de"

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise ValueError("A paper needs a title.")
        before = 0
        for block in self.blocks:
            if isinstance(block, Heading):
                if not 1 <= block.level <= min(before + 1, 3):
                    raise ValueError("A heading level is left out.")
                before = block.level


def cell_text(cell: Cell) -> str:
    """A cell as it is read: cents as `1.500,00 €`, nothing for nothing."""
    if isinstance(cell, int):
        return euros(cell, exact=True)
    return cell or ""
