"""Days as far as people know them: a year, a month, or a day; written as much of an ISO date as there is."""

import re
from datetime import date

_GERMAN = re.compile(r"(?:(?:(\d{1,2})\.\s?)?(\d{1,2})[./]\s?)?(\d{4})", re.ASCII)
_ISO = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?", re.ASCII)


class NotAPartialDay(ValueError):
    """A text that is neither a year nor a month nor a day."""


def partial_day(text: str) -> str:
    """`1987`, `1987-05` or `1987-05-12` from `1987`, `5.1987` or `12.05.1987`; empty stays. Raises `NotAPartialDay`."""
    bare = " ".join(text.split())
    if not bare:
        return ""
    if (iso := _ISO.fullmatch(bare)) is not None:
        year, month, day = iso.groups()
    elif (german := _GERMAN.fullmatch(bare)) is not None:
        day, month, year = german.groups()
    else:
        raise NotAPartialDay(text)
    try:
        whole = date(int(year), int(month or 1), int(day or 1)).isoformat()
    except ValueError as error:
        raise NotAPartialDay(text) from error
    return whole[: 10 if day else 7 if month else 4]


def is_in_order(since: str, until: str) -> bool:
    """Whether the first does not lie after the second, as far as both are known."""
    known = min(len(since), len(until))
    return since[:known] <= until[:known]


def as_typed(stored: str) -> str:
    """A stored day as people type it: `12.05.1987`, `05.1987`, `1987`."""
    return ".".join(reversed(stored.split("-")))
