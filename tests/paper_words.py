"""All words of a PDF or an ODT, also those that only machines read: for tests of what must not stand there."""

import io
import re
import zipfile

import pikepdf


def paper_words(content: bytes) -> str:
    """All that a PDF says: its texts by their glyph maps, alternative texts, and its metadata."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        meta = " ".join(map(str, pdf.docinfo.values())) + str(pdf.open_metadata())
        told = " ".join(
            str(value)
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary)
            for key in ("/Alt", "/ActualText", "/Title", "/URI")
            if (value := each.get(key)) is not None
        )
        return f"{meta} {told} {_page_texts(pdf)}"


def _page_texts(pdf: pikepdf.Pdf) -> str:
    texts = []
    for page in pdf.pages:
        maps = {str(name): _glyphs(font) for name, font in page.Resources.get("/Font", {}).items()}
        glyphs: dict[int, str] = {}
        for instruction in pikepdf.parse_content_stream(page):
            if str(instruction.operator) == "Tf":
                glyphs = maps[str(instruction.operands[0])]
            if str(instruction.operator) in {"Tj", "TJ"}:
                texts.append(_shown(instruction.operands[0], glyphs))
    return "".join(texts)


def _shown(operand: object, glyphs: dict[int, str]) -> str:
    parts = operand if isinstance(operand, pikepdf.Array) else [operand]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    codes = (int.from_bytes(raw[at : at + 2], "big") for at in range(0, len(raw), 2))
    return "".join(glyphs.get(code, "") for code in codes)


def _glyphs(font: pikepdf.Object) -> dict[int, str]:
    """What each glyph of a font stands for (its ToUnicode map, single entries and ranges)."""
    stream = font.get("/ToUnicode")
    source = stream.read_bytes().decode("latin-1") if stream is not None else ""
    found: dict[int, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", source, re.DOTALL):
        for code, text in re.findall(r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block):
            found[int(code, 16)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", source, re.DOTALL):
        for first, last, text in re.findall(
            r"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]+)>", block
        ):
            start = ord(bytes.fromhex(text).decode("utf-16-be")[-1])
            for offset in range(int(last, 16) - int(first, 16) + 1):
                found[int(first, 16) + offset] = chr(start + offset)
    return found


def office_words(content: bytes) -> str:
    """All parts of an ODT or XLSX."""
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = [packed.read(name) for name in packed.namelist()]
    return " ".join(part.decode(errors="replace") for part in parts)
