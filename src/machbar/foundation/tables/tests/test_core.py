"""Tables are read as people save them, and come back as they went out."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.tables.core import (
    MOST_BYTES,
    MOST_COLUMNS,
    MOST_ROWS,
    Column,
    NotAValue,
    Problem,
    Shape,
    Style,
    TableRefused,
    count_of,
    day_of,
    guarded,
    moment_of,
    number_of,
    read_cell,
    read_entries,
    read_table,
    tallies_of,
    unguarded,
    write_csv,
)
from machbar.foundation.tables.core.values import decimal_text, yes_or_no

TEXT = st.text(
    st.characters(codec="utf-8", exclude_characters="\x00"), max_size=30
) | st.sampled_from(
    ["=1+1", "'=1", "''-", "@x", "\tx", "+49", "1-2", "007", "'007", "1e5", "a;b,c"]
)
HEADINGS = ("Idee", "Ort", "Wann")


def refused(content: bytes) -> tuple[Problem | None, int]:
    with pytest.raises(TableRefused) as caught:
        read_table(content, HEADINGS)
    return caught.value.trouble.problem, caught.value.trouble.line


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_encoding_separator_and_line_ends_are_found_out(
    encoding: str, separator: str, line_end: str
) -> None:
    lines = [["Idee", "Ort", "Wann"], ["Bänke für Größere", "Süßer Weg", "3.2.2026"]]
    text = line_end.join(separator.join(cells) for cells in lines) + line_end * 3

    table = read_table(text.encode(encoding), HEADINGS)

    assert (table.headings, [row.cells for row in table.rows], table.separator) == (
        ("Idee", "Ort", "Wann"),
        [("Bänke für Größere", "Süßer Weg", "3.2.2026")],
        separator,
    )


def test_rows_are_counted_as_excel_counts_them() -> None:
    content = b"\nsep=;\n".lstrip() + b'\nIdee;Ort\n"zwei\nZeilen";A\n\n;\nDrei;B\n'

    table = read_table(content, HEADINGS)

    assert (table.heading_line, [(row.line, row.cells) for row in table.rows]) == (
        2,
        [(3, ("zwei\nZeilen", "A")), (6, ("Drei", "B"))],
    )


def test_a_comma_inside_the_ideas_does_not_become_the_separator() -> None:
    content = "Idee;Ort\nBänke, Bäume, Brunnen;Markt, oben\nRäder, Wege;Bahnhof, unten\n".encode()

    assert read_table(content, HEADINGS).separator == ";"


def test_a_table_of_one_column_needs_no_separator() -> None:
    table = read_table(b"Idee\nEins\nZwei\n")

    assert [row.cells for row in table.rows] == [("Eins",), ("Zwei",)]


def test_a_cell_under_no_heading_is_named() -> None:
    table = read_table(b"Idee;Ort\nEins;A;zu viel;\nZwei;B;;;\n", HEADINGS)

    assert [(each.line, each.problem, each.text, each.detail) for each in table.troubles] == [
        (2, Problem.EXTRA_CELL, "zu viel", "3")
    ]


@pytest.mark.parametrize(
    ("content", "problem", "line"),
    [
        (b"", Problem.EMPTY_FILE, 0),
        (b"\xef\xbb\xbf\r\n", Problem.EMPTY_FILE, 0),
        (b";;\n;;\n", Problem.EMPTY_FILE, 0),
        (b"Idee;Ort\n", Problem.NO_ROWS, 1),
        (b'Idee;Ort\nA;B\n"offen;C\n', Problem.QUOTES, 3),
        (b'Idee;Ort\n"zu" frueh;C\n', Problem.QUOTES, 2),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", Problem.OLD_EXCEL, 0),
        (b"Idee\n%PDF \x00 kram", Problem.NOT_A_TABLE, 0),
        (b"Idee\nsch\xc3\xb6n\nsch\xf6n\n", Problem.MIXED_ENCODINGS, 3),
        (b"Idee\nsch\xf6n\n\x81\n", Problem.UNREADABLE_LETTER, 3),
        (b'sep=;\nIdee;Ort\n"sch\xf6\nn";A\n\x81;B\n', Problem.UNREADABLE_LETTER, 3),
        (b"\xff\xd8\xff\xe0kein;Bild\n" * 48, Problem.NOT_A_TABLE, 0),
        (b"%PDF-1.7\nIdee\n", Problem.NOT_A_TABLE, 0),
        (b"x" * (MOST_BYTES + 1), Problem.TOO_LARGE, 0),
        (b"Idee\n" + b"x\n" * (MOST_ROWS + 1), Problem.TOO_MANY_ROWS, MOST_ROWS + 2),
        (b"x;" * MOST_COLUMNS + b"x\n", Problem.TOO_MANY_COLUMNS, 1),
        (b"Idee\n" + b"x" * 140_000 + b"\n", Problem.CELL_TOO_LONG, 2),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(
    content: bytes, problem: Problem, line: int
) -> None:
    assert refused(content) == (problem, line)


def test_a_long_cell_is_named_with_its_line() -> None:
    table = read_table(b"Idee\n" + b"x" * 30_000 + b"\n")

    assert [(each.line, each.problem) for each in table.troubles] == [(2, Problem.CELL_TOO_LONG)]


@given(TEXT)
def test_every_guarded_text_comes_back_unchanged(text: str) -> None:
    for is_for_excel in (True, False):
        cell = guarded(text, is_for_excel=is_for_excel)
        assert unguarded(cell) == text
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


@given(st.lists(st.tuples(TEXT, TEXT, TEXT), min_size=1, max_size=8), st.sampled_from(Style))
def test_what_is_written_is_read_again(rows: list[tuple[str, str, str]], style: Style) -> None:
    kept = [row for row in rows if any(cell.strip() for cell in row)]
    if not kept:
        return

    table = read_table(b"".join(write_csv(HEADINGS, kept, style)), HEADINGS)

    assert [row.cells for row in table.rows] == kept
    assert table.separator == (";" if style is Style.EXCEL else ",")


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=4, min_value=-(10**9), max_value=10**9
    )
)
def test_every_number_comes_back_from_its_german_text(number: Decimal) -> None:
    assert number_of(decimal_text(number)) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1.234,56", "1234.56"),
        ("1.234", "1234"),
        ("1,5", "1.5"),
        ("1.234.567", "1234567"),
        ("12.5", "12.5"),
        ("1,234.50", "1234.50"),
        ("1 234,5 €", "1234.5"),
        ("1\u00a0234", "1234"),
        ("−3", "-3"),
        ("1234,567", "1234.567"),
        ("12,0", "12"),
    ],
)
def test_numbers_are_read_the_german_way(text: str, number: str) -> None:
    assert number_of(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("1,234", Problem.AMBIGUOUS_NUMBER),
        ("1,234,567", Problem.AMBIGUOUS_NUMBER),
        ("1.23.456", Problem.NOT_A_NUMBER),
        ("viel", Problem.NOT_A_NUMBER),
        ("", Problem.NOT_A_NUMBER),
        ("٣", Problem.NOT_A_NUMBER),
        ("1" * 16, Problem.NOT_A_NUMBER),
    ],
)
def test_what_may_mean_two_numbers_is_refused(text: str, problem: Problem) -> None:
    with pytest.raises(NotAValue) as caught:
        number_of(text)
    assert caught.value.problem is problem


@pytest.mark.parametrize("text", ["-1", "1,5", "2000000000"])
def test_a_count_is_a_whole_number_from_zero(text: str) -> None:
    with pytest.raises(NotAValue) as caught:
        count_of(text)
    assert caught.value.problem is Problem.NOT_A_COUNT


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("03.02.2026", date(2026, 2, 3)),
        ("3.2.26", date(2026, 2, 3)),
        ("3. 2. 1999", date(1999, 2, 3)),
        ("03.02.85", date(1985, 2, 3)),
        ("2026-02-03", date(2026, 2, 3)),
        ("2026-02-03T23:30:00.123+02:00", date(2026, 2, 3)),
        ("03.02.2026 10:30 Uhr", date(2026, 2, 3)),
    ],
)
def test_days_are_read_in_german_and_iso(text: str, day: date) -> None:
    assert day_of(text) == day


def test_a_time_and_its_zone_are_kept() -> None:
    assert moment_of("2026-02-03 10:30:00 UTC") == datetime(2026, 2, 3, 10, 30, tzinfo=UTC)
    assert moment_of("2026-02-03T12:30:00+0200") == datetime(2026, 2, 3, 10, 30, tzinfo=UTC)
    assert moment_of("3.2.2026, 10:30") == datetime(2026, 2, 3, 10, 30)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("02/03/2026", Problem.AMBIGUOUS_DAY),
        ("1-2", Problem.NOT_A_DAY),
        ("31.02.2026", Problem.NO_SUCH_DAY),
        ("2026-13-01", Problem.NO_SUCH_DAY),
        ("03.02.2026 25:00", Problem.NOT_A_DAY),
        ("46056", Problem.NOT_A_DAY),
        ("bald", Problem.NOT_A_DAY),
    ],
)
def test_what_is_no_sure_day_is_refused(text: str, problem: Problem) -> None:
    with pytest.raises(NotAValue) as caught:
        day_of(text)
    assert caught.value.problem is problem


@given(st.dates())
def test_every_day_comes_back_from_both_styles(day: date) -> None:
    for style in Style:
        written = b"".join(write_csv(["Wann"], [[day]], style))
        assert day_of(read_table(written).rows[0].cells[0]) == day


def test_yes_and_no_are_read_as_people_write_them() -> None:
    assert [yes_or_no(each) for each in ("Ja", "x", "WAHR", "", "nein", "-")] == [
        True,
        True,
        True,
        False,
        False,
        False,
    ]
    with pytest.raises(NotAValue):
        yes_or_no("vielleicht")


COLUMNS = (
    Column(
        key="text", label="Idee", shape=Shape.TEXT, synonyms=("Beschreibung",), is_required=True
    ),
    Column(key="place", label="Ort", most=10),
    Column(key="link", label="Link", shape=Shape.LINK),
    Column(key="mail", label="E-Mail", shape=Shape.MAIL),
    Column(
        key="topics",
        label="Themen",
        shape=Shape.CHOICES,
        choices={"Kultur": 1, "Handel, Gewerbe": 2},
    ),
)


def test_headings_are_recognised_whatever_their_case_and_signs() -> None:
    table = read_table(b"BESCHREIBUNG;ort :;Themen;Unbekannt\nA;B;Handel, Gewerbe | kultur;?\n")

    reading = read_entries(table, COLUMNS)

    assert [(each.heading, each.column and each.column.key) for each in reading.understood] == [
        ("BESCHREIBUNG", "text"),
        ("ort :", "place"),
        ("Themen", "topics"),
        ("Unbekannt", None),
    ]
    assert reading.entries[0].values == {"text": "A", "place": "B", "topics": [2, 1]}


def test_every_cell_that_cannot_be_read_is_named() -> None:
    table = read_table(
        b"Idee;Ort;Link;E-Mail;Themen\n;viel zu langer Ort;javascript:alert(1);a@b;Sport\n"
    )

    reading = read_entries(table, COLUMNS)

    assert reading.entries == ()
    assert [(each.line, each.column, each.problem, each.detail) for each in reading.troubles] == [
        (2, "Idee", Problem.MISSING, ""),
        (2, "Ort", Problem.TOO_LONG, "10"),
        (2, "Link", Problem.NOT_A_LINK, ""),
        (2, "E-Mail", Problem.NOT_A_MAIL_ADDRESS, ""),
        (2, "Themen", Problem.NOT_A_CHOICE, "Kultur, Handel, Gewerbe"),
    ]


def test_a_missing_and_a_doubled_column_are_named() -> None:
    reading = read_entries(read_table(b"Ort;ort\nA;B\n"), COLUMNS)

    assert [(each.column, each.problem, each.detail) for each in reading.troubles] == [
        ("ort", Problem.HEADING_TWICE, "Ort"),
        ("Idee", Problem.COLUMN_MISSING, ""),
    ]


def test_an_empty_cell_of_a_choice_is_nothing() -> None:
    column = Column(key="kind", label="Art", shape=Shape.CHOICE, choices={"Verein": 7})

    assert (read_cell("", column), read_cell(" VEREIN ", column)) == (None, 7)
    assert (column.word_for(7), column.word_for(8)) == ("Verein", "")


WORDS = {"neu": 1, "offen": 1, "fertig": 2}


@given(st.lists(st.sampled_from([*WORDS, "", "falsch"])))
def test_the_tally_of_a_choice_column_counts_every_line_without_trouble_once(
    cells: list[str],
) -> None:
    lines = "".join(f"Bank;{cell}\n" for cell in cells)
    columns = [
        Column(key="idea", label="Idee"),
        Column(key="state", label="Stand", shape=Shape.CHOICE, choices=WORDS),
    ]

    reading = read_entries(read_table(f"Idee;Stand\nBank;neu\n{lines}".encode(), ["Idee"]), columns)
    (tally,) = tallies_of(reading)

    fresh = 1 + cells.count("neu") + cells.count("offen")
    done = cells.count("fertig")
    assert dict(tally.counts) == {"neu": fresh} | ({"fertig": done} if done else {})
    assert tally.empty == cells.count("")
    assert [count for _word, count in tally.counts] == sorted(dict(tally.counts).values())[::-1]
