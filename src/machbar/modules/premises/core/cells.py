"""What cells of a table say about floors and hours, as people write them in German."""

import re
from datetime import time

_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?(?:\s?Uhr)?", re.IGNORECASE | re.ASCII)
_UPPER = re.compile(r"(\d{1,2})?\.?\s*(?:OG|Stock|Obergescho(?:ss|ß)|Etage)", re.IGNORECASE)
_PLAIN = re.compile(r"-?\d{1,2}", re.ASCII)
GROUND = frozenset({"eg", "erdgeschoss", "erdgeschoß", "parterre", "ebenerdig"})
CELLAR = frozenset({"ug", "kg", "keller", "untergeschoss", "untergeschoß", "kellergeschoss"})


class NotInACell(ValueError):
    """A text that is neither a floor nor an hour."""


def floor_of(text: str) -> int | None:
    """`EG` is 0, `1. OG` is 1, `Keller` is -1, a number itself; empty is None. Raises `NotInACell`."""
    bare = " ".join(text.split()).casefold()
    if not bare:
        return None
    if bare in GROUND or bare in CELLAR:
        return 0 if bare in GROUND else -1
    if (upper := _UPPER.fullmatch(bare)) is not None:
        return int(upper[1] or 1)
    if _PLAIN.fullmatch(bare) is None:
        raise NotInACell(text)
    return int(bare)


def hour_of(text: str) -> time | None:
    """`20 Uhr`, `20:00` or `20` as a time; empty is None. Raises `NotInACell`."""
    bare = " ".join(text.split())
    if not bare:
        return None
    found = _HOUR.fullmatch(bare)
    try:
        if found is not None:
            return time(int(found[1]), int(found[2] or 0))
    except ValueError:
        pass
    raise NotInACell(text)
