"""Three years of running: sums, gaps, who covers them, and the tipping point."""

from hypothesis import given
from hypothesis import strategies as st

from machbar.modules.projects.core import Line, Operation, Side, Year, add_up

CENTS = st.integers(min_value=0, max_value=10**9)
LINES = st.lists(
    st.builds(
        Line,
        side=st.sampled_from(list(Side)),
        label=st.just("Miete"),
        years=st.tuples(CENTS, CENTS, CENTS),
    ),
    max_size=8,
)


def line(side: Side, *years: int) -> Line:
    first, second, third = years
    return Line(side=side, label="x", years=(first, second, third))


def test_costs_income_and_hours_are_added_up_year_by_year() -> None:
    found = add_up(
        [
            line(Side.COST, 240_000, 240_000, 240_000),
            line(Side.COST, 60_000, 0, 0),
            line(Side.INCOME, 200_000, 250_000, 240_000),
            line(Side.HOURS, 120, 80, 80),
        ],
        gap_covered_by="  der Verein ",
    )

    assert found == Operation(
        years=(
            Year(costs=300_000, income=200_000, hours=120),
            Year(costs=240_000, income=250_000, hours=80),
            Year(costs=240_000, income=240_000, hours=80),
        ),
        gap_covered_by="der Verein",
    )
    assert found is not None
    assert [(year.gap, year.surplus) for year in found.years] == [
        (100_000, 0),
        (0, 10_000),
        (0, 0),
    ]
    assert (found.gap, found.is_covered) == (100_000, True)


def test_a_gap_that_nobody_covers_is_open() -> None:
    found = add_up([line(Side.COST, 1, 0, 0), line(Side.INCOME, 0, 5, 5)])

    assert found is not None
    assert (found.gap, found.is_covered) == (1, False)


def test_what_a_year_leaves_over_can_be_put_aside_for_later_years_and_not_for_earlier_ones() -> (
    None
):
    later = add_up([line(Side.COST, 10, 50, 60), line(Side.INCOME, 40, 30, 50)])
    earlier = add_up([line(Side.COST, 50, 10, 10), line(Side.INCOME, 40, 40, 40)])

    assert [(each.gap, each.put_aside) for each in (later, earlier) if each] == [(30, 30), (10, 0)]


@given(lines=LINES)
def test_put_aside_is_what_no_purse_through_the_years_would_miss(lines: list[Line]) -> None:
    found = add_up(lines)
    if found is None:
        return
    purse = missed = 0
    for year in found.years:
        purse += year.income - year.costs
        missed += max(0, -purse)
        purse = max(0, purse)

    assert found.gap - found.put_aside == missed


def test_hours_alone_say_nothing_about_money() -> None:
    assert add_up([line(Side.HOURS, 10, 10, 10)]) is None
    assert add_up([]) is None


def test_the_tipping_point_says_how_much_of_the_income_is_needed() -> None:
    safe = add_up([line(Side.COST, 80, 80, 80), line(Side.INCOME, 100, 100, 100)])
    short = add_up([line(Side.COST, 125, 125, 125), line(Side.INCOME, 100, 100, 100)])
    none = add_up([line(Side.COST, 1, 1, 1)])

    found = [each for each in (safe, short, none) if each]
    assert [each.tipping_point for each in found] == [8_000, 12_500, None]
    assert [each.needs_more_income for each in found] == [False, True, True]


@given(lines=LINES)
def test_the_tipping_point_is_the_least_share_that_pays_for_everything(lines: list[Line]) -> None:
    found = add_up(lines)
    point = found.tipping_point if found else None
    if found is None or point is None:
        return
    income = sum(year.income for year in found.years)
    costs = sum(year.costs for year in found.years)

    assert income * point >= costs * 10_000
    assert point == 0 or income * (point - 1) < costs * 10_000
