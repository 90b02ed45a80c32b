"""Cells as values and back: numbers, days and yes or no, as they are written in German; nothing is guessed.

`1.234` is one thousand two hundred and thirty-four, `1,5` is one and a half. `1,234` is refused, because an English
program means something else by it than a German one; so are days with slashes.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

from machbar.foundation.tables.core.problems import Problem

MOST_DIGITS = 15
PIVOT = 70  # two digits below it mean this century

_SPACES = re.compile(r"[\s\u00a0\u202f']")
_GERMAN = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_ENGLISH = re.compile(r"[+-]?\d{1,3}(,\d{3})+\.\d+")
_COMMA = re.compile(r"[+-]?\d+,\d+")
_POINT = re.compile(r"[+-]?\d+\.\d+")
_WHOLE = re.compile(r"[+-]?\d+")
_UNCLEAR = re.compile(r"[+-]?\d{1,3}(,\d{3})+")
_GERMAN_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4}|\d{2})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_TIME = re.compile(
    r"(.*?\d)(?:[T ,]+(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(Uhr|Z|UTC|[+-]\d{2}:?\d{2})?)?"
)
_SLASHES = re.compile(r"\d{1,4}/\d{1,2}/\d{1,4}")

YES = frozenset({"ja", "j", "x", "1", "wahr", "true", "yes", "y"})
NO = frozenset({"", "nein", "n", "0", "falsch", "false", "no", "-"})


class NotAValue(ValueError):
    """A cell that is not what its column holds; `problem` says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem


def number_of(text: str) -> Decimal:
    """The number that a cell writes, perhaps with a euro sign. Raises `NotAValue`."""
    bare = re.sub(r"(€|EUR|Euro)\s*$", "", text.strip(), flags=re.IGNORECASE)
    bare = _SPACES.sub("", bare).replace("−", "-")
    if not bare.isascii() or sum(map(str.isdigit, bare)) > MOST_DIGITS:
        raise NotAValue(Problem.NOT_A_NUMBER)
    if _WHOLE.fullmatch(bare):
        return Decimal(bare)
    if _GERMAN.fullmatch(bare):
        return Decimal(bare.replace(".", "").replace(",", "."))
    if _UNCLEAR.fullmatch(bare):
        raise NotAValue(Problem.AMBIGUOUS_NUMBER)
    if _COMMA.fullmatch(bare):
        return Decimal(bare.replace(",", "."))
    if _POINT.fullmatch(bare) or _ENGLISH.fullmatch(bare):
        return Decimal(bare.replace(",", ""))
    raise NotAValue(Problem.NOT_A_NUMBER)


def count_of(text: str) -> int:
    """A whole number of things, not below zero. Raises `NotAValue`."""
    number = number_of(text)
    if number < 0 or number != int(number) or number > 10**9:
        raise NotAValue(Problem.NOT_A_COUNT)
    return int(number)


def decimal_text(number: float | Decimal) -> str:
    """A number with a decimal comma and no grouping; three decimals get a zero more, so that nobody reads thousands."""
    plain = f"{Decimal(repr(number) if isinstance(number, float) else number):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, point, decimals = plain.partition(".")
    return f"{whole},{decimals}{'0' if len(decimals) == 3 else ''}" if point else whole


def german_day(day: date) -> str:
    """`01.03.2027`."""
    return f"{day.day:02d}.{day.month:02d}.{day.year:04d}"


def day_of(text: str) -> date:
    """The day that a cell writes: `01.03.2027`, `1.3.27`, `2027-03-01`, with or without a time. Raises `NotAValue`."""
    found = moment_of(text)
    return found.date() if isinstance(found, datetime) else found


def moment_of(text: str) -> date | datetime:
    """A day, or a moment where a time stands with it; the moment knows its zone only where the cell named one."""
    text = text.strip()
    if _SLASHES.match(text):
        raise NotAValue(Problem.AMBIGUOUS_DAY)
    parts = _TIME.fullmatch(text)
    if parts is None:
        raise NotAValue(Problem.NOT_A_DAY)
    written, hour, minute, zone = parts.groups()
    day = _day(written)
    if hour is None:
        return day
    try:
        moment = datetime(day.year, day.month, day.day, int(hour), int(minute))  # noqa: DTZ001 - see below
        return _in_zone(moment, zone)
    except ValueError as error:
        raise NotAValue(Problem.NOT_A_DAY) from error


def _day(written: str) -> date:
    german, iso = _GERMAN_DAY.fullmatch(written), _ISO_DAY.fullmatch(written)
    if german:
        day, month, year = german.groups()
        century = 0 if len(year) == 4 else 2000 if int(year) < PIVOT else 1900
    elif iso:
        year, month, day = iso.groups()
        century = 0
    else:
        raise NotAValue(Problem.NOT_A_DAY)
    try:
        return date(int(year) + century, int(month), int(day))
    except ValueError as error:
        raise NotAValue(Problem.NO_SUCH_DAY) from error


def _in_zone(moment: datetime, zone: str | None) -> datetime:
    if zone in {None, "Uhr"}:
        return moment
    if zone in {"Z", "UTC"}:
        return moment.replace(tzinfo=UTC)
    return datetime.strptime(f"{moment:%Y-%m-%dT%H:%M}{zone}", "%Y-%m-%dT%H:%M%z")


def yes_or_no(text: str) -> bool:
    """Whether a cell says yes; an empty one says no. Raises `NotAValue`."""
    word = text.strip().casefold()
    if word in YES:
        return True
    if word in NO:
        return False
    raise NotAValue(Problem.NOT_YES_OR_NO)
