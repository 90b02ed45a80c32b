"""Volunteer hours: counted in whole quarter hours, so that sums are exact."""

import re
from fractions import Fraction

QUARTERS = 4  # in an hour
MOST_HOURS = 24  # of one person on one day
MOST_PEOPLE = 500

_HOURS = re.compile(r"(\d{1,3})(?:[.,](\d{1,2}))?|(\d{1,3}):(00|15|30|45)")


class NotQuarterHours(ValueError):
    """A text that names no whole number of quarter hours between none and a day."""


def quarters_of(text: str) -> int:
    """Quarter hours of a text such as `2`, `1,5`, `0.25` or `1:45`. Raises `NotQuarterHours`."""
    found = _HOURS.fullmatch("".join(text.split()))
    if found is None:
        raise NotQuarterHours(text)
    whole, decimals, hours, minutes = found.groups()
    if hours is not None:
        quarters = Fraction(int(hours) * 60 + int(minutes), 15)
    else:
        quarters = Fraction(f"{whole}.{decimals or 0}") * QUARTERS
    if quarters.denominator != 1 or quarters > MOST_HOURS * QUARTERS:
        raise NotQuarterHours(text)
    return quarters.numerator


def hours_text(quarters: int) -> str:
    """Quarter hours as `7`, `1,5` or `0,25`."""
    whole, rest = divmod(quarters, QUARTERS)
    decimals = {0: "", 1: ",25", 2: ",5", 3: ",75"}[rest]
    return f"{whole}{decimals}"
