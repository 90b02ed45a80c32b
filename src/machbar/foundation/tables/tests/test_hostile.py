"""Tables made to keep a server busy or to fill its memory: refused with their reason, early (trust.md, F12)."""

import time
from functools import partial
from pathlib import Path

import pytest

from machbar.foundation.tables.core import Problem, TableRefused, limits, read_table
from machbar.foundation.tables.tests.test_workbook import packed, workbook

SHEET, STYLES, TEXTS = "xl__worksheets__sheet1.xml", "xl__styles.xml", "xl__sharedStrings.xml"
few = partial(packed, **{"[Content_Types].xml": b"<Types/>"})
BOMB = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/passwd">]><x>&b;&c;</x>'
)
TABLES = {
    "a million lines": (b"idee\n" + b"a\n" * 1_000_000, Problem.TOO_MANY_ROWS),
    "millions of empty lines": (b"idee\na\n" + b"\n" * 1_000_000, Problem.TOO_MANY_ROWS),
    "a heading of separators": (b"idee" + b";" * 4_000_000 + b"\na", Problem.TOO_MANY_COLUMNS),
    "lines of separators": (
        b"idee;ort\na;b\n" + (b";" * 900 + b"\n") * 2_000,
        Problem.TOO_MANY_ROWS,
    ),
    "a line of cells": (b"idee;ort\n" + b"a;" * 1_100 + b"\n", Problem.TOO_MANY_COLUMNS),
    "a quote without end": (b'idee\n"' + b"aaaa\n" * 40_000, Problem.CELL_TOO_LONG),
    "letters of two kinds": ("idee\nBänke\n".encode() + b"B\xe4nke\n", Problem.MIXED_ENCODINGS),
    "zeros": (b"idee\na\x00b\n", Problem.NOT_A_TABLE),
    "cells in one row": (
        few(**{SHEET: b"<x><row>" + b"<c/>" * 1_001 + b"</row></x>"}),
        Problem.DANGEROUS_EXCEL,
    ),
    "rows without end": (
        few(**{SHEET: b"<x>" + b"<row/>" * (limits.MOST_ROWS_OF_SHEETS + 1) + b"</x>"}),
        Problem.DANGEROUS_EXCEL,
    ),
    "styles without end": (
        few(**{STYLES: b"<x>" + b"<xf/>" * (limits.MOST_ELEMENTS_OF_OTHERS + 1) + b"</x>"}),
        Problem.DANGEROUS_EXCEL,
    ),
    "texts without end": (
        few(**{TEXTS: b"<x>" + b"<si/>" * (limits.MOST_DISTINCT_TEXTS + 1) + b"</x>"}),
        Problem.DANGEROUS_EXCEL,
    ),
    "ten thousand parts": (
        few(**{f"xl__{number}.xml": b"<x/>" for number in range(10_000)}),
        Problem.DANGEROUS_EXCEL,
    ),
    "entities": (few(**{SHEET: BOMB.encode()}), Problem.DANGEROUS_EXCEL),
    "entities in other letters": (few(**{SHEET: BOMB.encode("utf-16")}), Problem.DANGEROUS_EXCEL),
    "names that climb": (few(**{"..__..__etc__passwd": b"x"}), Problem.BROKEN_EXCEL),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_hostile_table_is_refused_within_a_second(name: str) -> None:
    content, problem = TABLES[name]

    began = time.process_time()
    with pytest.raises(TableRefused) as caught:
        read_table(content)

    assert caught.value.trouble.problem is problem
    assert time.process_time() - began < 1


def test_nothing_of_a_refused_workbook_is_unpacked_to_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    with pytest.raises(TableRefused):
        read_table(few(**{"..__run.sh": b"echo"}))

    assert list(tmp_path.parent.glob("**/run.sh")) == []


def test_a_full_workbook_is_within_the_limits() -> None:
    rows: list[list[object]] = [[f"Spalte {number}" for number in range(100)]]
    rows += [[f"{line} {column}" for column in range(100)] for line in range(40)]

    assert len(read_table(workbook(rows)).rows) == 40
