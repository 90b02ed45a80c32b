"""What can be wrong with a table, as codes with their place; the sentences are made elsewhere."""

from dataclasses import dataclass
from enum import StrEnum

SHOWN = 80


class Problem(StrEnum):
    """Why a table, a column or a cell cannot be taken."""

    # the file
    EMPTY_FILE = "empty_file"
    TOO_LARGE = "too_large"
    OLD_EXCEL = "old_excel"
    NOT_A_TABLE = "not_a_table"
    BROKEN_EXCEL = "broken_excel"
    DANGEROUS_EXCEL = "dangerous_excel"
    UNREADABLE_LETTER = "unreadable_letter"
    MIXED_ENCODINGS = "mixed_encodings"
    TOO_MANY_ROWS = "too_many_rows"
    TOO_MANY_COLUMNS = "too_many_columns"
    NO_ROWS = "no_rows"
    # a line
    QUOTES = "quotes"
    EXTRA_CELL = "extra_cell"
    # a heading
    HEADING_TWICE = "heading_twice"
    COLUMN_MISSING = "column_missing"
    # a cell
    CELL_TOO_LONG = "cell_too_long"
    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_NUMBER = "not_a_number"
    AMBIGUOUS_NUMBER = "ambiguous_number"
    NOT_A_COUNT = "not_a_count"
    NOT_A_DAY = "not_a_day"
    NO_SUCH_DAY = "no_such_day"
    AMBIGUOUS_DAY = "ambiguous_day"
    NOT_YES_OR_NO = "not_yes_or_no"
    NOT_A_CHOICE = "not_a_choice"
    NOT_A_LINK = "not_a_link"
    NOT_A_MAIL_ADDRESS = "not_a_mail_address"


@dataclass(frozen=True, kw_only=True)
class Trouble:
    """One problem: the row of the table (0 for the file itself), the heading, and the cell's text, shortened.

    ``detail`` is what the sentence needs besides, such as the values that are known or the greatest length. A problem
    that only a kind of thing knows (`sentence`) brings its own words.
    """

    line: int
    problem: Problem | None = None
    column: str = ""
    text: str = ""
    detail: str = ""
    sentence: str = ""


class TableRefused(Exception):
    """A file that is no table we can read; `trouble` says why and where."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def refuse(problem: Problem, *, line: int = 0, text: str = "", detail: str = "") -> TableRefused:
    """The error for a file that cannot be read at all."""
    return TableRefused(Trouble(line=line, problem=problem, text=shortened(text), detail=detail))


def shortened(text: str) -> str:
    """A cell's text in one short line, as it is shown beside a problem."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN else f"{line[: SHOWN - 1]}…"
