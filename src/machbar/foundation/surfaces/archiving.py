"""What modules put into the archive of a town: things with a page each, parts of projects, and duties that are open.

The archive is made for an actor: a guest gets what everybody may see, somebody of the board everything. A contribution
shows what the actor may see and nothing else; the house draws pages and tables from it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from django.utils.functional import Promise

from machbar.foundation.media.models import Picture
from machbar.foundation.tables.core import Column, Shape, Style, cell_text

if TYPE_CHECKING:
    from machbar.foundation.access.actor import Actor
    from machbar.foundation.surfaces.module import Module

Text: TypeAlias = "str | Promise"
Fact: TypeAlias = "tuple[Text, str]"
BETWEEN = ", "


@dataclass(frozen=True, kw_only=True)
class ArchivePart:
    """A section of a page: a table with headings, and pictures below it."""

    title: Text
    head: Sequence[Text]
    lines: Sequence[Sequence[str]]
    pictures: Sequence[Picture] = ()


@dataclass(frozen=True, kw_only=True)
class ArchiveThing:
    """Something with a page of its own. ``key`` is its public id; ``project`` the project that it is; ``brief`` a word
    about it for the list."""

    key: str
    title: str
    facts: Sequence[Fact]
    parts: Sequence[ArchivePart] = ()
    pictures: Sequence[Picture] = ()
    project: int | None = None
    brief: str = ""


@dataclass(frozen=True, kw_only=True)
class ArchiveShelf:
    """Things of one kind: a folder of the archive, and a table."""

    key: str
    title: Text
    things: Sequence[ArchiveThing]


@dataclass(frozen=True, kw_only=True)
class ArchiveDuty:
    """Something that somebody still has to do; ``on`` is None where nobody has said when."""

    on: date | None
    what: str
    where: str
    whose: str = ""


@dataclass(frozen=True, kw_only=True)
class Archived:
    """What one module has for the archive."""

    shelves: Sequence[ArchiveShelf] = ()
    project_parts: Mapping[int, Sequence[ArchivePart]] = field(default_factory=dict)
    duties: Sequence[ArchiveDuty] = ()


def archived(modules: "Iterable[Module]", actor: "Actor") -> list[Archived]:
    """What all modules have for this actor."""
    return [module.archive(actor) for module in modules if module.archive is not None]


def facts_of(
    columns: Iterable[Column], row: Mapping[str, object], *, only: Collection[str] | None = None
) -> list[Fact]:
    """The values of a table's row with the labels of its columns; empty ones are left out."""
    wanted = [column for column in columns if only is None or column.key in only]
    found = [(column.label, _shown(column, row.get(column.key))) for column in wanted]
    return [(label, text) for label, text in found if text]


def _shown(column: Column, value: object) -> str:
    if value is None or value == "":
        return ""
    if column.shape is Shape.CHOICE:
        return column.word_for(value) or str(value)
    if column.shape is Shape.CHOICES and isinstance(value, list):
        return BETWEEN.join(column.word_for(each) or str(each) for each in value)
    return value if isinstance(value, str) else cell_text(value, Style.EXCEL)
