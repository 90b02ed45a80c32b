from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.search.findable import Audience, key_of, object_of

DAYS = st.dates(date(1900, 1, 1), date(2800, 1, 1))
PLACES = st.tuples(DAYS, st.integers(0, 2**34 - 1), st.integers(1, 63), st.sampled_from(Audience))


def key(place: tuple[date, int, int, Audience]) -> int:
    on, object_id, kind, audience = place
    return key_of(on, object_id=object_id, kind=kind, audience=audience)


@given(PLACES, PLACES)
def test_keys_stand_in_the_order_of_date_and_id_and_differ(
    one: tuple[date, int, int, Audience], other: tuple[date, int, int, Audience]
) -> None:
    assert (key(one) < key(other)) is (one < other)
    assert (key(one) == key(other)) is (one == other)


@given(PLACES)
def test_a_key_fits_into_both_databases_and_names_its_object(
    place: tuple[date, int, int, Audience],
) -> None:
    assert 0 < key(place) < 2**63
    assert object_of(key(place)) == place[1]


def test_a_number_that_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="64 needs more than 6 bits"):
        key_of(date(2026, 1, 1), object_id=1, kind=64, audience=Audience.PUBLIC)
