"""Reading and writing tables, without Django: encodings, separators, values, columns, each problem with its place."""

from machbar.foundation.tables.core.columns import (
    BETWEEN,
    Column,
    Entry,
    Reading,
    Shape,
    Understood,
    names_of,
    read_cell,
    read_entries,
)
from machbar.foundation.tables.core.limits import LONGEST_CELL, MOST_BYTES, MOST_COLUMNS, MOST_ROWS
from machbar.foundation.tables.core.problems import Problem, TableRefused, Trouble, shortened
from machbar.foundation.tables.core.reading import Row, Table, guarded, read_table, unguarded
from machbar.foundation.tables.core.tallies import Tally, tallies_of
from machbar.foundation.tables.core.values import NotAValue, count_of, day_of, moment_of, number_of
from machbar.foundation.tables.core.writing import Style, cell_text, write_csv

__all__ = [
    "BETWEEN",
    "LONGEST_CELL",
    "MOST_BYTES",
    "MOST_COLUMNS",
    "MOST_ROWS",
    "Column",
    "Entry",
    "NotAValue",
    "Problem",
    "Reading",
    "Row",
    "Shape",
    "Style",
    "Table",
    "TableRefused",
    "Tally",
    "Trouble",
    "Understood",
    "cell_text",
    "count_of",
    "day_of",
    "guarded",
    "moment_of",
    "names_of",
    "number_of",
    "read_cell",
    "read_entries",
    "read_table",
    "shortened",
    "tallies_of",
    "unguarded",
    "write_csv",
]
