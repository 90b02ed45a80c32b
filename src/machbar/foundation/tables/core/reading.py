"""Reads a CSV or Excel file as people save it: encoding and separator are found out, every cell stays text.

What is understood: UTF-8 with or without its mark, UTF-16 as Excel's "Unicode text" has it, and Windows' western
letters (cp1252); semicolon, comma or tab, also announced by Excel's line ``sep=;``; quotes with line breaks in them;
any kind of line end; empty lines anywhere. Source: RFC 4180, and what Excel and LibreOffice write in German.
"""

import csv
import io
import itertools
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from machbar.foundation.tables.core.limits import (
    LONGEST_CELL,
    MOST_BYTES,
    MOST_CELLS,
    MOST_CELLS_A_LINE,
    MOST_COLUMNS,
    MOST_LINES,
    MOST_ROWS,
    MOST_SEPARATORS,
)
from machbar.foundation.tables.core.problems import (
    Problem,
    TableRefused,
    Trouble,
    refuse,
    shortened,
)
from machbar.reasoning.german import fold

SEPARATORS = (";", ",", "\t")
UTF8_MARK = b"\xef\xbb\xbf"
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
ZIP = b"PK\x03\x04"
# How pictures, papers and archives begin: JPEG, PNG, GIF, TIFF, WebP and other RIFF, PDF, RTF, gzip, 7z, RAR.
OTHERS = (
    b"\xff\xd8\xff",
    b"\x89PNG",
    b"GIF8",
    b"II*\x00",
    b"MM\x00*",
    b"RIFF",
    b"%PDF",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
)
ANNOUNCED = re.compile(r"\Asep=([;,\t])\r?\n?", re.IGNORECASE)
LOOKED_AT = 30
NOTHING = "\"' ;,\t\r\n\ufeff"
# How the German letters look in UTF-8: a file with them and with bytes that are no UTF-8 was glued together.
_GERMAN_IN_UTF8 = re.compile(rb"\xc3[\xa4\xb6\xbc\x9f\x84\x96\x9c]")
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# Text that a spreadsheet would turn into a day or a number: `1-2`, `03154013`, `1e5`.
_GUESSED = r"(?:\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{0,4})?|0\d+|\d{12,}|\d+[eE]\d+)"
_RISKY = re.compile(rf"'*(?:[=+\-@\t\r]|{_GUESSED}\Z)")
_GUARDED = re.compile(rf"'+(?:[=+\-@\t\r]|{_GUESSED}\Z)")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One row of a table: its number as Excel shows it (from 1, cells may hold line ends), a cell for each heading."""

    line: int
    cells: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Table:
    """What stands in a file. ``form`` is `csv` or `xlsx`; encoding and separator say how a CSV file was understood.

    ``troubles`` are lines with more cells than headings; such a file is shown but cannot be taken.
    ``formulas`` counts the cells of each column that a spreadsheet could take for a formula: they are text here.
    """

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    heading_line: int
    form: str
    encoding: str = ""
    separator: str = ""
    troubles: tuple[Trouble, ...] = ()
    formulas: tuple[tuple[str, int], ...] = ()


def read_table(content: bytes, headings: Collection[str] = ()) -> Table:
    """Read a file. ``headings`` are words that may stand in the first line; they help to tell separators apart.

    Raises `TableRefused` for what is no table, or more of one than `limits` allows.
    """
    if len(content) > MOST_BYTES:
        raise refuse(Problem.TOO_LARGE)
    if not content.strip(b"\x00\xff\xfe \r\n\t"):
        raise refuse(Problem.EMPTY_FILE)
    if content.startswith(OLD_EXCEL):
        raise refuse(Problem.OLD_EXCEL)
    if content.startswith(OTHERS):
        raise refuse(Problem.NOT_A_TABLE)
    if content.startswith(ZIP):
        # Only who brings an Excel file waits for the library that opens it.
        from machbar.foundation.tables.core.workbook import rows_of_workbook

        return table_of(rows_of_workbook(content), form="xlsx")
    text, encoding = decode(content)
    if not text.strip(NOTHING):
        raise refuse(Problem.EMPTY_FILE)
    announced = ANNOUNCED.match(text)
    if announced:
        text = text[announced.end() :]  # Excel takes the line for itself and shows no row for it.
    known = frozenset(fold(heading) for heading in headings)
    separator = announced.group(1) if announced else find_separator(text, known)
    return table_of(records(text, separator), form="csv", encoding=encoding, separator=separator)


def decode(content: bytes) -> tuple[str, str]:
    """The text of a file and the name of its encoding. Raises `TableRefused` with the row of the first odd byte."""
    if content.startswith(UTF8_MARK):
        return _strict(content[len(UTF8_MARK) :], "utf-8"), "UTF-8"
    wide = _wide(content)
    if wide:
        return _strict(content, wide).removeprefix("\ufeff"), "UTF-16"
    try:
        return _without_null(content.decode("utf-8")), "UTF-8"
    except UnicodeDecodeError as error:
        if _GERMAN_IN_UTF8.search(content):
            line = _row_at(content, error.start)
            raise refuse(Problem.MIXED_ENCODINGS, line=line) from error
    return _strict(content, "cp1252"), "Windows-1252"


def _wide(content: bytes) -> str:
    """The name of the UTF-16 in which a file is written, by its mark or by its zero bytes; nothing for others."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    start = content[:200]
    if start[1::2].count(0) > len(start) // 4:
        return "utf-16-le"
    return "utf-16-be" if start[::2].count(0) > len(start) // 4 else ""


def _strict(content: bytes, encoding: str) -> str:
    try:
        return _without_null(content.decode(encoding))
    except UnicodeDecodeError as error:
        raise refuse(Problem.UNREADABLE_LETTER, line=_row_at(content, error.start)) from error


def _row_at(content: bytes, place: int) -> int:
    """The row of the table in which a byte stands: line ends between quotation marks do not count, ``sep=`` neither."""
    ends = sum(part.count(b"\n") for part in content[:place].split(b'"')[::2])
    return ends + 1 - content.lower().startswith(b"sep=")


def _without_null(text: str) -> str:
    if "\x00" in text:
        raise refuse(Problem.NOT_A_TABLE)
    return text


def find_separator(text: str, known: Collection[str] = ()) -> str:
    """The separator with which the first lines make the most sense: known headings, then even rows, then columns."""
    return max(SEPARATORS, key=lambda separator: _sense(text, separator, known))


def _sense(text: str, separator: str, known: Collection[str]) -> tuple[int, bool, int, int]:
    """How well a separator fits; of equals the first of `SEPARATORS` wins."""
    first: list[list[str]] = []
    try:
        for _line, cells in records(text, separator):
            if any(cells):
                first.append(cells)
            if len(first) == LOOKED_AT:
                break
    except TableRefused:
        pass  # A wrong separator may well stumble over quotes; what was read before it counts.
    if not first:
        return 0, False, 0, 0
    width = len(first[0])
    recognised = sum(fold(cell) in known for cell in first[0])
    even = sum(len(cells) == width for cells in first)
    return recognised, width > 1, even if width > 1 else 0, width


def records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Every row of a CSV text with the number that Excel shows beside it. Raises `TableRefused`."""
    source = _lines_of_cells(text, separator)
    reader = csv.reader(source, delimiter=separator, strict=True)
    total = 0
    for line in itertools.count(1):
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            too_long = "field larger" in str(error)
            problem = Problem.CELL_TOO_LONG if too_long else Problem.QUOTES
            raise refuse(problem, line=line, detail=str(LONGEST_CELL)) from error
        total += len(cells)
        if len(cells) > MOST_CELLS_A_LINE:
            raise refuse(Problem.TOO_MANY_COLUMNS, line=line, detail=str(MOST_COLUMNS))
        if total > MOST_CELLS:
            raise refuse(Problem.TOO_MANY_ROWS, line=line, detail=str(MOST_ROWS))
        yield line, cells


def _lines_of_cells(text: str, separator: str) -> Iterator[str]:
    """The lines of a text; raises `TableRefused` for too many, and for one that consists of separators."""
    for number, line in enumerate(io.StringIO(text, newline=""), start=1):
        if number > MOST_LINES:
            raise refuse(Problem.TOO_MANY_ROWS, line=number, detail=str(MOST_ROWS))
        if line.count(separator) > MOST_SEPARATORS:
            raise refuse(Problem.TOO_MANY_COLUMNS, line=number, detail=str(MOST_COLUMNS))
        yield line


def table_of(
    found: Iterator[tuple[int, list[str]]], *, form: str, encoding: str = "", separator: str = ""
) -> Table:
    """Headings and rows of what was read; raises `TableRefused` where there is none or too much."""
    heading_line, headings = next(
        ((line, cells) for line, cells in found if any(cell.strip() for cell in cells)), (0, [])
    )
    headings = _trimmed(headings)
    if not headings:
        raise refuse(Problem.EMPTY_FILE)
    if len(headings) > MOST_COLUMNS:
        raise refuse(Problem.TOO_MANY_COLUMNS, line=heading_line, detail=str(MOST_COLUMNS))
    rows: list[Row] = []
    troubles: list[Trouble] = []
    for line, cells in found:
        if not any(cell.strip() for cell in cells):
            continue
        if len(rows) == MOST_ROWS:
            raise refuse(Problem.TOO_MANY_ROWS, line=line, detail=str(MOST_ROWS))
        troubles += _too_much(line, cells, len(headings))
        padded = [*cells[: len(headings)], *[""] * (len(headings) - len(cells))]
        rows.append(Row(line=line, cells=tuple(padded)))
    if not rows:
        raise refuse(Problem.NO_ROWS, line=heading_line)
    return Table(
        headings=tuple(headings),
        rows=tuple(
            Row(line=row.line, cells=tuple(unguarded(cell) for cell in row.cells)) for row in rows
        ),
        heading_line=heading_line,
        form=form,
        encoding=encoding,
        separator=separator,
        troubles=tuple(troubles),
        formulas=_formulas(headings, rows),
    )


def _trimmed(cells: list[str]) -> list[str]:
    """The headings without blanks around them, and without empty ones at the end."""
    headings = [unguarded(cell.strip()).strip() for cell in cells]
    while headings and not headings[-1]:
        headings.pop()
    return headings


def _too_much(line: int, cells: list[str], width: int) -> list[Trouble]:
    found = [
        Trouble(line=line, problem=Problem.EXTRA_CELL, text=shortened(cell), detail=str(number))
        for number, cell in enumerate(cells[width:], start=width + 1)
        if cell.strip()
    ]
    found += [
        Trouble(
            line=line,
            problem=Problem.CELL_TOO_LONG,
            text=shortened(cell),
            detail=str(LONGEST_CELL),
        )
        for cell in cells
        if len(cell) > LONGEST_CELL
    ]
    return found


def _formulas(headings: list[str], rows: list[Row]) -> tuple[tuple[str, int], ...]:
    """How many cells of each column look like formulas and were not guarded by whoever wrote the file."""
    counts = [0] * len(headings)
    for row in rows:
        for number, cell in enumerate(row.cells):
            counts[number] += _FORMULA.match(cell) is not None and not cell.startswith("'")
    return tuple((heading, count) for heading, count in zip(headings, counts, strict=True) if count)


def guarded(text: str, *, is_for_excel: bool = True) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe before = + - @, tab and carriage return.

    For Excel also before text that it would turn into a day or a number. An apostrophe that `unguarded` would take for
    ours gets another one, so that every text comes back unchanged.
    """
    risky = _RISKY.match(text) if is_for_excel else _FORMULA.match(text) or _GUARDED.match(text)
    return f"'{text}" if risky else text


def unguarded(text: str) -> str:
    """The text of a cell that `guarded` wrote."""
    return text[1:] if _GUARDED.match(text) else text
