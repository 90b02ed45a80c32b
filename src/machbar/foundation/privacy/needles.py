"""How a person is looked for: whole words of a name in either order, the surname, a mail address, a phone number."""

import re
from dataclasses import dataclass
from typing import Protocol

from machbar.reasoning.contact import digits_of_phone

SHORTEST_NAME = 3
SHORTEST_SURNAME = 4
AFTER_SURNAMES = frozenset({"jr", "jun", "junior", "sen", "senior", "sr"})


class Finder(Protocol):
    """Who is looked for; `sieve` are regular expressions for the database, all of which every match contains."""

    @property
    def sieve(self) -> tuple[str, ...]:
        """Empty where the database cannot help."""

    def is_in(self, text: str) -> bool:
        """Whether the person is meant here."""

    def strike(self, text: str, mask: str) -> str:
        """The text with the mask in place of each such place."""


@dataclass(frozen=True, kw_only=True)
class Needle:
    """`pattern` decides, in every text."""

    pattern: re.Pattern[str]
    sieve: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        """Whether the person is meant here."""
        return self.pattern.search(text) is not None

    def strike(self, text: str, mask: str) -> str:
        """The text with the mask in place of the person."""
        return self.pattern.sub(lambda _found: mask, text)


def name_needle(name: str) -> Needle:
    """The words of a name beside each other, or the last one first ("Beispiel, Anna")."""
    words = [re.escape(word) for word in re.split(r"[\s,]+", name.strip()) if word]
    straight = r"\s+".join(words)
    ways = [straight]
    if len(words) > 1:
        ways.append(rf"{words[-1]},?\s+" + r"\s+".join(words[:-1]))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(ways)})(?!\w)", re.IGNORECASE)
    return Needle(pattern=pattern, sieve=tuple(_either_case(word) for word in words))


def surname_of(name: str) -> str:
    """The last word of "Anna Beispiel" or the one before the comma in "Beispiel, Anna".

    Empty where the name is one word only (that is looked for anyway) or too short to mean anybody.
    """
    before, _comma, after = name.partition(",")
    every = [word for word in re.split(r"[\s,]+", name) if word]
    words = re.split(r"\s+", before.strip()) if after.strip() else every
    while len(words) > 1 and words[-1].strip(".").casefold() in AFTER_SURNAMES:
        words.pop()
    last = words[-1] if words and len(every) > 1 else ""
    return last if sum(map(str.isalpha, last)) >= SHORTEST_SURNAME else ""


def surname_needle(name: str) -> Needle | None:
    """The surname alone ("Frau Beispiel", "Beispiels Bank"): others bear it too, so nobody is found by it unasked."""
    last = surname_of(name)
    if not last:
        return None
    pattern = re.compile(rf"(?<!\w){re.escape(last)}(?:['’]?s)?(?!\w)", re.IGNORECASE)
    return Needle(pattern=pattern, sieve=(_either_case(re.escape(last)),))


def mail_needle(mail: str) -> Needle:
    """Exactly this address, in capitals or not, also within a sentence."""
    address = re.escape(mail.strip())
    pattern = re.compile(rf"(?<![\w.+-]){address}(?![\w-]|\.\w)", re.IGNORECASE)
    return Needle(pattern=pattern, sieve=(_either_case(address),))


def phone_needle(phone: str) -> Needle:
    """The digits in any grouping, with 0 or +49 before them. The text has to be a phone number."""
    digits = digits_of_phone(phone).lstrip("0")
    gap = r"[^0-9A-Za-z]{0,3}"
    number = gap.join(digits)
    before = rf"(?:(?:\+|00)\s?49{gap}(?:0{gap})?|0{gap})"
    pattern = re.compile(rf"(?<![\d+]){before}{number}(?!\d)")
    return Needle(pattern=pattern, sieve=(number,))


def _either_case(pattern: str) -> str:
    """The pattern with both cases of each letter beyond ASCII: a database may fold only those of ASCII."""
    return "".join(
        f"[{letter.lower()}{letter.upper()}]"
        if ord(letter) > 127 and len(letter.upper()) == 1
        else letter
        for letter in pattern
    )
