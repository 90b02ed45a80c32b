"""House numbers in the order of the street, and street lists as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.streets import (
    MOST_IN_A_RUN,
    MOST_LINES,
    Address,
    LineTrouble,
    NotAnAddress,
    StreetList,
    StreetProblem,
    addresses_in,
    in_street_order,
    number_of_house,
    read_street_list,
    read_unit_number,
    sort_key,
    street_key,
    street_of,
)

one = st.builds(
    lambda number, letter: f"{number}{letter}",
    st.integers(1, 9999),
    st.sampled_from(["", *"abcdefghijklmnopqrstuvwxyz"]),
)
numbers = st.one_of(
    one,
    st.builds(lambda first, sign, last: f"{first}{sign}{last}", one, st.sampled_from("-/"), one),
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("12", "12"),
        (" 12  a ", "12a"),
        ("12A", "12a"),
        ("12 – 14", "12-14"),
        ("12 a - 12 c", "12a-12c"),
        ("7 / 2", "7/2"),
        ("007", "7"),
        ("", ""),
    ],
)
def test_a_house_number_has_one_spelling(typed: str, stored: str) -> None:
    assert number_of_house(typed) == stored


@pytest.mark.parametrize("typed", ["zwölf", "12345", "12 Hof", "a", "12-14-16", "-3", "٣", "12 ä"])
def test_what_is_no_house_number_is_refused(typed: str) -> None:
    with pytest.raises(NotAnAddress) as refused:
        number_of_house(typed)

    assert refused.value.problem is StreetProblem.NOT_A_NUMBER


def test_houses_stand_in_the_order_in_which_one_passes_them() -> None:
    shuffled = ["11", "10a", "2", "10", "10-12", "", "10b", "100"]

    assert sorted(shuffled, key=sort_key) == ["", "2", "10", "10-12", "10a", "10b", "11", "100"]


@given(number=numbers)
def test_a_number_that_was_read_once_stays_as_it_is(number: str) -> None:
    assert number_of_house(number) == number
    assert len(sort_key(number)) <= 40


@given(first=st.integers(1, 9999), second=st.integers(1, 9999))
def test_the_order_is_that_of_the_numbers(first: int, second: int) -> None:
    assert (sort_key(str(first)) < sort_key(str(second))) == (first < second)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("Westernstraße 12 a", [("Westernstraße", "12a")]),
        ("Westernstraße; 12a", [("Westernstraße", "12a")]),
        ("Westernstraße\t12", [("Westernstraße", "12")]),
        ("Gänsemarkt", [("Gänsemarkt", "")]),
        ("Straße des 17. Juni 5", [("Straße des 17. Juni", "5")]),
        ("Straße des 17. Juni,", [("Straße des 17. Juni", "")]),
        ("Markt 1-3", [("Markt", "1-3")]),
        ("Markt 1 bis 3", [("Markt", "1"), ("Markt", "2"), ("Markt", "3")]),
        ("Markt, 1 bis 5 ungerade", [("Markt", "1"), ("Markt", "3"), ("Markt", "5")]),
        ("Markt 2 bis 5 (gerade)", [("Markt", "2"), ("Markt", "4")]),
    ],
)
def test_a_line_names_one_house_or_a_run(line: str, found: list[tuple[str, str]]) -> None:
    assert [(each.street, each.number) for each in addresses_in(line)] == found


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("12", StreetProblem.NOT_A_NUMBER),
        (", 12", StreetProblem.NO_STREET),
        ("Markt 12 Hof", StreetProblem.NOT_A_NUMBER),
        ("Markt 12 a bis 4", StreetProblem.NOT_A_NUMBER),
        ("Markt 1b bis 4", StreetProblem.NOT_A_NUMBER),
        ("Markt 9 bis 3", StreetProblem.RUN_BACKWARDS),
        (f"Markt 1 bis {MOST_IN_A_RUN + 1}", StreetProblem.RUN_TOO_LONG),
        ("S" * 121, StreetProblem.STREET_TOO_LONG),
    ],
)
def test_a_line_that_is_no_address_says_why(line: str, problem: StreetProblem) -> None:
    with pytest.raises(NotAnAddress) as refused:
        addresses_in(line)

    assert refused.value.problem is problem


def test_a_list_keeps_the_good_lines_and_numbers_the_bad_ones() -> None:
    text = "Markt 2\n\nmarkt 2\nNeue Str. 1\nNeue Straße 3\nMarkt zwei 2 x\n" + "y 2zz " * 40

    assert read_street_list(text) == StreetList(
        addresses=(
            Address(street="Markt", number="2"),
            Address(street="Neue Str.", number="1"),
            Address(street="Neue Str.", number="3"),
            Address(street="Markt zwei", number="2x"),
        ),
        troubles=(
            LineTrouble(
                line=7, text=("y 2zz " * 40)[:79] + "…", problem=StreetProblem.NOT_A_NUMBER
            ),
        ),
    )


def test_a_list_that_never_ends_is_cut_and_says_so() -> None:
    read = read_street_list("Markt 1\n" * (MOST_LINES + 5))

    assert read.troubles == (
        LineTrouble(line=MOST_LINES + 1, text="Markt 1", problem=StreetProblem.TOO_MANY_LINES),
    )


@given(text=st.text())
def test_any_text_is_read_without_an_error_and_without_doubles(text: str) -> None:
    read = read_street_list(text)

    keys = [(street_key(each.street), each.number) for each in read.addresses]
    assert len(keys) == len(set(keys))
    assert all(each.line >= 1 for each in read.troubles)


@given(numbers=st.lists(numbers, unique=True))
def test_a_list_of_houses_comes_back_whole(numbers: list[str]) -> None:
    text = "\n".join(f"Neue Straße {number}" for number in numbers)

    read = read_street_list(text)

    assert [each.number for each in read.addresses] == numbers
    assert read.troubles == ()


def test_streets_stand_by_name_and_houses_in_their_order() -> None:
    places = [("Öder Weg", "1"), ("Markt", "10"), ("Markt", "2"), ("Neue Straße", "1")]

    ordered = in_street_order([Address(street=street, number=number) for street, number in places])

    assert [(each.street, each.number) for each in ordered] == [
        ("Markt", "2"),
        ("Markt", "10"),
        ("Neue Straße", "1"),
        ("Öder Weg", "1"),
    ]


def test_a_street_without_a_letter_is_none() -> None:
    with pytest.raises(NotAnAddress) as refused:
        street_of(" . ")

    assert refused.value.problem is StreetProblem.NO_STREET


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("r 2026-12", "R-2026-0012"),
        (" R-2026-0012 ", "R-2026-0012"),
        ("R2026 12345", "R-2026-12345"),
        ("K-2026-0012", ""),
        ("R-26-12", ""),
    ],
)
def test_the_number_of_a_unit_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert read_unit_number(typed) == number
