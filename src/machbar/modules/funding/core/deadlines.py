"""Dates of the catalogue: when a record was true, when it must be checked again, and the next deadline."""

from calendar import isleap, monthrange
from collections.abc import Iterable
from datetime import date

MONTHS_UNTIL_STALE = 12
YEAR_ONLY, YEAR_AND_MONTH, FULL = 4, 7, 10


def last_day_of(period: str) -> date:
    """The last day of ``2025``, ``2025-09`` or ``2025-09-24``. Raises `ValueError` for anything else."""
    if len(period) == FULL:
        return date.fromisoformat(period)
    parts = period.split("-")
    if len(period) not in {YEAR_ONLY, YEAR_AND_MONTH} or not all(
        part.isdecimal() for part in parts
    ):
        raise ValueError(period)
    year, month = int(parts[0]), int(parts[1]) if len(period) == YEAR_AND_MONTH else 12
    if not 1 <= month <= 12:
        raise ValueError(period)
    return date(year, month, monthrange(year, month)[1])


def must_be_verified(as_of: date, today: date) -> bool:
    """Whether a record is older than twelve months; the day itself still counts as fresh."""
    last_good = date(
        as_of.year + 1, as_of.month, min(as_of.day, monthrange(as_of.year + 1, as_of.month)[1])
    )
    return today > last_good


def next_deadline(dates: Iterable[str], today: date) -> date | None:
    """The next of these dates from today on: ``MM-DD`` returns every year, ``YYYY-MM-DD`` is one call."""
    coming = [_next(each, today) for each in dates]
    return min((day for day in coming if day is not None and day >= today), default=None)


def is_deadline(text: str) -> bool:
    """Whether a text is a date of the catalogue: ``MM-DD`` or ``YYYY-MM-DD``."""
    try:
        _next(text, date(2024, 1, 1))
    except ValueError:
        return False
    return True


def _next(text: str, today: date) -> date | None:
    if len(text) == FULL:
        return date.fromisoformat(text)
    if len(text) != 5:
        raise ValueError(text)
    this_year = _in_year(text, today.year)
    return this_year if this_year >= today else _in_year(text, today.year + 1)


def _in_year(text: str, year: int) -> date:
    if text == "02-29" and not isleap(year):
        return date(year, 2, 28)
    return date.fromisoformat(f"{year}-{text}")
