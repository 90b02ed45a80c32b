"""Reading JSON and JSON-lines files that people wrote by hand, with errors that name file, line and field.

Everything here returns values or raises `InputError`; its text is made by the caller (`site/commands/texts.py`),
because the reasoning floor knows codes, not languages. Numbers are read exactly: decimals come as `Decimal`.
"""

import json
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import TypeAlias, TypeVar

Json: TypeAlias = "bool | int | Decimal | str | list[Json] | dict[str, Json] | None"
T = TypeVar("T")

MEGABYTE = 1024 * 1024
MAX_FILE_BYTES = 256 * MEGABYTE
MAX_LINE_BYTES = 4 * MEGABYTE
# A whole list may stand on one line.
MAX_ONLY_LINE_BYTES = 64 * MEGABYTE
MAX_TEXT = 100_000
MAX_DIGITS = 13
CENT = Decimal("0.01")
SHOWN = 60


class Problem(StrEnum):
    """What is wrong with an input, as a code."""

    NOT_READABLE = "not_readable"
    TOO_LARGE = "too_large"
    LINE_TOO_LONG = "line_too_long"
    NOT_UTF8 = "not_utf8"
    BROKEN_TEXT = "broken_text"
    TEXT_TOO_LONG = "text_too_long"
    NOT_JSON = "not_json"
    NOT_A_NUMBER = "not_a_number"
    NOT_AN_OBJECT = "not_an_object"
    EMPTY = "empty"
    MISSING = "missing"
    UNKNOWN_FIELD = "unknown_field"
    WRONG_TYPE = "wrong_type"
    NEGATIVE = "negative"
    OUT_OF_RANGE = "out_of_range"
    TOO_MANY_DECIMALS = "too_many_decimals"
    UNKNOWN_ID = "unknown_id"
    UNKNOWN_VALUE = "unknown_value"
    DUPLICATE_ID = "duplicate_id"


@dataclass(frozen=True, kw_only=True)
class Where:
    """A place in an input file: `line` counts from 1 and is None where the file is one JSON value."""

    file: str
    line: int | None = None
    column: int | None = None
    record: str | None = None


class InputError(Exception):
    """A problem in an input file: what, where, in which field, and the value that stood there (shortened)."""

    def __init__(
        self, problem: Problem, where: Where, field: str | None = None, value: object = None
    ) -> None:
        super().__init__(problem, where, field, value)
        self.problem = problem
        self.where = where
        self.field = field
        shown = "" if value is None else str(value)
        self.value = shown if len(shown) <= SHOWN else f"{shown[: SHOWN - 3]}…"


@dataclass(frozen=True)
class _NoNumber:
    """What stands in a file where a number is meant, such as NaN or one with a thousand digits."""

    text: str

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, kw_only=True)
class Record:
    """One JSON object of a file, with the place it came from."""

    where: Where
    values: Mapping[str, Json]


def read_records(path: Path, *, key: str | None = None) -> tuple[Record, ...]:
    """Read JSON lines, a JSON list of objects, one object, or an object holding the list under ``key``.

    Raises `InputError` for a file that cannot be read, is not UTF-8 (a byte order mark is allowed), is larger
    than 256 MB, has a line above 4 MB (its only line: 64 MB), is not JSON, holds something else than objects, a
    number that is none, a text that is broken or above 100,000 characters, or holds nothing.
    """
    every = _lines(path)
    lines = [(number, line) for number, line in every if line.strip()]
    where = Where(file=str(path))
    if not lines:
        raise InputError(Problem.EMPTY, where)
    if len(lines) == 1:
        number, only = lines[0]
        where = replace(where, line=number)
        return _document_records(where, _parse(only, where, number), key)
    if _is_json_lines([line.strip() for _, line in lines]):
        return tuple(_line_records(path, lines))
    whole = "\n".join(line for _, line in every)
    return _document_records(where, _parse(whole, where, 0), key)


def _lines(path: Path) -> list[tuple[int, str]]:
    where = Where(file=str(path))
    try:
        size = path.stat().st_size
        if size > MAX_FILE_BYTES:
            raise InputError(Problem.TOO_LARGE, where, value=size)
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise InputError(Problem.NOT_READABLE, where) from error
    parts = raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    most = MAX_ONLY_LINE_BYTES if sum(1 for part in parts if part.strip()) == 1 else MAX_LINE_BYTES
    return [
        (number, _decoded(part, replace(where, line=number), most))
        for number, part in enumerate(parts, start=1)
    ]


def _decoded(line: bytes, where: Where, most: int) -> str:
    if len(line) > most:
        raise InputError(Problem.LINE_TOO_LONG, where, value=most // MEGABYTE)
    try:
        return line.decode("utf-8").rstrip("\r")
    except UnicodeDecodeError as error:
        raise InputError(Problem.NOT_UTF8, replace(where, column=error.start + 1)) from error


def _is_json_lines(lines: list[str]) -> bool:
    """Several lines are JSON lines if the first holds a complete object, or two begin with one."""
    first, second = lines[:2]
    return first.startswith("{") and (first.endswith("}") or second.startswith("{"))


def _line_records(path: Path, lines: list[tuple[int, str]]) -> Iterator[Record]:
    for number, line in lines:
        where = Where(file=str(path), line=number)
        yield _record(_parse(line, where, number), where)


def _document_records(where: Where, document: Json, key: str | None) -> tuple[Record, ...]:
    """The records of one JSON value; ``where.line`` is known where it stands on one line."""
    if isinstance(document, dict) and key is not None and key in document:
        document = document[key]
        if not isinstance(document, list):
            raise InputError(Problem.WRONG_TYPE, where, field=key, value=document)
    if isinstance(document, dict):
        return (_record(document, where),)
    entries = document if isinstance(document, list) else [document]
    if not entries:
        raise InputError(Problem.EMPTY, where)
    return tuple(
        _record(entry, Where(file=where.file, line=where.line, record=f"#{position}"))
        for position, entry in enumerate(entries, start=1)
    )


def _record(value: Json, where: Where) -> Record:
    if not isinstance(value, dict):
        raise InputError(Problem.NOT_AN_OBJECT, where, value=value)
    named = value.get("id")
    label = named if isinstance(named, str) and named.strip() else where.record
    place = replace(where, record=label)
    _refuse_unsound(value, place)
    return Record(where=place, values=value)


def _refuse_unsound(values: Mapping[str, object], where: Where) -> None:
    """Raise for what JSON lets through and nobody can use: NaN, half characters, endless texts."""
    pending: deque[tuple[str, object]] = deque(values.items())
    while pending:
        field, value = pending.popleft()
        if not _is_whole(field):
            raise InputError(Problem.BROKEN_TEXT, where)
        if isinstance(value, dict):
            pending.extend((f"{field}.{name}", held) for name, held in value.items())
        elif isinstance(value, list):
            pending.extend((f"{field}[{at}]", held) for at, held in enumerate(value))
        elif isinstance(value, _NoNumber):
            raise InputError(Problem.NOT_A_NUMBER, where, field=field, value=value)
        elif isinstance(value, str) and len(value) > MAX_TEXT:
            raise InputError(Problem.TEXT_TOO_LONG, where, field=field)
        elif isinstance(value, str) and not _is_whole(value):
            raise InputError(Problem.BROKEN_TEXT, where, field=field)


def _is_whole(text: str) -> bool:
    """Whether no character is half a pair, which JSON can write as \\ud800."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _exact(text: str) -> Decimal | _NoNumber:
    try:
        return Decimal(text)
    except InvalidOperation:
        return _NoNumber(text)


def _whole(text: str) -> int | _NoNumber:
    return int(text) if len(text) <= 4 * MAX_DIGITS else _NoNumber(text)


def _parse(text: str, where: Where, line: int) -> Json:
    def unique(pairs: list[tuple[str, Json]]) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for name, value in pairs:
            if name in found:
                raise InputError(Problem.DUPLICATE_ID, where, field=name, value=name)
            found[name] = value
        return found

    try:
        parsed: Json = json.loads(
            text,
            parse_float=_exact,
            parse_int=_whole,
            parse_constant=_NoNumber,
            object_pairs_hook=unique,
        )
    except json.JSONDecodeError as error:
        at = line or error.lineno
        place = Where(file=where.file, line=at, column=error.colno)
        raise InputError(Problem.NOT_JSON, place) from error
    except (RecursionError, ValueError) as error:
        raise InputError(Problem.NOT_JSON, where) from error
    return parsed


class Fields:
    """The fields of one record, taken out one by one; what is left over at the end is unknown.

    ``within`` names the place inside the record for nested objects, such as ``programmes[2].``.
    """

    def __init__(self, values: "Mapping[str, Json] | Json", where: Where, within: str = "") -> None:
        if not isinstance(values, Mapping):
            raise InputError(
                Problem.NOT_AN_OBJECT, where, field=within.rstrip(".") or None, value=values
            )
        self._values = dict(values)
        self.where = where
        self.within = within

    def error(self, problem: Problem, field: str, value: object = None) -> InputError:
        """An error about one field of this record."""
        return InputError(problem, self.where, field=f"{self.within}{field}", value=value)

    def has(self, field: str) -> bool:
        """Whether the field is there and holds something else than null."""
        return self._values.get(field) is not None

    def ignore(self, *fields: str) -> None:
        """Drop fields that are allowed and not used."""
        for field in fields:
            self._values.pop(field, None)

    def refuse_the_rest(self) -> None:
        """Raise for the first field that nobody asked for."""
        for field in sorted(self._values):
            raise self.error(Problem.UNKNOWN_FIELD, field)

    def text(self, field: str) -> str:
        """A text that must be there and hold more than blanks."""
        value = self._take(field)
        if not isinstance(value, str):
            raise self.error(Problem.WRONG_TYPE, field, value)
        if not value.strip():
            raise self.error(Problem.MISSING, field)
        return value

    def optional_text(self, field: str) -> str | None:
        """A text or None where the field is missing, null or blank."""
        value = self._values.pop(field, None)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self.error(Problem.WRONG_TYPE, field, value)
        return value if value.strip() else None

    def flag(self, field: str, *, default: bool) -> bool:
        """True or false; the default where the field is missing or null."""
        value = self.optional_flag(field)
        return default if value is None else value

    def optional_flag(self, field: str) -> bool | None:
        """True, false or None where the field is missing or null."""
        value = self._values.pop(field, None)
        if value is None or isinstance(value, bool):
            return value
        raise self.error(Problem.WRONG_TYPE, field, value)

    def number(self, field: str) -> Decimal:
        """A number, exactly as it is written; it must be there."""
        return self._number(field, self._take(field))

    def optional_number(self, field: str) -> Decimal | None:
        """A number, exactly as it is written, or None where the field is missing or null."""
        value = self._values.pop(field, None)
        return None if value is None else self._number(field, value)

    def cents(self, field: str) -> int:
        """An amount in euros with at most two decimals, not negative, as whole cents; it must be there."""
        return self._cents(field, self.number(field))

    def optional_cents(self, field: str) -> int | None:
        """An amount in euros as whole cents, or None where the field is missing or null."""
        amount = self.optional_number(field)
        return None if amount is None else self._cents(field, amount)

    def entries(self, field: str) -> list[Json]:
        """A list that must be there (it may be empty)."""
        return self._list(field, self._take(field))

    def optional_entries(self, field: str) -> list[Json]:
        """A list; empty where the field is missing or null."""
        value = self._values.pop(field, None)
        return [] if value is None else self._list(field, value)

    def texts(self, field: str) -> tuple[str, ...]:
        """A list of texts; empty where the field is missing or null."""
        return self._each(field, self.optional_entries(field), self._text_entry)

    def _text_entry(self, field: str, value: Json) -> str:
        if not isinstance(value, str):
            raise self.error(Problem.WRONG_TYPE, field, value)
        return value

    def _each(
        self, field: str, values: list[Json], convert: Callable[[str, Json], T]
    ) -> tuple[T, ...]:
        return tuple(convert(f"{field}[{at}]", value) for at, value in enumerate(values))

    def _take(self, field: str) -> Json:
        if not self.has(field):
            raise self.error(Problem.MISSING, field)
        return self._values.pop(field)

    def _list(self, field: str, value: Json) -> list[Json]:
        if not isinstance(value, list):
            raise self.error(Problem.WRONG_TYPE, field, value)
        return value

    def _number(self, field: str, value: Json) -> Decimal:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.error(Problem.WRONG_TYPE, field, value)
        number = Decimal(value)
        # Asked of the digits: arithmetic on a number such as 1e999999999 overflows.
        if number and number.adjusted() >= MAX_DIGITS:
            raise self.error(Problem.OUT_OF_RANGE, field, value)
        return number

    def _cents(self, field: str, amount: Decimal) -> int:
        if amount < 0:
            raise self.error(Problem.NEGATIVE, field, amount)
        rounded = amount.quantize(CENT)
        if rounded != amount:
            raise self.error(Problem.TOO_MANY_DECIMALS, field, amount)
        return int(rounded * 100)
