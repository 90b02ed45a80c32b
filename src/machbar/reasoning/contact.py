"""One free field, "How do we reach you?", read as mail address, phone number or postal address."""

import re
from dataclasses import dataclass
from enum import StrEnum


class ContactKind(StrEnum):
    """The channel on which an answer goes out."""

    NONE = "none"
    MAIL = "mail"
    PHONE = "phone"
    LETTER = "letter"


class UnclearContact(Exception):
    """Something with an @ that is no complete mail address."""


@dataclass(frozen=True, kw_only=True)
class Contact:
    """How somebody wants to be reached: the channel and what to write on the envelope."""

    kind: ContactKind
    address: str


_MAIL = re.compile(r"[^\s@,;<>()\"]+@[^\s@,;<>()\"]+\.[^\s@,;<>()\".]{2,}")
_PHONE = re.compile(r"\+?[\d\s()/.–-]{5,}")
_DIGITS_OF_A_PHONE = 5
_GERMANY = re.compile(r"^(\+|00)\s*49\D*0?")


def searched_as(text: str) -> str:
    """The words under which a contact is searched for: as it is written, and a phone number in one piece as well."""
    digits = digits_of_phone(text)
    return f"{text} {digits}".strip() if digits else text


def digits_of_phone(text: str) -> str:
    """The digits of a text that is a phone number and nothing else, a leading +49 as 0; nothing of any other text."""
    number = " ".join(text.split())
    if not _PHONE.fullmatch(number):
        return ""
    digits = re.sub(r"[^0-9]", "", _GERMANY.sub("0", number))
    return digits if len(digits) >= _DIGITS_OF_A_PHONE else ""


def is_phone_of_house(text: str) -> bool:
    """Whether this is a phone number, perhaps with a remark in brackets behind it: 05353 912-0 (mornings)."""
    number = re.sub(r"\s*\([^()]*[^\W\d_][^()]*\)$", "", text.strip())
    return bool(digits_of_phone(number))


def can_be_reached(contact: Contact) -> bool:
    """Whether something can be sent there: a postal address without a number (house, postal code) is a remark."""
    return contact.kind is not ContactKind.LETTER or any(map(str.isdigit, contact.address))


def read_contact(text: str) -> Contact:
    """Tell mail, phone and letter apart. Raises `UnclearContact` for an incomplete mail address.

    A mail address wins over everything else in the field; a field of digits and their usual signs is a phone
    number (a word such as "Tel." before it is dropped); the rest is a postal address.
    """
    cleaned = " ".join(text.split())
    if not cleaned:
        return Contact(kind=ContactKind.NONE, address="")
    if "@" in cleaned:
        found = _MAIL.search(cleaned)
        if found is None:
            raise UnclearContact(cleaned)
        return Contact(kind=ContactKind.MAIL, address=found.group())
    number = re.sub(r"^\D*?(tel\w*|fon|handy|mobil)\W*", "", cleaned, flags=re.IGNORECASE)
    if _PHONE.fullmatch(number) and sum(map(str.isdigit, number)) >= _DIGITS_OF_A_PHONE:
        return Contact(kind=ContactKind.PHONE, address=number.strip())
    return Contact(kind=ContactKind.LETTER, address=cleaned)
