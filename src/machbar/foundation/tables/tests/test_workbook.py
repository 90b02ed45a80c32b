"""Excel workbooks are read as text; what is dangerous is not opened."""

import io
import zipfile
from datetime import UTC, date, datetime

import openpyxl
import pytest

from machbar.foundation.tables.core import Problem, TableRefused, read_table
from machbar.foundation.tables.core.limits import MOST_UNPACKED


def workbook(rows: list[list[object]]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def packed(**files: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files.items():
            target.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def problem_of(content: bytes) -> Problem | None:
    with pytest.raises(TableRefused) as caught:
        read_table(content)
    return caught.value.trouble.problem


def test_cells_become_the_text_that_german_excel_would_write() -> None:
    moment = datetime(2026, 2, 3, 10, 30, tzinfo=UTC).replace(tzinfo=None)
    content = workbook(
        [
            ["Idee", "Zahl", "Tag", "Zeit", "Ja", "Leer"],
            ["Bänke", 1234.5, date(2026, 2, 3), moment, True, None],
            [],
            ["=1+1", 17, datetime(2026, 2, 3, tzinfo=UTC).replace(tzinfo=None), None, False, "x"],
        ]
    )

    table = read_table(content)

    assert table.form == "xlsx"
    assert [(row.line, row.cells) for row in table.rows] == [
        (2, ("Bänke", "1234,5", "03.02.2026", "03.02.2026 10:30", "ja", "")),
        (4, ("=1+1", "17", "03.02.2026", "", "nein", "x")),
    ]
    assert table.formulas == (("Idee", 1),)


def test_a_workbook_that_unpacks_to_too_much_is_not_opened() -> None:
    bomb = packed(**{"[Content_Types].xml": b"x", "xl__kram": b"\x00" * (MOST_UNPACKED + 1)})

    assert len(bomb) < 200_000
    assert problem_of(bomb) is Problem.DANGEROUS_EXCEL


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_workbook_that_declares_entities_is_not_opened(encoding: str) -> None:
    evil = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'.encode(encoding)

    assert problem_of(packed(**{"[Content_Types].xml": evil})) is Problem.DANGEROUS_EXCEL


def test_what_only_looks_like_a_workbook_is_refused() -> None:
    good = workbook([["Idee"], ["Bänke"]])

    assert problem_of(packed(kram=b"x")) is Problem.BROKEN_EXCEL
    assert problem_of(packed(**{"[Content_Types].xml": b"<x/>"})) is Problem.BROKEN_EXCEL
    assert problem_of(good[: len(good) // 2]) is Problem.BROKEN_EXCEL


def test_a_cell_in_the_last_row_of_a_sheet_costs_no_million_steps() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "Idee"
    sheet["A1048576"] = "ganz unten"
    stream = io.BytesIO()
    book.save(stream)

    assert problem_of(stream.getvalue()) is Problem.TOO_MANY_ROWS
