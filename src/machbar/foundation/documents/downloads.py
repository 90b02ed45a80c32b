"""Hands a paper to the browser: as a file with a readable, safe name, always as an attachment."""

import re
import unicodedata
from datetime import date
from pathlib import Path

from django.http import FileResponse, HttpResponse

from machbar.foundation.documents.paper import Paper

ODT = "application/vnd.oasis.opendocument.text"
LONGEST_TITLE = 60
_LETTERS = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "ẞ": "SS"}
)
_NOT_PLAIN = re.compile(r"[^A-Za-z0-9]+")


def file_name(*parts: str, day: date, ending: str) -> str:
    """A name such as `Projektblatt-Offene-Fahrradwerkstatt-2026-11-26.pdf`: plain letters, digits and hyphens."""
    plain = [part for part in map(_plain, parts) if part]
    return "-".join([*plain, day.isoformat()]) + f".{ending}"


def pdf_download(paper: Paper) -> HttpResponse:
    """The paper as PDF. Raises `PaperError`."""
    from machbar.foundation.documents.pdf import write_pdf

    return download(write_pdf(paper).content, name=_name(paper, "pdf"), kind="application/pdf")


def odt_download(paper: Paper) -> HttpResponse:
    """The paper as ODT. Raises `PaperError`."""
    from machbar.foundation.documents.odt import write_odt

    return download(write_odt(paper), name=_name(paper, "odt"), kind=ODT)


def download(content: bytes, *, name: str, kind: str) -> HttpResponse:
    """A file to be saved; ``name`` comes from `file_name`."""
    return HttpResponse(
        content,
        content_type=kind,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def hand_out(path: Path, *, kind: str) -> FileResponse:
    """A large file from the disk, read while it is sent, under its own name; no cache keeps it."""
    answer = FileResponse(path.open("rb"), as_attachment=True, filename=path.name)
    answer["Content-Type"] = kind
    answer["Cache-Control"] = "no-store"
    return answer


def _name(paper: Paper, ending: str) -> str:
    return file_name(paper.kind, paper.title, day=paper.dated, ending=ending)


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", text).translate(_LETTERS)
    letters = unicodedata.normalize("NFKD", composed).encode("ascii", "ignore").decode()
    words = [word for word in _NOT_PLAIN.split(letters) if word]
    name = ""
    for word in words:
        longer = f"{name}-{word}" if name else word[:LONGEST_TITLE]
        if len(longer) > LONGEST_TITLE:
            break
        name = longer
    return name
