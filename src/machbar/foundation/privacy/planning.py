"""What erasing somebody would do, row by row, before anything is done (Art. 17 GDPR)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.db import models

from machbar.foundation.access.actor import Actor
from machbar.foundation.privacy.access import Row, groups_of, text_of, texts_of
from machbar.foundation.privacy.needles import Finder
from machbar.foundation.surfaces.personal import Held, PersonalFields

MADE_ANEW = frozenset({"search.searchentry"})
"""Tables that only repeat others: they are written anew from what remains."""
Key = tuple[str, object]


class Deed(StrEnum):
    """What becomes of a row."""

    GOES = "goes"
    EMPTIED = "emptied"
    STRUCK = "struck"
    HELD = "held"


@dataclass(frozen=True, kw_only=True)
class Step:
    """One row and what becomes of it; ``theirs`` are the groups of fields by which it is the person's own."""

    row: Row
    deed: Deed
    theirs: tuple[PersonalFields, ...] = ()
    held: Held | None = None

    @property
    def is_for_later(self) -> bool:
        """Whether the row is erased by itself when nothing holds it any more, and is shown no more until then."""
        return self.held is not None and self.held.is_noted

    @property
    def key(self) -> str:
        """How forms and the command line name the row."""
        return f"{self.row.table}:{self.row.pk}"


def plan(
    rows: Sequence[Row],
    needles: Sequence[Finder],
    *,
    by: Actor,
    today: date,
    surname: Finder | None = None,
) -> list[Step]:
    """What becomes of these rows, in their order; what stays untouched is left out.

    Where a row is about the person, their surname alone is struck out of it as well ("Frau Beispiel").
    """
    theirs = _theirs(rows, needles)
    about = {(row.table, row.pk) for row in rows if _has_words(row)} | set(theirs)
    steps = []
    for row in rows:
        if row.table in MADE_ANEW:
            continue
        step = _step(row, theirs.get((row.table, row.pk), ()), about, by, today)
        if step is None and surname is not None and not row.is_deed:
            is_named = any(surname.is_in(text) for text in texts_of(row).values())
            step = Step(row=row, deed=Deed.STRUCK) if is_named else None
        steps.append(step)
    return [step for step in steps if step is not None]


def surname_step(row: Row, surname: Finder, *, by: Actor, today: date) -> Step:
    """What becomes of a row in which only the surname stands, where somebody says that it is the person's."""
    for group in groups_of(row.table):
        if group.held is not None and _is_theirs(row, group, [surname], {}):
            held = group.held(row.row, by, today)
            if held is not None:
                return Step(row=row, deed=Deed.HELD, held=held)
    is_file = any(
        isinstance(row.row._meta.get_field(name), models.BinaryField) for name in row.found_by
    )
    return Step(row=row, deed=Deed.GOES if is_file else Deed.STRUCK)


def _theirs(
    rows: Sequence[Row], needles: Sequence[Finder]
) -> dict[Key, tuple[PersonalFields, ...]]:
    """The rows that are the person's own, each with the groups of fields that say so."""
    found: dict[Key, tuple[PersonalFields, ...]] = {}
    is_growing = True
    while is_growing:
        is_growing = False
        for row in rows:
            key = (row.table, row.pk)
            mine = tuple(
                group for group in groups_of(row.table) if _is_theirs(row, group, needles, found)
            )
            if len(mine) > len(found.get(key, ())):
                found[key] = mine
                is_growing = True
    return found


def _is_theirs(
    row: Row,
    group: PersonalFields,
    needles: Sequence[Finder],
    theirs: dict[Key, tuple[PersonalFields, ...]],
) -> bool:
    words = []
    for name in group.who:
        each = row.row._meta.get_field(name)
        assert isinstance(each, models.Field)  # noqa: S101 - the registry names fields only
        if not each.is_relation:
            words.append(text_of(getattr(row.row, each.attname)))
            continue
        parent = each.related_model
        assert isinstance(parent, type)  # noqa: S101 - a resolved foreign key
        if (parent._meta.label_lower, getattr(row.row, each.attname)) in theirs:
            return True
    together = " ".join(words)
    return any(needle.is_in(together) for needle in needles)


def _step(
    row: Row, theirs: tuple[PersonalFields, ...], about: set[Key], by: Actor, today: date
) -> Step | None:
    for group in theirs:
        held = group.held(row.row, by, today) if group.held is not None else None
        if held is not None:
            return Step(row=row, deed=Deed.HELD, theirs=theirs, held=held)
    if any(group.takes(row.row) for group in theirs) or _hangs_beside(row, about):
        return Step(row=row, deed=Deed.GOES, theirs=theirs or tuple(groups_of(row.table)))
    if any(group.emptied or group.ends is not None for group in theirs):
        return Step(row=row, deed=Deed.EMPTIED, theirs=theirs)
    if not row.is_deed and _has_words(row):
        return Step(row=row, deed=Deed.STRUCK)
    return None


def _hangs_beside(row: Row, about: set[Key]) -> bool:
    """Whether the row is a picture of words that have to go."""
    for group in groups_of(row.table):
        for name in group.fields if group.goes_beside else ():
            each = row.row._meta.get_field(name)
            if isinstance(each, models.ForeignKey):
                parent = each.related_model
                assert isinstance(parent, type)  # noqa: S101 - a resolved foreign key
                key = (parent._meta.label_lower, getattr(row.row, each.attname))
                if key in about and key[0] != "media.picture":
                    return True
    return False


def _has_words(row: Row) -> bool:
    """Whether the person was found by words of the row itself, not by a key in it or to it."""
    own = {each.name for each in row.row._meta.local_fields if not each.is_relation}
    return not own.isdisjoint(row.found_by)
