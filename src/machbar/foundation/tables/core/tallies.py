"""How the lines of a file spread over the words of its choice columns, so that a wrong column is seen before taking."""

from collections import Counter
from dataclasses import dataclass

from machbar.foundation.tables.core.columns import Column, Reading, Shape


@dataclass(frozen=True, kw_only=True)
class Tally:
    """One choice column: how many lines have which word (most first), and how many lines have none."""

    column: Column
    counts: tuple[tuple[str, int], ...]
    empty: int


def tallies_of(reading: Reading) -> tuple[Tally, ...]:
    """The choice columns that the file has, in its order; lines with trouble are not counted."""
    columns = [each.column for each in reading.understood if each.column is not None]
    return tuple(_tally(reading, each) for each in columns if each.shape is Shape.CHOICE)


def _tally(reading: Reading, column: Column) -> Tally:
    values = [entry.values.get(column.key) for entry in reading.entries]
    found = Counter(value for value in values if value not in {None, ""})
    counts = [(column.word_for(value) or str(value), count) for value, count in found.items()]
    return Tally(
        column=column,
        counts=tuple(sorted(counts, key=lambda each: (-each[1], each[0]))),
        empty=len(values) - found.total(),
    )
