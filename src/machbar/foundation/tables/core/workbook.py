"""Reads the first sheet of an Excel workbook (.xlsx) as text, without calculating, following links or trusting sizes.

A workbook is a ZIP of XML files: what would unpack to too much is refused before it is unpacked, and an XML file that
declares a document type (which no Excel writes) or consists of more elements than a table of our size is refused
before openpyxl sees it (`packed_xml`), so that no entity is ever expanded and no small file fills the memory.
"""

import io
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time

from machbar.foundation.tables.core.limits import (
    MOST_COLUMNS,
    MOST_PARTS,
    MOST_ROWS,
    MOST_UNPACKED,
)
from machbar.foundation.tables.core.packed_xml import Counting
from machbar.foundation.tables.core.problems import Problem, refuse
from machbar.foundation.tables.core.values import decimal_text, german_day

# Empty rows count here too: a single cell in row 1,048,576 must not cost a million steps.
MOST_STEPS = 4 * MOST_ROWS
# What openpyxl and the XML parser raise for a workbook that is none; SyntaxError is the parser's own.
_NOT_A_WORKBOOK = (
    AttributeError,
    IndexError,
    KeyError,
    OSError,
    SyntaxError,
    TypeError,
    ValueError,
    zipfile.BadZipFile,
)


def rows_of_workbook(content: bytes) -> Iterator[tuple[int, list[str]]]:
    """The rows of the first sheet with their numbers. Raises `TableRefused`."""
    _look_inside(content)
    import openpyxl

    try:
        book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
        for number, cells in enumerate(rows, start=1):
            if number > MOST_STEPS:
                raise refuse(Problem.TOO_MANY_ROWS, line=number, detail=str(MOST_ROWS))
            yield number, [text_of(cell) for cell in cells]
    except _NOT_A_WORKBOOK as error:
        raise refuse(Problem.BROKEN_EXCEL) from error


def _look_inside(content: bytes) -> None:
    """Refuse a ZIP that is no workbook, unpacks to too much, or declares document types."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
                raise refuse(Problem.DANGEROUS_EXCEL)
            if "[Content_Types].xml" not in packed.namelist():
                raise refuse(Problem.BROKEN_EXCEL)
            counting = Counting()
            for part in parts:
                counting.look_into(packed, part)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
        raise refuse(Problem.BROKEN_EXCEL) from error


def text_of(cell: object) -> str:
    """A cell as the CSV of German Excel would have it: `1234,5`, `01.03.2027`, `ja`."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "ja" if cell else "nein"
    if isinstance(cell, int | float):
        return decimal_text(cell)
    if isinstance(cell, datetime):
        is_day = cell.time() == time()
        return german_day(cell) if is_day else f"{german_day(cell)} {cell:%H:%M}"
    if isinstance(cell, date):
        return german_day(cell)
    return str(cell)
