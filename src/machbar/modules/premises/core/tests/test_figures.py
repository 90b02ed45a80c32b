"""The vacancy rate: from the ticks alone, with what is not counted beside it."""

from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.premises.core.figures import (
    Change,
    Counts,
    Look,
    compare,
    compare_total,
    count_round,
)

SPRING, AUTUMN = date(2026, 4, 11), date(2026, 10, 24)


def test_partly_empty_counts_below_the_line_only() -> None:
    counts = Counts(houses=6, seen={Look.USED: 1, Look.EMPTY: 1, Look.PARTLY: 1})

    assert (counts.counted, counts.rate, counts.open) == (3, 3333, 3)


def test_houses_without_a_shop_or_a_view_are_not_counted() -> None:
    counts = Counts(houses=9, seen={Look.EMPTY: 1, Look.USED: 1, Look.NO_SHOP: 4, Look.UNCLEAR: 3})

    assert (counts.rate, counts.open) == (5000, 0)


def test_without_a_single_shop_there_is_no_rate() -> None:
    assert Counts(houses=2, seen={Look.NO_SHOP: 2}).rate is None


def test_half_a_hundredth_is_rounded_up() -> None:
    assert Counts(houses=800, seen={Look.EMPTY: 1, Look.USED: 799}).rate == 13  # 12.5


def test_a_round_knows_its_streets_and_their_sum() -> None:
    found = count_round(
        "r",
        SPRING,
        {"Markt": 3, "Westernstraße": 2},
        [("Markt", Look.EMPTY), ("Markt", Look.USED), ("Westernstraße", Look.USED)],
    )

    assert found.streets == {
        "Markt": Counts(houses=3, seen={Look.EMPTY: 1, Look.USED: 1}),
        "Westernstraße": Counts(houses=2, seen={Look.USED: 1}),
    }
    assert found.total == Counts(houses=5, seen={Look.EMPTY: 1, Look.USED: 2})
    assert found.total.rate == 3333


def test_two_rounds_are_compared_where_both_were() -> None:
    before = count_round(
        "a", SPRING, {"Markt": 2, "Am Wall": 1}, [("Markt", Look.EMPTY), ("Markt", Look.USED)]
    )
    now = count_round(
        "b", AUTUMN, {"Markt": 2, "Westernstraße": 1}, [("Markt", Look.USED), ("Markt", Look.USED)]
    )

    assert compare(before, now) == [
        Change(street="Markt", before=before.streets["Markt"], now=now.streets["Markt"])
    ]
    assert compare_total(before, now) is None
    assert compare_total(before, before) == Change(street="", before=before.total, now=before.total)
    assert compare(before, now)[0].by == Fraction(-1, 2)


def test_the_difference_is_of_the_exact_rates_and_not_of_rounded_ones() -> None:
    before = Counts(houses=6, seen={Look.EMPTY: 1, Look.USED: 5})
    now = Counts(houses=6, seen={Look.EMPTY: 2, Look.USED: 4})

    assert Change(street="Markt", before=before, now=now).by == Fraction(1, 6)


def test_a_street_of_which_a_part_was_not_looked_at_has_no_change() -> None:
    whole = Counts(houses=2, seen={Look.EMPTY: 1, Look.USED: 1})
    part = Counts(houses=2, seen={Look.EMPTY: 1})

    changes = [
        Change(street="Markt", before=whole, now=part),
        Change(street="Markt", before=part, now=whole),
    ]

    assert [(each.by, each.is_whole) for each in changes] == [(None, False)] * 2
    assert (part.looked_at, part.open) == (1, 1)


def test_what_is_not_known_in_one_round_has_not_changed_by_anything() -> None:
    before = count_round("a", SPRING, {"Markt": 1}, [])
    now = count_round("b", AUTUMN, {"Markt": 1}, [("Markt", Look.EMPTY)])

    assert [change.by for change in compare(before, now)] == [None]


@given(
    ticks=st.lists(st.tuples(st.sampled_from(["A", "B", "C"]), st.sampled_from(Look)), max_size=60)
)
def test_every_tick_is_counted_once_and_a_rate_lies_between_nothing_and_all(
    ticks: list[tuple[str, Look]],
) -> None:
    found = count_round("r", SPRING, {"A": 5}, ticks)

    assert sum(found.total.seen.values()) == len(ticks)
    assert found.total.open >= 0
    for counts in (found.total, *found.streets.values()):
        empty = counts.of(Look.EMPTY)
        assert (counts.rate is None) == (counts.counted == 0)
        if counts.rate is not None:
            assert abs(counts.rate * counts.counted - 10_000 * empty) * 2 <= counts.counted
