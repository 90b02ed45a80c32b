"""The hours of a year as a table for a German spreadsheet: semicolons, decimal comma, marked as UTF-8."""

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")


def german_csv(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as Excel opens them by a double click; a text that would be a formula begins with an apostrophe."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(
        [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row] for row in rows
    )
    return text.getvalue().encode("utf-8-sig")
