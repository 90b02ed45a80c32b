"""The money bar and the ways to finance: exact lengths, and the same in words."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.drawing import shortened
from machbar.foundation.ui.figures import Segment, bar_svg
from machbar.foundation.ui.tradeoff import Way, tradeoff_label, tradeoff_sentence, tradeoff_svg

FIVE = Way(name="Fünf Förderer", own_cash=1_010_000, effort=12)
FOUR = Way(name="Vier Förderer", own_cash=1_248_889, effort=9, is_suggested=True)
ALONE = Way(name="Alles selbst", own_cash=4_000_000, effort=0)

LOOKS = ("spent", "sure", "maybe", "open")
amounts = st.lists(st.integers(0, 10**12), min_size=4, max_size=4)


def test_the_bar_of_the_mockup_has_its_lengths_edges_and_words() -> None:
    svg = bar_svg(
        [
            Segment(look="spent", cents=118_000),
            Segment(look="sure", cents=172_000),
            Segment(look="maybe", cents=250_000),
            Segment(look="open", cents=100_000),
        ]
    )

    assert (
        'aria-label="ausgegeben 1.180\u00a0€, zugesagt 1.720\u00a0€, '
        'beantragt 2.500\u00a0€, offen 1.000\u00a0€"'
    ) in svg
    assert re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"', svg) == [
        ("0.00", "18.44"),
        ("18.44", "26.88"),
        ("45.31", "39.06"),
        ("84.38", "15.62"),
    ]
    assert re.findall(r'<rect x="([\d.]+)%" width="2" height="100%" fill="([^"]+)"', svg) == [
        ("18.44", "#fff"),
        ("45.31", "#fff"),
        ("84.38", "var(--ink)"),
    ]


@given(amounts)
def test_the_parts_of_a_bar_fill_it_without_gap_or_overlap(cents: list[int]) -> None:
    svg = bar_svg([Segment(look=look, cents=part) for look, part in zip(LOOKS, cents, strict=True)])
    parts = [
        (float(start), float(width))
        for start, width in re.findall(r'<rect x="([\d.]+)%" width="([\d.]+)%"', svg)
    ]

    for (start, width), (following, _) in pairwise(parts):
        assert start + width == pytest.approx(following, abs=0.011)
    assert sum(width for _, width in parts) == pytest.approx(100 if sum(cents) else 0, abs=0.021)


def test_two_different_bars_on_a_page_have_different_patterns() -> None:
    names = {
        re.search(r'id="(hatch-[0-9a-f]{8})"', bar_svg([Segment(look="maybe", cents=cents)]))
        for cents in (100, 200)
    }

    assert len({match.group(1) for match in names if match}) == 2


def test_a_negative_part_is_refused() -> None:
    with pytest.raises(ValueError, match="never negative"):
        bar_svg([Segment(look="open", cents=-1)])


def test_a_bar_without_money_is_an_empty_frame() -> None:
    assert "<rect" not in bar_svg([])


def test_the_sentence_weighs_the_suggestion_against_the_cheapest_way() -> None:
    assert tradeoff_sentence([ALONE, FIVE, FOUR]) == (
        "„Fünf Förderer“ braucht am wenigsten eigenes Geld: 10.100\u00a0€. "
        "„Vier Förderer“ spart 3 Punkte Aufwand und kostet 2.388,89\u00a0€ mehr."
    )


def test_without_a_suggestion_the_easiest_way_is_the_rival() -> None:
    assert tradeoff_sentence([FIVE, ALONE]) == (
        "„Fünf Förderer“ braucht am wenigsten eigenes Geld: 10.100\u00a0€. "
        "„Alles selbst“ spart 12 Punkte Aufwand und kostet 29.900\u00a0€ mehr."
    )


def test_a_way_that_is_best_in_both_needs_no_weighing() -> None:
    worse = Way(name="Umständlich", own_cash=2_000_000, effort=20)

    assert tradeoff_sentence([worse, FIVE]) == (
        "„Fünf Förderer“ braucht am wenigsten eigenes Geld: 10.100\u00a0€, bei 12 Punkten Aufwand."
    )


def test_the_label_tells_every_way() -> None:
    assert tradeoff_label([FIVE, ALONE]) == (
        "Fünf Förderer: 10.100\u00a0€ eigenes Geld, Aufwand 12; "
        "Alles selbst: 40.000\u00a0€ eigenes Geld, Aufwand 0"
    )


def _widths(svg: str) -> list[float]:
    return [float(width) for width in re.findall(r'<rect x="\d+" y="\d+" width="([\d.]+)"', svg)]


@pytest.mark.parametrize(
    ("wide", "cash", "effort"), [(True, 360, 190), (False, 165, 165)], ids=["wide", "small"]
)
def test_lengths_are_the_amounts(wide: bool, cash: int, effort: int) -> None:
    svg = tradeoff_svg([FIVE, FOUR, ALONE], wide=wide)

    assert _widths(svg) == [
        round(1_010_000 * cash / 4_000_000, 1),
        effort,
        round(1_248_889 * cash / 4_000_000, 1),
        round(9 * effort / 12, 1),
        cash,
        0,
    ]


def test_the_lamp_marks_the_suggestion_and_only_it() -> None:
    assert tradeoff_svg([FIVE, FOUR, ALONE], wide=True).count("var(--lamp)") == 1
    assert tradeoff_svg([FIVE, ALONE], wide=True).count("var(--lamp)") == 0


def test_ways_that_cost_nothing_draw_nothing() -> None:
    assert _widths(tradeoff_svg([Way(name="Geschenkt", own_cash=0, effort=0)], wide=True)) == [0, 0]


@pytest.mark.parametrize(
    ("text", "most", "short"),
    [
        ("Fünf Förderer", 13, "Fünf Förderer"),
        ("Fünf Förderer, ohne DSEE", 18, "Fünf Förderer…"),
        ("Donaudampfschifffahrt", 10, "Donaudamp…"),
    ],
)
def test_long_names_are_cut_at_a_word(text: str, most: int, short: str) -> None:
    assert shortened(text, most) == short
