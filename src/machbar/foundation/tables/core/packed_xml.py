"""Looks through the XML of a workbook before a library builds objects of it: what it declares, how much it holds.

Whoever writes seven million empty cells in one row, or a million styles, gets 34 kB past every limit of size and keeps
openpyxl busy for minutes with gigabytes (measured). Counting elements as they pass by costs about a microsecond each.
"""

import zipfile
from xml.parsers import expat

from machbar.foundation.tables.core.limits import (
    MOST_CELLS_A_LINE,
    MOST_DISTINCT_TEXTS,
    MOST_ELEMENTS_OF_CELLS,
    MOST_ELEMENTS_OF_OTHERS,
    MOST_ROWS_OF_SHEETS,
)
from machbar.foundation.tables.core.problems import Problem, TableRefused, refuse

PIECE = 256 * 1024
# Elements that rows, cells and texts consist of (ECMA-376, part 1, 18.3 and 18.4); "si" is one distinct text.
ROW, CELL, DISTINCT = "row", "c", "si"
OF_CELLS = frozenset({CELL, "v", "is", "t", "f"})


class Counting:
    """Counts over all parts of one workbook. `look_into` raises `TableRefused` as soon as it is too much."""

    def __init__(self) -> None:
        self.of_cells = self.of_others = self.distinct = self.rows = self.in_row = 0

    def look_into(self, packed: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
        """Read one part piece by piece. What is no XML stops the parser here where it would stop any other."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._element
        parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = _declares
        self.in_row = 0
        try:
            with packed.open(part) as file:
                while piece := file.read(PIECE):
                    parser.Parse(piece, False)
        except expat.ExpatError:
            return

    def _element(self, name: str, _attributes: object) -> None:
        local = name.rpartition(" ")[2]
        if local in OF_CELLS:
            self.of_cells += 1
            self.in_row += local == CELL
        elif local == ROW:
            self.rows += 1
            self.in_row = 0
        elif local == DISTINCT:
            self.distinct += 1
        else:
            self.of_others += 1
        if (
            self.in_row > MOST_CELLS_A_LINE
            or self.rows > MOST_ROWS_OF_SHEETS
            or self.distinct > MOST_DISTINCT_TEXTS
            or self.of_cells > MOST_ELEMENTS_OF_CELLS
            or self.of_others > MOST_ELEMENTS_OF_OTHERS
        ):
            raise _too_much()


def _too_much() -> TableRefused:
    return refuse(Problem.DANGEROUS_EXCEL)


def _declares(*_arguments: object) -> None:
    """No Excel declares a document type or an entity."""
    raise _too_much()
