"""Hours in quarters: shown with a decimal comma, added up in a table."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.meetings.core import HoursRow, HoursTable, hours_table, in_hours

entries = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(1, 12), st.integers(1, 48)), max_size=30
)


@pytest.mark.parametrize(
    ("quarters", "text"), [(0, "0"), (1, "0,25"), (2, "0,5"), (3, "0,75"), (4, "1"), (50, "12,5")]
)
def test_quarters_as_hours(quarters: int, text: str) -> None:
    assert in_hours(quarters) == text


@given(quarters=st.integers(0, 10**6))
def test_hours_say_exactly_what_the_quarters_are(quarters: int) -> None:
    assert Decimal(in_hours(quarters).replace(",", ".")) * 4 == quarters


def test_a_table_has_the_most_hours_first_and_sums_on_both_sides() -> None:
    table = hours_table([("a", 1, 2), ("b", 1, 4), ("a", 12, 1), ("b", 1, 1)])

    b, a = (5, *[0] * 11), (2, *[0] * 10, 1)
    assert table == HoursTable(
        rows=(HoursRow(key="b", months=b), HoursRow(key="a", months=a)),
        months=(7, *[0] * 10, 1),
    )
    assert [row.total for row in table.rows] == [5, 3]
    assert table.total == 8


@given(entries=entries)
def test_nothing_is_lost_in_a_table(entries: list[tuple[str, int, int]]) -> None:
    table = hours_table(entries)

    total = sum(quarters for _key, _month, quarters in entries)
    assert (table.total, sum(row.total for row in table.rows)) == (total, total)
    assert sorted(row.key for row in table.rows) == sorted({key for key, _m, _q in entries})
