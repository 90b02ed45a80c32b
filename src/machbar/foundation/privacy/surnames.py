"""Rows in which only a surname stands ("Frau Beispiel"): shown with the places, touched only where somebody says so."""

from collections.abc import Collection, Sequence
from datetime import date

from machbar.foundation.access.actor import Actor
from machbar.foundation.privacy.access import Row, rows_naming, texts_of
from machbar.foundation.privacy.needles import Needle
from machbar.foundation.privacy.planning import MADE_ANEW, Step, surname_step

AROUND = 45
"""So many characters on each side of a place are shown."""
MOST_PLACES = 3


def rows_of_the_surname(
    surname: Needle, known: Collection[str], *, by: Actor, today: date
) -> list[Step]:
    """Every row with the surname but those ``known``; words with a capital first, since a surname may be a word."""
    found = [
        Row(table=label, pk=row.pk, row=row, is_deed=False, found_by=names)
        for label, row, names in rows_naming([surname], by.town)
        if label not in MADE_ANEW and f"{label}:{row.pk}" not in known
    ]
    steps = [surname_step(row, surname, by=by, today=today) for row in found]
    return sorted(steps, key=lambda step: not _is_with_capital(step.row, surname))


def places(row: Row, surname: Needle) -> Sequence[str]:
    """The first places with the surname, each with the words around it."""
    return [
        _around(text, *found.span())
        for text in texts_of(row).values()
        for found in surname.pattern.finditer(text)
    ][:MOST_PLACES]


def _around(text: str, start: int, stop: int) -> str:
    first, last = max(start - AROUND, 0), min(stop + AROUND, len(text))
    words = " ".join(text[first:last].split())
    return f"{'… ' if first else ''}{words}{' …' if last < len(text) else ''}"


def _is_with_capital(row: Row, surname: Needle) -> bool:
    return any(
        found.group()[:1].isupper()
        for text in texts_of(row).values()
        for found in surname.pattern.finditer(text)
    )
