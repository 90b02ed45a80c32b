"""Writes a paper as ODT with odfpy: real styles and headings, a language, a title; made to be edited on.

The town edits it in LibreOffice or Word, so it uses fonts that every office has, and pictures become PNG. The same
paper gives the same bytes: the archive is packed again with the paper's day in every entry.
"""

import io
import re
import struct
import zipfile
from collections.abc import Iterator
from typing import Any

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from odf import dc, draw, meta, svg, table, text
from odf.element import Element
from odf.namespaces import nsdict
from odf.opendocument import OpenDocument, OpenDocumentText

from machbar.foundation.documents.characters import LOST, clean, paragraphs
from machbar.foundation.documents.odt_styles import TEXT_WIDTH_CM, add_styles, column_style
from machbar.foundation.documents.paper import (
    Block,
    Bullets,
    Cell,
    Column,
    Facts,
    Figure,
    Heading,
    Look,
    Paper,
    Paragraph,
    Table,
    cell_text,
)
from machbar.foundation.documents.pdf import picture_as_png

# odfpy collects the name spaces of all documents of a process in one dictionary and writes what it has so far. With
# all of them there from the start, bytes do not depend on earlier papers, and no other thread changes it meanwhile.
Element.namespaces.clear()
Element.namespaces.update(nsdict)

LABEL_CM, AMOUNT_CM = 5.0, 3.5
LOOKS = {Look.LEAD: "Lead", Look.PLAIN: "Text_20_body", Look.SMALL: "Note"}
_SPECIAL = re.compile(r"(\n|\t| {2,}|^ | $)", re.MULTILINE)


def write_odt(paper: Paper) -> bytes:
    """The paper as an OpenDocument text. Raises `PaperError` for a broken picture."""
    document = OpenDocumentText()
    with translation.override(paper.language):
        _describe(document, paper)
        furniture = add_styles(document, paper.letterhead.accent, paper.language)
        furniture.header.addElement(_paragraph(_sender(paper), "Header"))
        furniture.footer.addElement(_footer(paper))
        for element in _body(document, paper):
            document.text.addElement(element)
    raw = io.BytesIO()
    document.write(raw)
    return _packed_again(raw.getvalue(), paper)


def _describe(document: OpenDocument, paper: Paper) -> None:
    for old in list(document.meta.childNodes):
        document.meta.removeChild(old)
    day = f"{paper.dated.isoformat()}T12:00:00"
    for element, value in (
        (dc.Title, _one_line(paper.title)),
        (dc.Creator, _sender(paper)),
        (dc.Language, paper.language),
        (meta.CreationDate, day),
        (dc.Date, day),
    ):
        document.meta.addElement(element(text=value))


def _body(document: OpenDocument, paper: Paper) -> Iterator[Any]:
    if paper.kind:
        yield _paragraph(_one_line(paper.kind), "Kind")
    yield _paragraph(_one_line(paper.title), "Title")
    if paper.fictional_note:
        yield _paragraph(_one_line(paper.fictional_note), "Fictional")
    for number, block in enumerate(paper.blocks, start=1):
        yield from _block(document, block, number)


def _block(document: OpenDocument, block: Block, number: int) -> Iterator[Any]:
    match block:
        case Heading():
            heading = text.H(
                outlinelevel=block.level, stylename=f"Heading_20_{block.level}", text=""
            )
            _add_text(heading, _one_line(block.text))
            yield heading
        case Paragraph():
            for lines in paragraphs(block.text):
                yield _paragraph("\n".join(lines), LOOKS[block.look])
        case Facts():
            yield _facts(document, block, number)
        case Bullets():
            yield _bullets(block)
        case Table():
            yield _paragraph(_one_line(block.caption), "Table_20_Caption")
            yield _table(document, block, number)
            yield _paragraph("", "Text_20_body")
        case Figure():
            yield from _figure(document, block, number)


def _facts(document: OpenDocument, facts: Facts, number: int) -> Any:
    """Two columns without lines: the name, and what it is."""
    grid = _grid(document, f"Facts{number}", [LABEL_CM, TEXT_WIDTH_CM - LABEL_CM])
    for fact in facts.rows:
        row = table.TableRow()
        for content, style in ((fact.label, "Label"), (fact.text, "Table_20_Contents")):
            cell = table.TableCell(stylename="Plain_20_Cell", valuetype="string")
            cell.addElement(_paragraph(clean(content).strip(), style))
            row.addElement(cell)
        grid.addElement(row)
    return grid


def _bullets(bullets: Bullets) -> Any:
    style = "Numbers" if bullets.is_numbered else "Bullets"
    listed = text.List(stylename=style)
    for item in bullets.items:
        entry = text.ListItem()
        entry.addElement(_paragraph(clean(item).strip(), "List_20_Item"))
        listed.addElement(entry)
    return listed


def _grid(document: OpenDocument, name: str, widths: list[float]) -> Any:
    grid = table.Table(name=name, stylename="Grid")
    for width in widths:
        grid.addElement(table.TableColumn(stylename=column_style(document, width)))
    return grid


def _widths(columns: tuple[Column, ...]) -> list[float]:
    """An amount gets room for a million, texts share the rest; where that is too little, all get the same."""
    texts = sum(not column.is_amount for column in columns)
    rest = TEXT_WIDTH_CM - AMOUNT_CM * (len(columns) - texts)
    if not texts or rest / texts < AMOUNT_CM:
        return [TEXT_WIDTH_CM / len(columns)] * len(columns)
    return [AMOUNT_CM if column.is_amount else rest / texts for column in columns]


def _table(document: OpenDocument, block: Table, number: int) -> Any:
    grid = _grid(document, f"Table{number}", _widths(block.columns))
    head, heads = table.TableHeaderRows(), table.TableRow()
    for column in block.columns:
        style = "Amount_20_Heading" if column.is_amount else "Table_20_Heading"
        heads.addElement(_cell(_one_line(column.label), style, "Head_20_Cell"))
    head.addElement(heads)
    grid.addElement(head)
    for row in block.rows:
        grid.addElement(_row(block, row, "Body_20_Cell", is_total=False))
    if block.total is not None:
        grid.addElement(_row(block, block.total, "Total_20_Cell", is_total=True))
    return grid


def _row(block: Table, cells: tuple[Cell, ...], look: str, *, is_total: bool) -> Any:
    row = table.TableRow()
    for content, column in zip(cells, block.columns, strict=True):
        style = "Amount" if column.is_amount else "Table_20_Contents"
        shown = cell_text(content)
        row.addElement(
            _cell(clean(shown).strip(), f"Total_20_{style}" if is_total else style, look, content)
        )
    return row


def _cell(content: str, style: str, look: str, value: Cell = None) -> Any:
    """A cell; an amount also carries its value in euros, so that it can be reckoned with."""
    if isinstance(value, int):
        sign, cents = ("-" if value < 0 else ""), abs(value)
        exact = f"{sign}{cents // 100}.{cents % 100:02d}"
        cell = table.TableCell(stylename=look, valuetype="currency", value=exact, currency="EUR")
    else:
        cell = table.TableCell(stylename=look, valuetype="string")
    cell.addElement(_paragraph(content, style))
    return cell


def _figure(document: OpenDocument, figure: Figure, number: int) -> Iterator[Any]:
    content = picture_as_png(figure)
    width, height = struct.unpack(">II", content[16:24])
    shown = TEXT_WIDTH_CM * figure.width_percent / 100
    place = document.addPicture(f"Pictures/figure-{number}.png", "image/png", content)
    frame = draw.Frame(
        name=f"Figure{number}",
        anchortype="as-char",
        width=f"{shown:.2f}cm",
        height=f"{shown * height / width:.2f}cm",
    )
    frame.addElement(draw.Image(href=place, type="simple", show="embed", actuate="onLoad"))
    frame.addElement(svg.Desc(text=_one_line(figure.alternative)))
    holder = text.P(stylename="Picture")
    holder.addElement(frame)
    yield holder
    if figure.caption:
        yield _paragraph(_one_line(figure.caption), "Caption")


def _footer(paper: Paper) -> Any:
    footer = text.P(stylename="Footer")
    parts = [_sender(paper), date_format(paper.dated, "j. F Y")]
    if paper.fictional_note:
        parts.append(_("fictional"))
    _add_text(footer, " · ".join(parts) + "\t")
    words = _("Page %(page)s of %(pages)s") % {"page": "\0", "pages": "\0"}
    before, between, after = words.split("\0")
    _add_text(footer, before)
    footer.addElement(text.PageNumber(selectpage="current", text="1"))
    _add_text(footer, between)
    footer.addElement(text.PageCount(text="1"))
    _add_text(footer, after)
    return footer


def _sender(paper: Paper) -> str:
    return _one_line(f"{paper.letterhead.house} {paper.letterhead.town}")


def _one_line(content: str) -> str:
    return " ".join(clean(content).split()) or LOST


def _paragraph(content: str, style: str) -> Any:
    paragraph = text.P(stylename=style)
    _add_text(paragraph, content)
    return paragraph


def _add_text(element: Any, content: str) -> None:
    """Line ends, tabs and runs of spaces become elements of their own, because ODF folds white space."""
    for piece in _SPECIAL.split(content):
        if piece == "\n":
            element.addElement(text.LineBreak())
        elif piece == "\t":
            element.addElement(text.Tab())
        elif piece and not piece.strip(" "):
            element.addElement(text.S(c=len(piece)))
        elif piece:
            element.addText(piece)


def _packed_again(raw: bytes, paper: Paper) -> bytes:
    """The same archive with the paper's day on every entry; the type stands first, uncompressed, as ODF wants."""
    day = paper.dated
    packed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as old, zipfile.ZipFile(packed, "w") as new:
        for entry in old.infolist():
            fresh = zipfile.ZipInfo(entry.filename, (day.year, day.month, day.day, 12, 0, 0))
            fresh.external_attr = 0o644 << 16
            kind = zipfile.ZIP_STORED if entry.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(fresh, old.read(entry), compress_type=kind)
    return packed.getvalue()
