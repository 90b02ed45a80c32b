"""A person is meant, and nobody with a similar name, address or number."""

import re

import pytest

from machbar.foundation.privacy.needles import (
    mail_needle,
    name_needle,
    phone_needle,
    surname_needle,
    surname_of,
)


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Anna Beck war da.", True),
        ("ANNA  BECK", True),
        ("Beck, Anna", True),
        ("Johanna Beck", False),
        ("Anna Becker", False),
        ("Anna ging mit Frau Beck", False),
    ],
)
def test_a_name_is_its_whole_words_beside_each_other(text: str, is_meant: bool) -> None:
    assert name_needle("Anna Beck").is_in(text) is is_meant


def test_capital_umlauts_are_found() -> None:
    needle = name_needle("Jörg Ähre")

    assert needle.is_in("JÖRG ÄHRE")
    assert all(re.search(part, "JÖRG ÄHRE", re.IGNORECASE | re.ASCII) for part in needle.sieve)


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("an Ada@Fiktiv.Example.", True),
        ("ada@fiktiv.example.com", False),
        ("xada@fiktiv.example", False),
    ],
)
def test_a_mail_address_is_meant_as_a_whole(text: str, is_meant: bool) -> None:
    assert mail_needle("ada@fiktiv.example").is_in(text) is is_meant


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Tel. 05353 123456", True),
        ("(05353) 12 34 56", True),
        ("+49 (0)5353/123-456", True),
        ("0049 5353 123456", True),
        ("05353 1234567", False),
        ("5353 123456", False),
        ("105353 123456", False),
    ],
)
def test_a_phone_number_is_meant_however_grouped(text: str, is_meant: bool) -> None:
    assert phone_needle("05353 123456").is_in(text) is is_meant


@pytest.mark.parametrize(
    ("name", "surname"),
    [
        ("Anna Beispiel", "Beispiel"),
        ("Beispiel, Anna", "Beispiel"),
        ("Dr. Anna von der Heide", "Heide"),
        ("von der Heide, Anna", "Heide"),
        ("Anna Muster-Beispiel", "Muster-Beispiel"),
        ("Karl Beispiel sen.", "Beispiel"),
        ("Anna Beck,", "Beck"),
        ("Anna Ott", ""),
        ("Anna Be-c", ""),
        ("Beispiel", ""),
        ("sen. jun.", ""),
        (",", ""),
        ("", ""),
    ],
)
def test_the_surname_is_the_last_word_or_the_one_before_the_comma(name: str, surname: str) -> None:
    assert surname_of(name) == surname


@pytest.mark.parametrize(
    ("text", "is_meant"),
    [
        ("Frau Beispiel", True),
        ("frau beispiel", True),
        ("Beispiels Bank", True),
        ("Beispiel’s Bank", True),
        ("beispiel@fiktiv.example", True),
        ("Beispielsweise", False),
        ("Zubeispiel", False),
        ("Beispiele", False),
    ],
)
def test_a_surname_is_a_whole_word_also_in_the_genitive(text: str, is_meant: bool) -> None:
    needle = surname_needle("Anna Beispiel")

    assert needle is not None
    assert needle.is_in(text) is is_meant
    assert ("beispiel" in needle.strike(text, "…").casefold()) is not is_meant
