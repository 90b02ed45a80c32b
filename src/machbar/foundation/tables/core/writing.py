"""Writes tables as CSV, line by line: for German Excel, and for other programs; both come back unchanged."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum

from machbar.foundation.tables.core.reading import UTF8_MARK, guarded
from machbar.foundation.tables.core.values import decimal_text, german_day

LINES_A_PIECE = 200


class Style(StrEnum):
    """For whom a file is: German Excel (semicolon, mark, decimal comma), or any program (RFC 4180, ISO days)."""

    EXCEL = "excel"
    PLAIN = "csv"


def write_csv(
    headings: Sequence[str], rows: Iterable[Sequence[object]], style: Style
) -> Iterator[bytes]:
    """The file in pieces of some hundred lines."""
    if style is Style.EXCEL:
        yield UTF8_MARK
    piece = io.StringIO(newline="")
    separator = ";" if style is Style.EXCEL else ","
    writer = csv.writer(piece, delimiter=separator, lineterminator="\r\n")
    writer.writerow([cell_text(heading, style) for heading in headings])
    for number, row in enumerate(rows, start=1):
        writer.writerow([cell_text(value, style) for value in row])
        if number % LINES_A_PIECE == 0:
            yield _emptied(piece)
    yield _emptied(piece)


def _emptied(piece: io.StringIO) -> bytes:
    written = piece.getvalue().encode()
    piece.seek(0)
    piece.truncate()
    return written


def cell_text(value: object, style: Style) -> str:
    """A value as its cell; text is guarded against being taken for a formula, a day or a number."""
    is_for_excel = style is Style.EXCEL
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, int | Decimal):
        return decimal_text(value) if is_for_excel else f"{Decimal(value):f}"
    if isinstance(value, datetime):
        return (
            f"{german_day(value)} {value:%H:%M}"
            if is_for_excel
            else value.isoformat(" ", "minutes")
        )
    if isinstance(value, date):
        return german_day(value) if is_for_excel else value.isoformat()
    return guarded(str(value), is_for_excel=is_for_excel)
