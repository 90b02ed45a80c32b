"""Public holidays of the sixteen states, as their holiday acts name them; those of single villages are left out.

Left out are holidays of parts of a state only (Augsburg's peace festival, Assumption in Catholic parts of Bavaria,
Corpus Christi in parts of Saxony and Thuringia): there somebody enters the day as a day off.
"""

from datetime import date, timedelta

_EVERYWHERE = frozenset({(1, 1), (5, 1), (10, 3), (12, 25), (12, 26)})
_FROM_EASTER = frozenset({-2, 1, 39, 50})  # Good Friday, Easter Monday, Ascension, Whit Monday
_CORPUS_CHRISTI = 60
_SOUTH_WEST = frozenset(
    {"Baden-Württemberg", "Bayern", "Hessen", "Nordrhein-Westfalen", "Rheinland-Pfalz", "Saarland"}
)
_FIXED: dict[tuple[int, int], frozenset[str]] = {
    (1, 6): frozenset({"Baden-Württemberg", "Bayern", "Sachsen-Anhalt"}),
    (3, 8): frozenset({"Berlin", "Mecklenburg-Vorpommern"}),
    (8, 15): frozenset({"Saarland"}),
    (9, 20): frozenset({"Thüringen"}),
    (10, 31): frozenset(
        {
            "Brandenburg",
            "Bremen",
            "Hamburg",
            "Mecklenburg-Vorpommern",
            "Niedersachsen",
            "Sachsen",
            "Sachsen-Anhalt",
            "Schleswig-Holstein",
            "Thüringen",
        }
    ),
    (11, 1): _SOUTH_WEST - {"Hessen"},
}


def public_holidays(year: int, state: str) -> frozenset[date]:
    """The days of ``year`` on which offices of this state are closed by law, Sundays by rule not named."""
    easter = easter_sunday(year)
    offsets = set(_FROM_EASTER)
    if state in _SOUTH_WEST:
        offsets.add(_CORPUS_CHRISTI)
    days = {easter + timedelta(days=offset) for offset in offsets}
    fixed = _EVERYWHERE | {day for day, states in _FIXED.items() if state in states}
    days |= {date(year, month, day) for month, day in fixed}
    if state == "Sachsen":
        days.add(repentance_day(year))
    return frozenset(days)


def easter_sunday(year: int) -> date:
    """By the anonymous Gregorian algorithm (Nature, 20 April 1876)."""
    golden = year % 19
    century, in_century = divmod(year, 100)
    leaps, rest = divmod(century, 4)
    correction = (century - (century + 8) // 25 + 1) // 3
    moon = (19 * golden + century - leaps - correction + 15) % 30
    quarter, of_four = divmod(in_century, 4)
    weekday = (32 + 2 * rest + 2 * quarter - moon - of_four) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def repentance_day(year: int) -> date:
    """The Wednesday before 23 November."""
    before = date(year, 11, 22)
    return before - timedelta(days=(before.weekday() - 2) % 7)
