"""The sheet's completeness."""

import pytest

from machbar.modules.projects.core import SHEET, Fit, completeness, empty_fields, fit_of


def test_an_empty_sheet_lists_every_field_in_the_order_of_the_database() -> None:
    assert empty_fields({}) == tuple(field.name for field in SHEET)
    assert completeness({}) == 0


def test_completeness_counts_the_expected_fields_only() -> None:
    expected = {field.name: "x" for field in SHEET if field.is_expected}

    assert completeness({"acronym": "x", "facebook": "x"}) == 0
    assert completeness({**expected, "goals": ""}) == 90
    assert completeness(expected) == 100


@pytest.mark.parametrize(
    ("name", "length", "fit"),
    [
        ("goals", 0, Fit.EMPTY),
        ("goals", 299, Fit.SHORT),
        ("goals", 300, Fit.USUAL),
        ("goals", 600, Fit.USUAL),
        ("goals", 601, Fit.LONG),
        ("acronym", 1, Fit.USUAL),
    ],
)
def test_a_text_is_compared_with_the_usual_length(name: str, length: int, fit: Fit) -> None:
    field = next(each for each in SHEET if each.name == name)

    assert fit_of(field, "x" * length) is fit
