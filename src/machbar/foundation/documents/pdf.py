"""Writes a paper as PDF with Typst: tagged, titled, in our own fonts, marked PDF/UA-1.

Everything a person typed travels as data (one JSON value), never as Typst markup. Only the four fonts of `vendor/`
exist, no system fonts, no network, no file but the pictures of the paper; every warning of the compiler is an error.
The same paper gives the same bytes. It takes some ten to
ninety milliseconds, so the web process does it (docs/papers.md).
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from machbar.foundation.documents.characters import (
    LOST,
    VENDOR,
    lost_characters,
    paragraphs,
    printable,
)
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.documents.paper import (
    Block,
    Bullets,
    Cell,
    Facts,
    Figure,
    Heading,
    Letterhead,
    Paper,
    Paragraph,
    Table,
    cell_text,
)

if TYPE_CHECKING:
    from typst import Fonts

HERE = Path(__file__).resolve().parent
LOGO = HERE.parent / "ui" / "static" / "machbar" / "img" / "logo.svg"
LOGO_ACCENT = "#0f5257"
_PAGE = re.compile(rb"/Type\s*/Page(?![A-Za-z])")
FONTS = ("MachBarSign.ttf", "MachBarSignExt.ttf", "MachBarText.ttf", "MachBarTextExt.ttf")


@dataclass(frozen=True, kw_only=True)
class Printed:
    """A PDF, its pages, and the characters that stand in it as `[?]` because our fonts do not have them."""

    content: bytes
    lost: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages it has; Typst writes the page objects uncompressed."""
        return len(_PAGE.findall(self.content))


def write_pdf(paper: Paper) -> Printed:
    """The paper as PDF/UA-1. Raises `PaperError` for a broken picture or where the fonts were not built."""
    with translation.override(paper.language):
        values = _paper_values(paper)
        texts = _texts_of(paper)
        lost = lost_characters(texts)
    files = {_file_name(number): figure.content for number, figure in _figures(paper)}
    midday = datetime.combine(paper.dated, time(12), tzinfo=UTC)
    return Printed(content=_compile(HERE / "paper.typ", values, files, midday), lost=lost)


def write_template(
    template: Path,
    values: Mapping[str, object],
    *,
    dated: date,
    files: Mapping[str, bytes] | None = None,
) -> bytes:
    """A paper with a look of its own, such as a slip or a card, as PDF/UA-1 in our fonts.

    ``values`` reach the template as data in `sys.inputs.paper`; texts that people typed go through `shown` before.
    ``files`` are pictures that the template names, such as JPEG copies of `media`. Raises `PaperError`.
    """
    return _compile(template, values, files or {}, datetime.combine(dated, time(12), tzinfo=UTC))


def letterhead_values(letterhead: Letterhead) -> dict[str, str]:
    """House, town, door colour and logo for a template."""
    return {
        "accent": letterhead.accent,
        "logo": _logo(letterhead.accent),
        "house": shown(letterhead.house),
        "town": shown(letterhead.town),
    }


def picture_as_png(figure: Figure) -> bytes:
    """An SVG figure as PNG, for writers that need pixels: 1600 wide on white; a PNG stays as it is."""
    if figure.is_png:
        return figure.content
    files = {_file_name(0): figure.content}
    return _compile(HERE / "picture.typ", {"file": _file_name(0)}, files, None)


def _compile(
    template: Path, values: Mapping[str, object], files: Mapping[str, bytes], at: datetime | None
) -> bytes:
    """Compile to PDF, or without a moment to PNG, in a folder that holds nothing but ``files``."""
    import typst

    with TemporaryDirectory(prefix="machbar-paper-") as folder:
        for name, content in files.items():
            Path(folder, name).write_bytes(content)
        compiler = typst.Compiler(
            input=template.read_bytes(),
            root=folder,
            font_paths=_fonts(),
            ignore_system_fonts=True,
            sys_inputs={"paper": json.dumps(values)},
            package_path=folder,
            package_cache_path=folder,
        )
        try:
            if at is None:
                written, warnings = compiler.compile_with_warnings(format="png", ppi=144)
            else:
                written, warnings = compiler.compile_with_warnings(
                    format="pdf", pdf_standards=["ua-1"], timestamp=at
                )
        except typst.TypstError as error:
            raise PaperError(error.message) from error
    if warnings or not isinstance(written, bytes):
        raise PaperError("; ".join(warning.message for warning in warnings) or "several pages")
    return written


@cache
def _fonts() -> "Fonts":
    """The fonts of the house and no others; read once a process."""
    import typst

    missing = [name for name in FONTS if not (VENDOR / name).is_file()]
    if missing:
        raise PaperError(f"Fonts of papers are missing ({', '.join(missing)}): run `make build`.")
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(VENDOR)]
    )


@cache
def _logo(accent: str) -> str:
    return LOGO.read_text(encoding="utf-8").replace(LOGO_ACCENT, accent)


# --- the paper as plain values for the template ------------------------------------------------------------
def _paper_values(paper: Paper) -> dict[str, object]:
    words = _("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}
    letterhead: Letterhead = paper.letterhead
    kind = shown(paper.kind)
    title = shown(paper.title) or LOST
    return {
        "language": paper.language,
        **letterhead_values(letterhead),
        "title": title,
        "kind": kind,
        "running-title": f"{kind}: {title}" if kind else title,
        "dated": date_format(paper.dated, "j. F Y"),
        "page-words": words.split("\0"),
        "fictional-word": _("fictional"),
        "fictional-note": shown(paper.fictional_note),
        "blocks": [
            value for number, block in enumerate(paper.blocks) for value in _block(block, number)
        ],
    }


def _block(block: Block, number: int) -> Iterator[dict[str, object]]:
    """One block as the template's values; a text with empty lines becomes several paragraphs, a blank one none."""
    match block:
        case Heading():
            yield {"type": "heading", "level": block.level, "text": shown(block.text) or LOST}
        case Paragraph():
            for lines in paragraphs(block.text):
                yield {"type": "paragraph", "look": block.look, "lines": lines_of("\n".join(lines))}
        case Facts():
            rows = [{"label": shown(row.label), "lines": lines_of(row.text)} for row in block.rows]
            yield {"type": "facts", "rows": rows}
        case Bullets():
            items = [lines_of(item) for item in block.items]
            yield {"type": "bullets", "items": items, "numbered": block.is_numbered}
        case Table():
            yield _table(block)
        case Figure():
            yield {
                "type": "figure",
                "file": _file_name(number),
                "alternative": shown(block.alternative) or LOST,
                "caption": shown(block.caption),
                "width": block.width_percent,
            }


def _table(table: Table) -> dict[str, object]:
    def cells(row: tuple[Cell, ...]) -> list[list[str]]:
        return [lines_of(cell_text(cell)) for cell in row]

    return {
        "type": "table",
        "caption": shown(table.caption) or LOST,
        "columns": [
            {"label": shown(column.label), "amount": column.is_amount} for column in table.columns
        ],
        "rows": [cells(row) for row in table.rows],
        "total": None if table.total is None else cells(table.total),
    }


def lines_of(text: str) -> list[str]:
    return printable(text.strip()).text.strip("\n").split("\n")


def shown(text: str) -> str:
    """A text of one line as our fonts show it."""
    return " ".join(printable(text).text.split())


def _figures(paper: Paper) -> Iterator[tuple[int, Figure]]:
    return (
        (number, block) for number, block in enumerate(paper.blocks) if isinstance(block, Figure)
    )


def _file_name(number: int) -> str:
    return f"figure-{number}"


def _texts_of(paper: Paper) -> Iterator[str]:
    """Every text that stands on the paper."""
    yield from (paper.title, paper.kind, paper.fictional_note)
    yield from (paper.letterhead.house, paper.letterhead.town)
    for block in paper.blocks:
        match block:
            case Heading() | Paragraph():
                yield block.text
            case Facts():
                yield from (text for row in block.rows for text in (row.label, row.text))
            case Bullets():
                yield from block.items
            case Table():
                yield block.caption
                yield from (column.label for column in block.columns)
                yield from (cell_text(cell) for row in block.all_rows() for cell in row)
            case Figure():
                yield from (block.alternative, block.caption)
