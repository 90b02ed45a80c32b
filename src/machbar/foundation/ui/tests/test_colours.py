"""The door colour: readable on white, and never changed more than needed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.ui.colours import (
    LEAST_CONTRAST,
    contrast_on_white,
    is_dark_enough,
    nearest_dark_enough,
    town_sheet,
)

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("colour", "contrast"),
    [("#ffffff", 1.0), ("#000000", 21.0), ("#0f5257", 8.9), ("#767676", 4.54), ("#595959", 7.0)],
)
def test_contrast_is_the_one_of_wcag(colour: str, contrast: float) -> None:
    assert contrast_on_white(colour) == pytest.approx(contrast, abs=0.05)


def test_a_dark_door_stays_as_it_is_and_a_light_one_is_darkened_in_its_hue() -> None:
    assert is_dark_enough("#0f5257")
    assert nearest_dark_enough("#0f5257") == "#0f5257"
    assert not is_dark_enough("#ff0000")
    assert nearest_dark_enough("#ff0000") == "#b60000"
    assert contrast_on_white("#b60000") >= LEAST_CONTRAST > contrast_on_white("#b70000")


@given(colours)
def test_whatever_a_town_wishes_ends_readable(colour: str) -> None:
    assert contrast_on_white(nearest_dark_enough(colour)) >= LEAST_CONTRAST


@given(colours)
def test_no_channel_ever_gets_lighter(colour: str) -> None:
    nearest = nearest_dark_enough(colour)

    for start in (1, 3, 5):
        assert int(nearest[start : start + 2], 16) <= int(colour[start : start + 2], 16)


@given(colours.filter(is_dark_enough))
def test_a_readable_colour_is_never_touched(colour: str) -> None:
    assert nearest_dark_enough(colour) == colour


def test_the_sheet_of_a_town_holds_its_colour_and_nothing_else() -> None:
    assert town_sheet("#0f5257") == ":root { --accent: #0f5257; }\n"
    assert town_sheet("#FF0000") == ":root { --accent: #b60000; }\n"


@pytest.mark.parametrize(
    "text", ["", "red", "#fff", "#12345g", "#0f5257; } body { display: none", "#0f5257\n"]
)
def test_what_is_no_colour_never_reaches_the_sheet(text: str) -> None:
    with pytest.raises(ValueError, match="is not a colour like #0f5257"):
        town_sheet(text)
