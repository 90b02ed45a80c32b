"""Amounts as people in Germany write them, read exactly into whole cents."""

import re
from enum import StrEnum

MOST_CENTS = 10**12
_GROUPED = re.compile(r"\d{1,3}(\.\d{3})+(,\d{1,2})?")
_PLAIN = re.compile(r"\d+([.,]\d{1,2})?")
_ROUND = re.compile(r"(.*\d),[-–—]{1,2}")


class AmountProblem(StrEnum):
    """Why a text is no amount."""

    EMPTY = "empty"
    NOT_AN_AMOUNT = "not_an_amount"
    NEGATIVE = "negative"
    TOO_LARGE = "too_large"


class NotAnAmount(ValueError):
    """A text that cannot be read as an amount, with the reason as a code."""

    def __init__(self, problem: AmountProblem) -> None:
        super().__init__(problem)
        self.problem = problem


def cents_of(text: str) -> int:
    """Read ``1.234,50``, ``1234,5 €``, ``1 234 Euro`` or ``500,-`` as whole cents. Raises `NotAnAmount`.

    A single point before three digits groups thousands (``1.234`` is one thousand two hundred and thirty-four);
    before one or two digits it is read as the decimal mark that calculators write.
    """
    bare = re.sub(r"(€|EUR|Euro)\s*$", "", text.strip(), flags=re.IGNORECASE)
    bare = re.sub(r"\s", "", bare)
    if not bare:
        raise NotAnAmount(AmountProblem.EMPTY)
    if bare[0] in "-−–" and (_GROUPED.fullmatch(bare[1:]) or _PLAIN.fullmatch(bare[1:])):
        raise NotAnAmount(AmountProblem.NEGATIVE)
    rounded = _ROUND.fullmatch(bare)
    bare = rounded.group(1) if rounded else bare
    cents = _cents(bare)
    if cents > MOST_CENTS:
        raise NotAnAmount(AmountProblem.TOO_LARGE)
    return cents


def _cents(bare: str) -> int:
    if _GROUPED.fullmatch(bare) and bare.isascii():
        whole, _comma, rest = bare.replace(".", "").partition(",")
    elif _PLAIN.fullmatch(bare) and bare.isascii():
        whole, _comma, rest = bare.replace(".", ",").partition(",")
    else:
        raise NotAnAmount(AmountProblem.NOT_AN_AMOUNT)
    return int(whole) * 100 + int(rest.ljust(2, "0"))


def text_of(cents: int) -> str:
    """Whole cents as a person would type them again: ``1.234,50``."""
    whole, rest = divmod(cents, 100)
    grouped = f"{whole:,}".replace(",", ".")
    return f"{grouped},{rest:02d}" if rest else grouped
