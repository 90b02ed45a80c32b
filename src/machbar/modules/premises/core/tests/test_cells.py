"""Floors and hours as cells write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.cells import NotInACell, floor_of, hour_of


@pytest.mark.parametrize(
    ("cell", "floor"),
    [
        ("EG", 0),
        ("1. OG", 1),
        ("OG", 1),
        ("2.Stock", 2),
        ("Keller", -1),
        ("-1", -1),
        ("3", 3),
        ("", None),
    ],
)
def test_a_floor_is_read_as_people_write_it(cell: str, floor: int | None) -> None:
    assert floor_of(cell) == floor


@pytest.mark.parametrize("cell", ["oben", "1,5", "1. OG links", "٣"])
def test_what_is_no_floor_is_refused(cell: str) -> None:
    with pytest.raises(NotInACell):
        floor_of(cell)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [
        ("20 Uhr", time(20)),
        ("20:30", time(20, 30)),
        ("8.15 Uhr", time(8, 15)),
        ("7", time(7)),
        (" ", None),
    ],
)
def test_an_hour_is_read_as_people_write_it(cell: str, hour: time | None) -> None:
    assert hour_of(cell) == hour


@pytest.mark.parametrize("cell", ["25 Uhr", "12:60", "abends", "12:5"])
def test_what_is_no_hour_is_refused(cell: str) -> None:
    with pytest.raises(NotInACell):
        hour_of(cell)


@given(floor=st.integers(-99, 99), at=st.times())
def test_what_we_write_comes_back(floor: int, at: time) -> None:
    minute = at.replace(second=0, microsecond=0)

    assert floor_of(str(floor)) == floor
    assert hour_of(f"{minute:%H:%M} Uhr") == minute
