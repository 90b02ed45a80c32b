"""The sheet's completeness."""

from machbar.modules.projects.core import SHEET, completeness, empty_fields


def test_an_empty_sheet_lists_every_field_in_the_order_of_the_database() -> None:
    assert empty_fields({}) == tuple(field.name for field in SHEET)
    assert completeness({}) == 0


def test_completeness_counts_the_expected_fields_only() -> None:
    expected = {field.name: "x" for field in SHEET if field.is_expected}

    assert completeness({"acronym": "x", "facebook": "x"}) == 0
    assert completeness({**expected, "goals": ""}) == 90
    assert completeness(expected) == 100
