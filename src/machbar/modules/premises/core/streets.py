"""Street lists: house numbers in the order of the street, and lines as people write them, each problem with its line.

A line is an address (`Lange Straße 12 a`), a run of houses (`Lange Straße 1 bis 15 ungerade`), or a place without a
number (`Gänsemarkt`). A comma parts street and number where the name of the street ends in a number itself.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from machbar.reasoning.german import fold

LONGEST_STREET = 120
MOST_IN_A_RUN = 200
MOST_LINES = 1_000
_PAD = 5

_ONE = r"\d{1,4}(?:\s?[a-z])?"
_NUMBER = re.compile(rf"({_ONE})(?:\s?([-–/])\s?({_ONE}))?", re.IGNORECASE | re.ASCII)
_RUN = re.compile(
    r"(\d{1,4})\s+bis\s+(\d{1,4})(?:\s*[,(]?\s*(gerade|ungerade)\s*\)?)?",
    re.IGNORECASE | re.ASCII,
)
_HALF_A_RUN = re.compile(r"(?:^|\s)\d\S*(?:\s[a-z])?\s+bis\s*$", re.IGNORECASE)
_TOKENS = re.compile(r"\d+|[^\W\d_]+")
_APART = re.compile(r"[,;\t]")
_DIGIT = re.compile(r"\d")
_UNIT = re.compile(r"R[\s-]?(\d{4})[\s-](\d{1,6})", re.IGNORECASE | re.ASCII)


class StreetProblem(StrEnum):
    """Why a house number or a line of a street list cannot be taken."""

    NO_STREET = "no_street"
    STREET_TOO_LONG = "street_too_long"
    NOT_A_NUMBER = "not_a_number"
    RUN_BACKWARDS = "run_backwards"
    RUN_TOO_LONG = "run_too_long"
    TOO_MANY_LINES = "too_many_lines"


class NotAnAddress(ValueError):
    """A text that is no house number or no address; `problem` says why."""

    def __init__(self, problem: StreetProblem) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, kw_only=True)
class Address:
    """A street, and the number of a house in it as it is stored; empty for a place without numbers."""

    street: str
    number: str = ""


@dataclass(frozen=True, kw_only=True)
class LineTrouble:
    """One line of a street list that cannot be taken: its number from 1, its text, and why."""

    line: int
    text: str
    problem: StreetProblem


@dataclass(frozen=True, kw_only=True)
class StreetList:
    """The houses of a list, each once, in the order of the lines, and the lines that cannot be taken."""

    addresses: tuple[Address, ...]
    troubles: tuple[LineTrouble, ...]

    @property
    def without_number(self) -> tuple[str, ...]:
        """The places that stand there by their name alone: a square, or a slip."""
        return tuple(each.street for each in self.addresses if not each.number)


def number_of_house(text: str) -> str:
    """A house number in one spelling: `12 A` is `12a`, `12 – 14` is `12-14`. Empty stays. Raises `NotAnAddress`."""
    bare = " ".join(text.split())
    if not bare:
        return ""
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise NotAnAddress(StreetProblem.NOT_A_NUMBER)
    first, between, last = found.groups()
    sign = "/" if between == "/" else "-"
    return _plain(first) + (f"{sign}{_plain(last)}" if last else "")


def read_unit_number(typed: str) -> str:
    """The number of a unit, ``R-2026-0012``, from `r 2026-12` and the like; empty for anything else."""
    found = _UNIT.fullmatch(typed.strip())
    return f"R-{found[1]}-{int(found[2]):04d}" if found else ""


def sort_key(number: str) -> str:
    """What brings house numbers into the order of the street: 2, 10, 10-12, 10a, 11 (at most 40 characters)."""
    tokens = _TOKENS.findall(number.casefold())
    return "".join(each.zfill(_PAD) if each.isdigit() else each for each in tokens)[:40]


def street_of(text: str) -> str:
    """The name of a street with single blanks. Raises `NotAnAddress` where it is empty or too long."""
    street = " ".join(text.split())
    if not any(each.isalpha() for each in street):
        raise NotAnAddress(StreetProblem.NO_STREET)
    if len(street) > LONGEST_STREET:
        raise NotAnAddress(StreetProblem.STREET_TOO_LONG)
    return street


def street_key(street: str) -> str:
    """What is the same for spellings of one street: `Neue Str.`, `neue Straße` and `Neue Strasse`."""
    return re.sub(r"str$", "strasse", fold(street))


def addresses_in(line: str) -> tuple[Address, ...]:
    """The houses that one line names. Raises `NotAnAddress`."""
    street, numbers = _apart(" ".join(line.replace("\t", ",").split()))
    run = _RUN.fullmatch(numbers)
    if run is not None:
        return tuple(Address(street=street_of(street), number=each) for each in _run(*run.groups()))
    return (Address(street=street_of(street), number=number_of_house(numbers)),)


def read_street_list(text: str) -> StreetList:
    """Every line of a list; empty lines count but say nothing, a house that stands there twice is taken once."""
    lines = text.splitlines()
    found: dict[tuple[str, str], Address] = {}
    troubles: list[LineTrouble] = []
    spelling: dict[str, str] = {}
    for at, line in enumerate(lines[:MOST_LINES], start=1):
        if not line.strip():
            continue
        try:
            addresses = addresses_in(line)
        except NotAnAddress as error:
            troubles.append(LineTrouble(line=at, text=_short(line), problem=error.problem))
            continue
        for each in addresses:
            key = street_key(each.street)
            street = spelling.setdefault(key, each.street)
            found.setdefault((key, each.number), Address(street=street, number=each.number))
    if len(lines) > MOST_LINES:
        problem = StreetProblem.TOO_MANY_LINES
        text_there = _short(lines[MOST_LINES])
        troubles.append(LineTrouble(line=MOST_LINES + 1, text=text_there, problem=problem))
    return StreetList(addresses=tuple(found.values()), troubles=tuple(troubles))


def in_street_order(addresses: Sequence[Address]) -> list[Address]:
    """Streets by their names, houses as one passes them."""
    return sorted(addresses, key=lambda each: (fold(each.street), sort_key(each.number)))


def _apart(line: str) -> tuple[str, str]:
    """Street and number: at the comma, else before the first place from which on only a number or a run follows."""
    pieces = _APART.split(line, maxsplit=1)
    if len(pieces) > 1:
        return pieces[0], pieces[1].strip()
    for found in re.finditer(r"(?<=\s)(?=\d)", line):
        rest = line[found.start() :]
        street = line[: found.start()]
        if (_RUN.fullmatch(rest) or _NUMBER.fullmatch(rest)) and not _HALF_A_RUN.search(street):
            return street, rest
    if _DIGIT.search(line):
        raise NotAnAddress(StreetProblem.NOT_A_NUMBER)
    return line, ""


def _run(first: str, last: str, which: str | None) -> Iterator[str]:
    begin, end = int(first), int(last)
    if end < begin:
        raise NotAnAddress(StreetProblem.RUN_BACKWARDS)
    if end - begin >= MOST_IN_A_RUN:
        raise NotAnAddress(StreetProblem.RUN_TOO_LONG)
    rest = {"gerade": 0, "ungerade": 1}.get((which or "").casefold())
    return (str(each) for each in range(begin, end + 1) if rest is None or each % 2 == rest)


def _plain(part: str) -> str:
    digits = part.rstrip().rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ ")
    return str(int(digits)) + part[len(digits) :].strip().lower()


def _short(line: str) -> str:
    text = " ".join(line.split())
    return text if len(text) <= 80 else f"{text[:79]}…"
