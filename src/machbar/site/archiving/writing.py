"""Writing an archive: pages with relative links and no script, tables for Excel and for programs, pictures once."""

import os
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from machbar.foundation.media import store
from machbar.foundation.media.models import Picture
from machbar.foundation.surfaces.archiving import (
    ArchiveDuty,
    ArchivePart,
    ArchiveShelf,
    ArchiveThing,
)
from machbar.foundation.tables.core import Style, write_csv
from machbar.foundation.towns.models import Town
from machbar.site.archiving.gathering import LABELS, Contents, Sort, gather

LONG, WITHIN = re.compile(r"\S{22,}"), re.compile(r"(?<=[/@.])(?=\S)")
ENDINGS = {"image/jpeg": "jpg", "image/webp": "webp", "image/png": "png"}


@dataclass(frozen=True, kw_only=True)
class Written:
    """How much went in; ``size`` in bytes."""

    pages: int
    tables: int
    pictures: int
    size: int


@dataclass(kw_only=True)
class _Book:
    """The ZIP that is being written: one folder in it, and what every page says."""

    zip: zipfile.ZipFile
    folder: str
    about: dict[str, object]
    pages: int = 0
    tables: int = 0
    pictures: dict[str, str] = field(default_factory=dict)

    def page(self, name: str, template: str, **context: object) -> None:
        depth = name.count("/")
        words = {**self.about, **context, "up": "../" * depth}
        self.add(name, render_to_string(f"site/archive/{template}", words).encode())
        self.pages += 1

    def add(self, name: str, content: bytes) -> None:
        self.zip.writestr(f"{self.folder}/{name}", content)


def write_archive(path: Path, *, town: Town, sort: Sort, now: datetime) -> Written:
    """Write the archive of a town into a new ZIP; it takes its name when it is complete. Raises `OSError`."""
    contents = gather(town, sort)
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    about = {"town": town, "made": timezone.localtime(now), "is_full": sort is Sort.FULL}
    folder = f"archiv-{town.key}-{timezone.localdate(now)}"
    try:
        descriptor = os.open(part, os.O_RDWR | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w+b") as file:
            with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
                book = _Book(zip=packed, folder=folder, about={**about, "sort": LABELS[sort]})
                _fill(book, contents)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    size = path.stat().st_size
    return Written(pages=book.pages, tables=book.tables, pictures=len(book.pictures), size=size)


def _fill(book: _Book, contents: Contents) -> None:
    shelves = [shelf for shelf in contents.shelves if shelf.things]
    book.page("index.html", "index.html", shelves=shelves, duties=contents.duties)
    book.add("stil.css", render_to_string("site/archive/style.css").encode())
    for shelf in shelves:
        book.page(f"{shelf.key}/index.html", "shelf.html", shelf=shelf)
        for thing in shelf.things:
            _add_thing(book, shelf, thing)
        _add_table(book, shelf.key, *_table_of(shelf))
    if contents.duties:
        head = [_("By when"), _("What"), _("Where"), _("Whose")]
        _add_table(book, "aufgaben", head, [_cells(duty) for duty in contents.duties])


def _add_thing(book: _Book, shelf: ArchiveShelf, thing: ArchiveThing) -> None:
    parts = [
        {**_columns_of(part), "pictures": list(_pictures(book, part.pictures))}
        for part in thing.parts
    ]
    book.page(
        f"{shelf.key}/{thing.key}.html",
        "thing.html",
        shelf=shelf,
        thing=thing,
        parts=parts,
        pictures=list(_pictures(book, thing.pictures)),
    )


def _columns_of(part: ArchivePart) -> dict[str, object]:
    """The table of a part; a column in which nobody has written anything is left out."""
    kept = [number for number in range(len(part.head)) if any(line[number] for line in part.lines)]
    head = [part.head[number] for number in kept]
    cells = [[_pieces(line[number]) for number in kept] for line in part.lines]
    lines = [list(zip(head, line, strict=True)) for line in cells]
    return {"title": part.title, "head": head, "lines": lines}


def _pieces(text: str) -> list[str]:
    """Where a line may end within mail addresses and links, so that a column of them makes no table too wide."""
    return LONG.sub(lambda found: WITHIN.sub("\0", found[0]), text).split("\0")


def _pictures(book: _Book, pictures: Iterable[Picture]) -> Iterator[dict[str, object]]:
    """Name, size and words of each picture whose file is there; the file itself goes in once."""
    for picture in pictures:
        largest = max(picture.files.all(), key=lambda each: each.width, default=None)
        if largest is None:
            continue
        if largest.sha256 not in book.pictures:
            content = store.read(largest.sha256)
            if content is None:
                continue
            name = f"bilder/{largest.sha256[:16]}.{ENDINGS.get(largest.content_type, 'bin')}"
            book.add(name, content)
            book.pictures[largest.sha256] = name
        yield {"name": book.pictures[largest.sha256], "file": largest, "picture": picture}


def _table_of(shelf: ArchiveShelf) -> tuple[list[str], list[list[object]]]:
    """Every fact of a shelf's things: a column each, in the order in which they first come."""
    heads = list(
        dict.fromkeys(str(label) for thing in shelf.things for label, _text in thing.facts)
    )
    lines = []
    for thing in shelf.things:
        facts = {str(label): text for label, text in thing.facts}
        lines.append([thing.title, *(facts.get(head, "") for head in heads)])
    return [_("Name in the archive"), *heads], [list(line) for line in lines]


def _cells(duty: ArchiveDuty) -> list[object]:
    return [duty.on, duty.what, duty.where, duty.whose]


def _add_table(
    book: _Book, name: str, head: Sequence[str], lines: Sequence[Sequence[object]]
) -> None:
    for style, ending in ((Style.EXCEL, "excel"), (Style.PLAIN, "utf8")):
        content = b"".join(write_csv(head, lines, style))
        book.add(f"tabellen/{name}-{ending}.csv", content)
        book.tables += 1
