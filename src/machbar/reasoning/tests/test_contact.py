"""One free field for mail, phone or postal address."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.reasoning.contact import (
    Contact,
    ContactKind,
    UnclearContact,
    can_be_reached,
    digits_of_phone,
    is_phone_of_house,
    read_contact,
    searched_as,
)


@pytest.mark.parametrize(
    ("text", "kind", "address"),
    [
        ("", ContactKind.NONE, ""),
        ("   ", ContactKind.NONE, ""),
        ("nachbarin@example.org", ContactKind.MAIL, "nachbarin@example.org"),
        ("am besten nachbarin@example.org abends", ContactKind.MAIL, "nachbarin@example.org"),
        ("05353 123 45", ContactKind.PHONE, "05353 123 45"),
        ("Tel.: 05353/12345", ContactKind.PHONE, "05353/12345"),
        ("+49 (0)5353 12345", ContactKind.PHONE, "+49 (0)5353 12345"),
        (
            "Neue Straße 3,\n38154 Königslutter",
            ContactKind.LETTER,
            "Neue Straße 3, 38154 Königslutter",
        ),
        ("12", ContactKind.LETTER, "12"),
    ],
)
def test_the_channel_is_read_from_what_was_written(
    text: str, kind: ContactKind, address: str
) -> None:
    assert read_contact(text) == Contact(kind=kind, address=address)


@pytest.mark.parametrize("text", ["nachbarin@", "@example.org", "a@b", "name@ example.org"])
def test_an_incomplete_mail_address_is_said_to_be_unclear(text: str) -> None:
    with pytest.raises(UnclearContact):
        read_contact(text)


@given(st.text(max_size=80))
def test_whatever_is_written_is_kept_or_called_unclear(text: str) -> None:
    try:
        contact = read_contact(text)
    except UnclearContact:
        assert "@" in text
    else:
        assert (contact.kind is ContactKind.NONE) == (not text.split())
        assert contact.address == " ".join(contact.address.split())


@pytest.mark.parametrize(
    ("text", "digits"),
    [
        ("05353 / 123-45", "0535312345"),
        ("+49 (0)5353 12345", "0535312345"),
        ("0049 5353 12345", "0535312345"),
        ("(05353) 12345", "0535312345"),
        ("1234", ""),
        ("", ""),
        ("Markt 12345", ""),
        ("nachbarin@example.org", ""),
    ],
)
def test_a_phone_number_is_the_same_however_it_is_grouped(text: str, digits: str) -> None:
    assert digits_of_phone(text) == digits
    assert searched_as(text) == f"{text} {digits}".strip()


@given(st.text())
def test_only_digits_are_ever_left_of_a_number(text: str) -> None:
    assert set(digits_of_phone(text)) <= set("0123456789")


@pytest.mark.parametrize(
    ("typed", "can"),
    [
        ("gibts nicht", False),
        ("Musterweg 3, 38154 Musterstadt", True),
        ("Hof Muster, 38154 Musterstadt", True),
        ("05353 111111", True),
        ("jemand@beispiel.example", True),
        ("", True),
    ],
)
def test_a_remark_is_no_address(typed: str, can: bool) -> None:
    assert can_be_reached(read_contact(typed)) is can


@pytest.mark.parametrize(
    ("typed", "is_one"),
    [
        ("05353 912-0", True),
        ("(05353) 912 155", True),
        ("+49 5353/912155", True),
        ("05353 912155 (vormittags)", True),
        ("ruf an", False),
        ("05353 oder am Tresen", False),
        ("112", False),
        ("", False),
    ],
)
def test_the_phone_of_a_house_is_a_number_that_can_be_called(typed: str, is_one: bool) -> None:
    assert is_phone_of_house(typed) is is_one
