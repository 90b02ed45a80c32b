"""What the columns of a table mean: headings are recognised, cells read; every cell that cannot be read is named."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from machbar.foundation.tables.core.problems import Problem, Trouble, shortened
from machbar.foundation.tables.core.reading import Row, Table
from machbar.foundation.tables.core.values import (
    NotAValue,
    count_of,
    day_of,
    moment_of,
    yes_or_no,
)
from machbar.reasoning.german import fold

BETWEEN = " | "
_PARTS = re.compile(r"\s*[|;,\n]\s*")
_LINK = re.compile(r"https?://[^\s/]+\S*", re.IGNORECASE)
_MAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+\.[^\s@,;<>()\".]{2,}")


class Shape(StrEnum):
    """What the cells of a column hold."""

    LINE = "line"
    TEXT = "text"
    COUNT = "count"
    DAY = "day"
    MOMENT = "moment"
    YES_OR_NO = "yes_or_no"
    CHOICE = "choice"
    CHOICES = "choices"
    LINK = "link"
    MAIL = "mail"


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column that a kind of thing understands.

    ``label`` is the heading in templates and exports; ``synonyms`` are other headings for the same. ``most`` is the
    greatest length of a text. ``choices`` maps the words that may stand in a cell to the values behind them, the
    first word of a value being the one that is written.
    """

    key: str
    label: str
    shape: Shape = Shape.LINE
    synonyms: tuple[str, ...] = ()
    most: int = 0
    is_required: bool = False
    help: str = ""
    example: str = ""
    choices: Mapping[str, object] | None = None

    def word_for(self, value: object) -> str:
        """The word that is written for a value of ``choices``."""
        return next((word for word, each in (self.choices or {}).items() if each == value), "")


@dataclass(frozen=True, kw_only=True)
class Understood:
    """One heading of a file and the column it was taken for (None: not taken)."""

    heading: str
    column: Column | None
    first_cell: str


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One line of a file, read: its values by the key of the column. Columns that the file lacks are absent."""

    line: int
    values: Mapping[str, object]

    def text(self, key: str) -> str:
        """A text value; empty where the column is absent."""
        return str(self.values.get(key) or "")


@dataclass(frozen=True, kw_only=True)
class Reading:
    """A table as one kind of thing understands it; entries hold only lines without trouble.

    ``partial`` are the lines of which some cells could not be read, with the values of the others.
    """

    understood: tuple[Understood, ...]
    entries: tuple[Entry, ...]
    troubles: tuple[Trouble, ...]
    partial: tuple[Entry, ...] = ()


def names_of(columns: Sequence[Column]) -> list[str]:
    """Every heading that these columns answer to."""
    return [name for column in columns for name in (column.label, *column.synonyms)]


def read_entries(table: Table, columns: Sequence[Column]) -> Reading:
    """Recognise the headings and read every cell."""
    understood = _understand(table, columns)
    troubles = [*table.troubles, *_heading_troubles(table, understood, columns)]
    entries: list[Entry] = []
    partial: list[Entry] = []
    bad_lines = {trouble.line for trouble in table.troubles}
    for row in table.rows:
        found = list(_read_row(row, understood))
        wrong = [each for each in found if isinstance(each, Trouble)]
        troubles += wrong
        values = dict(each for each in found if not isinstance(each, Trouble))
        if (
            row.line not in bad_lines
        ):  # with more cells than headings nobody knows which cell means what
            (partial if wrong else entries).append(Entry(line=row.line, values=values))
    return Reading(
        understood=understood,
        entries=tuple(entries),
        troubles=tuple(sorted(troubles, key=lambda trouble: trouble.line)),
        partial=tuple(partial),
    )


def _understand(table: Table, columns: Sequence[Column]) -> tuple[Understood, ...]:
    known = {fold(name): column for column in reversed(columns) for name in names_of([column])}
    # A label wins over another column's synonym.
    known |= {fold(column.label): column for column in columns}
    return tuple(
        Understood(
            heading=heading,
            column=known.get(fold(heading)),
            first_cell=next(
                (shortened(row.cells[at]) for row in table.rows if row.cells[at].strip()), ""
            ),
        )
        for at, heading in enumerate(table.headings)
    )


def _heading_troubles(
    table: Table, understood: Sequence[Understood], columns: Sequence[Column]
) -> Iterator[Trouble]:
    seen: dict[str, str] = {}
    for each in understood:
        if each.column is None:
            continue
        if each.column.key in seen:
            yield Trouble(
                line=table.heading_line,
                problem=Problem.HEADING_TWICE,
                column=each.heading,
                detail=seen[each.column.key],
            )
        seen.setdefault(each.column.key, each.heading)
    for column in columns:
        if column.is_required and column.key not in seen:
            yield Trouble(
                line=table.heading_line, problem=Problem.COLUMN_MISSING, column=column.label
            )


def _read_row(row: Row, understood: Sequence[Understood]) -> Iterator[tuple[str, object] | Trouble]:
    for each, cell in zip(understood, row.cells, strict=True):
        if each.column is None:
            continue
        try:
            yield each.column.key, read_cell(cell, each.column)
        except NotAValue as error:
            yield Trouble(
                line=row.line,
                problem=error.problem,
                column=each.heading,
                text=shortened(cell),
                detail=_detail(each.column, error.problem),
            )


def _detail(column: Column, problem: Problem) -> str:
    if problem is Problem.NOT_A_CHOICE:
        words = (column.word_for(value) for value in (column.choices or {}).values())
        return ", ".join(dict.fromkeys(words))
    return str(column.most) if problem is Problem.TOO_LONG else ""


def read_cell(cell: str, column: Column) -> object:
    """The value of a cell; None for an empty day or count. Raises `NotAValue`."""
    text = cell.replace("\r\n", "\n").replace("\r", "\n").strip()
    if column.is_required and not text:
        raise NotAValue(Problem.MISSING)
    if column.most and len(text) > column.most:
        raise NotAValue(Problem.TOO_LONG)
    reader = _READERS.get(column.shape)
    if reader is not None:
        return reader(text) if text or column.shape is Shape.YES_OR_NO else None
    if column.shape in {Shape.CHOICE, Shape.CHOICES}:
        return _chosen(text, column)
    pattern = {Shape.LINK: _LINK, Shape.MAIL: _MAIL}.get(column.shape)
    if pattern is not None and text and not pattern.fullmatch(text):
        is_link = column.shape is Shape.LINK
        raise NotAValue(Problem.NOT_A_LINK if is_link else Problem.NOT_A_MAIL_ADDRESS)
    return text if column.shape is Shape.TEXT else " ".join(text.split())


_READERS = {
    Shape.COUNT: count_of,
    Shape.DAY: day_of,
    Shape.MOMENT: moment_of,
    Shape.YES_OR_NO: yes_or_no,
}


def _chosen(text: str, column: Column) -> object:
    known = {fold(word): value for word, value in (column.choices or {}).items()}
    if column.shape is Shape.CHOICE:
        if text and fold(text) not in known:
            raise NotAValue(Problem.NOT_A_CHOICE)
        return known.get(fold(text)) if text else None
    if fold(text) in known:
        return [known[fold(text)]] if text else []
    # A word of the list may hold a comma itself: first only what we write between them ourselves counts.
    for parts in (text.split(BETWEEN), _PARTS.split(text)):
        words = [fold(part) for part in parts if part.strip()]
        if all(word in known for word in words):
            return [known[word] for word in dict.fromkeys(words)]
    raise NotAValue(Problem.NOT_A_CHOICE)
