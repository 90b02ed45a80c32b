"""What a package declares so that its things can come in from a table and go out into one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeAlias

from django.db import models
from django.utils.functional import Promise

from machbar.foundation.access.actor import Actor
from machbar.foundation.tables.core import Column, Entry, Table, Trouble
from machbar.foundation.towns.models import Town


@dataclass(frozen=True, kw_only=True)
class Double:
    """A line that says what is there already: another line of the file, or a thing with its page."""

    line: int
    label: str
    url: str = ""
    other_line: int = 0


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A thing as a page about a batch names it."""

    label: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Taking:
    """What is taken in: who does it and when, a key that is the batch's own, and the lines."""

    by: Actor
    at: datetime
    key: str
    entries: Sequence[Entry]


Translation: TypeAlias = "tuple[Table, str]"


@dataclass(frozen=True, kw_only=True)
class TableKind:
    """One kind of thing that tables hold.

    ``key`` stands in addresses. ``check`` names what single cells cannot show, for all whole lines at once, with the
    labels of our columns, in whose place the page shows the file's own headings; ``check_cells`` what is wrong with
    cells of one line whatever its others hold, so also on a line with cells that cannot be read; ``doubles`` what is
    there already. ``take`` makes the things and returns their primary keys in the order of the entries, in the
    caller's transaction. ``rows`` gives the values of every column for each thing that the actor may see. ``forget``
    removes what stands beside the database rows (the search entries) of things that are deleted. ``translate`` turns
    another program's export into our headings and names the program.
    """

    key: str
    label: "str | Promise"
    note: "str | Promise"
    model: type[models.Model]
    may_import: Callable[[Actor], bool]
    may_export: Callable[[Actor], bool]
    columns: Callable[[Town], Sequence[Column]]
    check: Callable[[Actor, datetime, Sequence[Entry]], Iterable[Trouble]]
    doubles: Callable[[Actor, Sequence[Entry]], Iterable[Double]]
    take: Callable[[Taking], Sequence[int]]
    rows: Callable[[Actor], Iterable[Mapping[str, object]]]
    show: Callable[[Town, Sequence[int]], Mapping[int, Shown]]
    forget: Callable[[Sequence[int]], None]
    check_cells: "Callable[[Entry], Iterable[Trouble]] | None" = None
    translate: "Callable[[Table], Translation | None] | None" = None
