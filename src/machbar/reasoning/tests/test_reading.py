import json
from decimal import Decimal
from pathlib import Path

import pytest

from machbar.reasoning import reading
from machbar.reasoning.reading import Fields, InputError, Json, Problem, Record, Where, read_records

FIRST: dict[str, Json] = {"id": "a", "title": "Neue Laternen"}
SECOND: dict[str, Json] = {"id": "b", "title": "Bücherei"}


def write(folder: Path, content: bytes | str) -> Path:
    path = folder / "input.json"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def error_of(path: Path, key: str | None = "projects") -> InputError:
    with pytest.raises(InputError) as caught:
        read_records(path, key=key)
    return caught.value


def line(number: int | None = 1, column: int | None = None, record: str | None = None) -> Where:
    return Where(file="", line=number, column=column, record=record)


def place_of(error: InputError) -> Where:
    where = error.where
    return Where(file="", line=where.line, column=where.column, record=where.record)


ONE, TWO = json.dumps(FIRST), json.dumps(SECOND, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (f"{ONE}\n{TWO}\n", (1, 2)),
        (f"{ONE}\r\n{TWO}\r\n", (1, 2)),
        (f"\ufeff{ONE}\n{TWO}", (1, 2)),
        (f"\n\n{ONE}\n \n{TWO}\n\n", (3, 5)),
        (f"[{ONE}, {TWO}]", (1, 1)),
        (f"[{ONE},\n{TWO}]", (None, None)),
        (f'{{"projects": [{ONE}, {TWO}]}}', (1, 1)),
        (f'\n{{"projects": [{ONE}, {TWO}]}}\n', (2, 2)),
        (f'{{\n"version": 1,\n"projects": [{ONE}, {TWO}]}}', (None, None)),
    ],
)
def test_every_shape_gives_the_same_records(
    tmp_path: Path, content: str, lines: tuple[int | None, int | None]
) -> None:
    records = read_records(write(tmp_path, content), key="projects")

    assert [record.values for record in records] == [FIRST, SECOND]
    assert tuple(record.where.line for record in records) == lines
    assert [record.where.record for record in records] == ["a", "b"]


@pytest.mark.parametrize(
    "content", [ONE, f"{ONE}\n", '{\n "id": "a",\n "title": "Neue Laternen"\n}']
)
def test_a_single_object_is_one_record(tmp_path: Path, content: str) -> None:
    (record,) = read_records(write(tmp_path, content), key="projects")

    assert record.values == FIRST


def test_without_a_key_an_object_that_holds_a_list_is_a_record(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path, '{"projects": []}'))

    assert record.values == {"projects": []}


@pytest.mark.parametrize(
    ("content", "problem", "where"),
    [
        (b"", Problem.EMPTY, line(None)),
        (b"\xef\xbb\xbf \n\r\n", Problem.EMPTY, line(None)),
        (b"[]", Problem.EMPTY, line()),
        (b'{"projects": []}', Problem.EMPTY, line()),
        (b'{"id": "a"', Problem.NOT_JSON, line(1, 11)),
        (b'{"id": "a"}\r{"id": "b"}', Problem.NOT_JSON, line(1, 13)),
        (b'{"id": "a"},\n{"id": "b"}', Problem.NOT_JSON, line(1, 12)),
        (b'{"id": "a"}\n{"id": }', Problem.NOT_JSON, line(2, 8)),
        (b"[" * 100_000, Problem.NOT_JSON, line()),
        (b"id;title\n1;Laternen", Problem.NOT_JSON, line(1, 1)),
        ("{}".encode("utf-16"), Problem.NOT_UTF8, line(1, 1)),
        ('{"id": "Bücher"}'.encode("latin-1"), Problem.NOT_UTF8, line(1, 10)),
        (b'{"id": "a"}\n5', Problem.NOT_AN_OBJECT, line(2)),
        (b'[{"id": "a"}, "b"]', Problem.NOT_AN_OBJECT, line(1, None, "#2")),
        (b"null", Problem.NOT_AN_OBJECT, line(1, None, "#1")),
    ],
)
def test_what_is_no_list_of_objects_is_refused_with_its_place(
    tmp_path: Path, content: bytes, problem: Problem, where: Where
) -> None:
    error = error_of(write(tmp_path, content))

    assert (error.problem, place_of(error), error.field) == (problem, where, None)


@pytest.mark.parametrize("held", ["5", "null", '"a"', "{}"])
def test_a_key_that_holds_no_list_is_named(tmp_path: Path, held: str) -> None:
    error = error_of(write(tmp_path, f'{{"projects": {held}}}'))

    assert (error.problem, error.field) == (Problem.WRONG_TYPE, "projects")


@pytest.mark.parametrize(
    ("value", "problem", "field", "shown"),
    [
        ("NaN", Problem.NOT_A_NUMBER, "x", "NaN"),
        ("[1, -Infinity]", Problem.NOT_A_NUMBER, "x[1]", "-Infinity"),
        ('{"y": Infinity}', Problem.NOT_A_NUMBER, "x.y", "Infinity"),
        ("1E+99999999999999999999999", Problem.NOT_A_NUMBER, "x", "1E+99999999999999999999999"),
        ("7" * 5000, Problem.NOT_A_NUMBER, "x", f"{'7' * 57}…"),
        (r'"a \ud800 b"', Problem.BROKEN_TEXT, "x", ""),
        (f'"{"a" * 100_001}"', Problem.TEXT_TOO_LONG, "x", ""),
    ],
)
def test_a_value_that_nobody_can_use_names_its_record_and_field(
    tmp_path: Path, value: str, problem: Problem, field: str, shown: str
) -> None:
    error = error_of(write(tmp_path, f'{ONE}\n{{"id": "b", "x": {value}}}'))

    assert (error.problem, error.field, error.value) == (problem, field, shown)
    assert place_of(error) == line(2, None, "b")


def test_a_field_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, '{"id": "a", "id": "b"}'))

    assert (error.problem, error.field) == (Problem.DUPLICATE_ID, "id")


def test_deep_lists_are_walked_without_a_limit_of_their_own(tmp_path: Path) -> None:
    deep = "[" * 500 + "]" * 500

    (record,) = read_records(write(tmp_path, f'{{"id": "a", "x": {deep}}}'))

    assert record.where.record == "a"


@pytest.mark.parametrize(
    ("rows", "most"), [(["x" * 200], 64), ([ONE, "x" * 200], 4)], ids=["only line", "one of two"]
)
def test_a_line_above_the_limit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rows: list[str], most: int
) -> None:
    monkeypatch.setattr(reading, "MEGABYTE", 1)
    monkeypatch.setattr(reading, "MAX_LINE_BYTES", 100 if most == 64 else 4)
    monkeypatch.setattr(reading, "MAX_ONLY_LINE_BYTES", 64 if most == 64 else 1000)

    error = error_of(write(tmp_path, "\n".join(rows)))

    assert (error.problem, error.value) == (Problem.LINE_TOO_LONG, str(most))


def test_a_file_above_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_FILE_BYTES", 10)

    assert error_of(write(tmp_path, "x" * 11)).problem is Problem.TOO_LARGE


def test_a_list_on_one_line_may_be_longer_than_a_line_among_others(tmp_path: Path) -> None:
    long = [{"id": str(at), "x": "Wort " * 10_000} for at in range(100)]

    records = read_records(write(tmp_path, json.dumps({"projects": long})), key="projects")

    assert len(records) == 100


def test_what_cannot_be_read_is_refused(tmp_path: Path) -> None:
    assert error_of(tmp_path).problem is Problem.NOT_READABLE
    assert error_of(tmp_path / "absent").problem is Problem.NOT_READABLE
    assert error_of(Path("a\0b")).problem is Problem.NOT_READABLE


def test_a_wrong_value_is_cut() -> None:
    error = InputError(Problem.UNKNOWN_VALUE, Where(file="f"), "x", "c" * 500)

    assert error.value == f"{'c' * 57}…"


def test_half_a_character_in_a_name_is_refused_too(tmp_path: Path) -> None:
    error = error_of(write(tmp_path, r'{"id": "a", "\ud800": 1}'))

    assert (error.problem, error.field) == (Problem.BROKEN_TEXT, None)


def test_an_id_of_blanks_does_not_name_the_record(tmp_path: Path) -> None:
    (record,) = read_records(write(tmp_path, '{"id": "  "}'))

    assert record == Record(where=record.where, values={"id": "  "})
    assert record.where.record is None


@pytest.mark.parametrize(
    ("written", "cents"),
    [
        ("12.34", 1234),
        ("0", 0),
        ("-0.0", 0),
        ("9999999999999.99", 999_999_999_999_999),
        ("5.000", 500),
    ],
)
def test_amounts_are_read_exactly(written: str, cents: int) -> None:
    fields = Fields({"sum": Decimal(written)}, Where(file="f"))

    assert fields.cents("sum") == cents


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("1e999999999", Problem.OUT_OF_RANGE),
        ("10000000000000", Problem.OUT_OF_RANGE),
        ("1e-999999999", Problem.TOO_MANY_DECIMALS),
        ("1.001", Problem.TOO_MANY_DECIMALS),
        ("1234.560000000000000000000000000000000001", Problem.TOO_MANY_DECIMALS),
        ("-0.01", Problem.NEGATIVE),
    ],
)
def test_amounts_that_are_none_are_refused(written: str, problem: Problem) -> None:
    fields = Fields({"sum": Decimal(written)}, Where(file="f"))

    with pytest.raises(InputError) as caught:
        fields.cents("sum")

    assert (caught.value.problem, caught.value.field) == (problem, "sum")
