"""How long something stands empty, and when building law should be asked: pure dates, no guess.

After about two years without use the protection of the present use (Bestandsschutz) can lapse, and even the same use
may need a permit again. That is a hint, no legal advice; `SOURCE` is where the project read it (domain.md, E 25).
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

WARNS_AFTER = 18
ABOUT_OVER_AFTER = 24
SOURCE = "https://kreativwirtschaft-hessen.de/themen/magazin/zwischennutzungen-ein-weites-feld-fuer-kreative-pioniere"


@dataclass(frozen=True, kw_only=True)
class BuildingLawHint:
    """Somebody should ask the building authority: whole months empty, and whether about two years have passed."""

    months: int
    is_about_over: bool


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_empty(since: date, today: date) -> int:
    """Whole months that have passed; 0 before the day itself."""
    months = (today.year - since.year) * 12 + today.month - since.month
    if months_after(since, max(months, 0)) > today:
        months -= 1
    return max(months, 0)


def warning_day(since: date) -> date:
    """The day from which on the hint is due."""
    return months_after(since, WARNS_AFTER)


def latest_start_for_hint(today: date) -> date:
    """Whatever stands empty since this day or longer is due for the hint today."""
    year, month = divmod(today.year * 12 + today.month - 1 - WARNS_AFTER, 12)
    first_of_month = date(year, month + 1, 1)
    longest = monthrange(year, month + 1)[1]
    is_last_day = today.day == monthrange(today.year, today.month)[1]
    return first_of_month.replace(day=longest if is_last_day else min(today.day, longest))


def building_law_hint(since: date | None, today: date) -> BuildingLawHint | None:
    """The hint, from 18 months on; None before, or where nobody knows since when."""
    if since is None:
        return None
    months = months_empty(since, today)
    if months < WARNS_AFTER:
        return None
    return BuildingLawHint(months=months, is_about_over=months >= ABOUT_OVER_AFTER)
