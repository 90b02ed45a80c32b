"""Days as far as people know them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.partial_days import (
    NotAPartialDay,
    as_typed,
    is_in_order,
    partial_day,
)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("1987", "1987"),
        ("5.1987", "1987-05"),
        ("05/1987", "1987-05"),
        ("12.05.1987", "1987-05-12"),
        ("12. 5. 1987", "1987-05-12"),
        ("1987-05", "1987-05"),
        ("1987-05-12", "1987-05-12"),
        ("  ", ""),
    ],
)
def test_as_much_of_a_day_is_kept_as_is_known(typed: str, stored: str) -> None:
    assert partial_day(typed) == stored


@pytest.mark.parametrize("typed", ["87", "früher", "13.1987", "31.2.1987", "0000", "1987-5"])
def test_what_is_no_day_is_refused(typed: str) -> None:
    with pytest.raises(NotAPartialDay):
        partial_day(typed)


@given(day=st.dates(date(1000, 1, 1)), known=st.sampled_from([4, 7, 10]))
def test_a_stored_day_comes_back_from_how_it_is_typed(day: date, known: int) -> None:
    stored = day.isoformat()[:known]

    assert partial_day(as_typed(stored)) == stored


@pytest.mark.parametrize(
    ("since", "until", "is_so"),
    [
        ("1987", "1987-05", True),
        ("1987-06", "1987-05-30", False),
        ("", "1987", True),
        ("1988", "", True),
        ("1988", "1987", False),
    ],
)
def test_order_is_judged_as_far_as_both_are_known(since: str, until: str, is_so: bool) -> None:
    assert is_in_order(since, until) is is_so
