"""Reading papers back in tests: the text of a PDF from its tags' marked content, the paragraphs of an ODT."""

import io
from typing import Any

import pikepdf
from odf import text as odf_text
from odf.element import Text
from odf.opendocument import load


def odt_paragraphs(content: bytes) -> list[tuple[str, str]]:
    """Style and text of every paragraph and heading of the body."""
    opened = load(io.BytesIO(content))
    return [
        (each.getAttribute("stylename"), odt_text(each))
        for each in opened.text.childNodes
        if each.qname in {odf_text.P().qname, odf_text.H(outlinelevel=1).qname}
    ]


def odt_text(element: Any) -> str:
    """The text of an element, with line ends, tabs and runs of spaces."""
    if isinstance(element, Text):
        return str(element.data)
    name = element.qname[1]
    if name == "line-break":
        return "\n"
    if name == "tab":
        return "\t"
    if name == "s":
        return " " * int(element.getAttribute("c") or 1)
    return "".join(odt_text(child) for child in element.childNodes)


def pdf_text(content: bytes) -> str:
    """The text that a PDF's glyphs stand for, in the order in which they are drawn."""
    with pikepdf.open(io.BytesIO(content)) as opened:
        return "\n".join(_page_text(page) for page in opened.pages)


def _page_text(page: pikepdf.Page) -> str:
    maps = {
        name: _to_unicode(font["/ToUnicode"].read_bytes().decode("latin-1"))
        for name, font in page.Resources.get("/Font", {}).items()
    }
    pieces: list[str] = []
    current: dict[bytes, str] = {}
    for instruction in pikepdf.parse_content_stream(page):
        operator = str(instruction.operator)
        if operator == "Tf":
            current = maps[str(instruction.operands[0])]
        elif operator in {"Tj", "TJ"}:
            pieces.append("".join(_strings(instruction.operands[0], current)))
        elif operator == "ET":
            pieces.append("\n")
    return "".join(pieces)


def _strings(operand: Any, characters: dict[bytes, str]) -> list[str]:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    return [
        characters.get(raw[at : at + 2], "")
        for raw in (bytes(part) for part in parts if isinstance(part, pikepdf.String))
        for at in range(0, len(raw), 2)
    ]


def _to_unicode(cmap: str) -> dict[bytes, str]:
    """The pairs of a ToUnicode map (Typst writes single characters, no ranges)."""
    found: dict[bytes, str] = {}
    inside = False
    for line in cmap.splitlines():
        if line.endswith("beginbfchar"):
            inside = True
        elif line == "endbfchar":
            inside = False
        elif inside:
            glyph, _, characters = line.partition("> <")
            raw = bytes.fromhex(characters.rstrip(">"))
            found[bytes.fromhex(glyph.lstrip("<"))] = raw.decode("utf-16-be")
    return found
