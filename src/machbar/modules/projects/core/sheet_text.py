"""The project sheet as text and back: one block a field, in the database's order.

What we write carries marked headings (`== Ziele ==`), so that a description may hold any line and still comes back as
it was. What people paste from elsewhere has plain ones (`Ziele`, `Ziele: …`); without a marked heading those count.
JSON (docs/papers.md) is read too. Nothing is refused: what cannot be placed is named with its line.
"""

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from machbar.modules.projects.core.sheet import SHEET, SheetField

FORMAT = "machbar-project-sheet"
ALSO_CALLED = {
    "kurzname": "acronym",
    "akronym": "acronym",
    "beschreibung": "description",
    "arl": "regional_office",
    "amt für regionale landesentwicklung": "regional_office",
    "e-mail-adresse": "contact_email",
    "telefonnummer": "contact_phone",
    "organisation": "organisation",
}

_LINE_END = re.compile(r"\r\n?")
_MARKED = re.compile(r"^== *(.+?) *==[ \t]*$")
_ESCAPED = re.compile(r"^\\+==")
_LOOKS_MARKED = re.compile(r"^\\*==")
_PLAIN = re.compile(r"^([^:]{1,60}?)[ \t]*(?::[ \t]*(.*))?$")
_LOOKS_PLAIN = re.compile(r"^[A-ZÄÖÜ][^.!?:,]{1,40}:[ \t]*$")


class RemarkKind(StrEnum):
    """What a reader of a sheet says about a line."""

    UNKNOWN_HEADING = "unknown_heading"
    KEPT_AS_TEXT = "kept_as_text"
    BEFORE_FIRST_HEADING = "before_first_heading"
    TWICE = "twice"
    NOT_JSON = "not_json"
    NOT_A_SHEET = "not_a_sheet"
    UNKNOWN_FIELD = "unknown_field"
    NOT_TEXT = "not_text"


@dataclass(frozen=True, kw_only=True)
class Remark:
    """One remark: where (a line, or in JSON the number of the field, from 1) and what stood there, shortened."""

    kind: RemarkKind
    line: int
    text: str = ""


@dataclass(frozen=True, kw_only=True)
class SheetReading:
    """What was found: texts by field name, several terms one under the other, and the remarks in order."""

    values: Mapping[str, str]
    remarks: tuple[Remark, ...] = ()


@dataclass
class _Collected:
    """The lines of each field while reading, and what is to be said about them."""

    lines: dict[str, list[str]] = field(default_factory=dict)
    remarks: list[Remark] = field(default_factory=list)

    def remark(self, kind: RemarkKind, line: int, text: str) -> None:
        shown = text if len(text) <= 60 else f"{text[:59]}…"
        self.remarks.append(Remark(kind=kind, line=line, text=shown))

    def open(self, name: str, line: int, text: str) -> None:
        """A heading of this field; a second one goes on where the first one ended, and is named."""
        if name in self.lines:
            self.remark(RemarkKind.TWICE, line, text)
            self.lines[name].append("")
        else:
            self.lines[name] = []

    def result(self) -> SheetReading:
        texts = {name: "\n".join(lines).strip() for name, lines in self.lines.items()}
        ordered = {each.name: texts[each.name] for each in SHEET if texts.get(each.name)}
        return SheetReading(values=ordered, remarks=tuple(self.remarks))


def sheet_text(values: Mapping[str, str], fields: Iterable[SheetField] = SHEET) -> str:
    """The sheet as text, empty fields as headings to fill in; `read_sheet` gives the same values back."""
    blocks = []
    for each in fields:
        lines = plain_text(values.get(each.name, "")).split("\n")
        escaped = [f"\\{line}" if _LOOKS_MARKED.match(line) else line for line in lines]
        blocks.append("\n".join([f"== {each.label} ==", *escaped]).rstrip("\n"))
    return "\n\n".join(blocks) + "\n"


def plain_text(text: str) -> str:
    """A text with ``\\n`` as its line end and without blank space around it."""
    return _LINE_END.sub("\n", text).strip()


def read_sheet(text: str) -> SheetReading:
    """The fields of a pasted sheet: JSON, text with marked headings, or text with plain ones."""
    flat = _LINE_END.sub("\n", text.removeprefix("\ufeff"))
    if flat.lstrip().startswith("{"):
        return _read_json(flat)
    lines = flat.split("\n")
    if any(_MARKED.match(line) for line in lines):
        return _read_marked(lines)
    return _read_plain(lines)


def _read_marked(lines: Sequence[str]) -> SheetReading:
    found, current, is_inside = _Collected(), None, False
    for number, line in enumerate(lines, start=1):
        if heading := _MARKED.match(line):
            current, is_inside = _field_called(heading.group(1)), True
            if current is None:
                found.remark(RemarkKind.UNKNOWN_HEADING, number, heading.group(1))
            else:
                found.open(current, number, heading.group(1))
        elif current is not None:
            found.lines[current].append(line[1:] if _ESCAPED.match(line) else line)
        elif line.strip() and not is_inside:
            found.remark(RemarkKind.BEFORE_FIRST_HEADING, number, line.strip())
    return found.result()


def _read_plain(lines: Sequence[str]) -> SheetReading:
    found, current = _Collected(), None
    before = ""
    for number, line in enumerate(lines, start=1):
        heading = _PLAIN.match(line.strip())
        name = _field_called(heading.group(1)) if heading else None
        if heading and name is not None:
            current = name
            found.open(name, number, heading.group(1))
            if heading.group(2):
                found.lines[name].append(heading.group(2))
        elif current is not None:
            if _LOOKS_PLAIN.match(line) and not before.strip():
                found.remark(RemarkKind.KEPT_AS_TEXT, number, line.strip())
            found.lines[current].append(line)
        elif line.strip():
            found.remark(RemarkKind.BEFORE_FIRST_HEADING, number, line.strip())
        before = line
    return found.result()


def _read_json(text: str) -> SheetReading:
    found = _Collected()
    try:
        sheet = json.loads(text)
    except (ValueError, RecursionError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else 1
        found.remark(RemarkKind.NOT_JSON, line, text.split("\n")[line - 1].strip())
        return found.result()
    fields = sheet.get("fields")
    if sheet.get("format") != FORMAT or not isinstance(fields, list):
        found.remark(RemarkKind.NOT_A_SHEET, 1, "")
        return found.result()
    for number, entry in enumerate(fields, start=1):
        _read_entry(found, number, entry)
    return found.result()


def _read_entry(found: _Collected, number: int, entry: object) -> None:
    """One field of a JSON sheet: `{"field": "goals", "value": "…"}`; lists hold terms, null is empty."""
    called = entry.get("field") if isinstance(entry, dict) else None
    name = next((each.name for each in SHEET if each.name == called), None)
    if name is None or not isinstance(entry, dict):
        found.remark(RemarkKind.UNKNOWN_FIELD, number, str(called or entry))
        return
    texts = list(_texts(entry.get("value")))
    if any(text is None for text in texts):
        found.remark(RemarkKind.NOT_TEXT, number, str(called))
        return
    if texts:
        found.open(name, number, name)
        found.lines[name].extend(_LINE_END.sub("\n", text) for text in texts if text is not None)


def _texts(value: object) -> Iterator[str | None]:
    """The texts of a value; None for something that is none."""
    for each in value if isinstance(value, list) else [value]:
        if isinstance(each, str):
            yield each
        elif each is not None:
            yield None


def _field_called(heading: str) -> str | None:
    """The name of the field that people call so."""
    called = " ".join(heading.split()).casefold()
    return _BY_LABEL.get(called) or ALSO_CALLED.get(called)


_BY_LABEL = {each.label.casefold(): each.name for each in SHEET}
