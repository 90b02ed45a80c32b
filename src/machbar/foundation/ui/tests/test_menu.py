"""Which menu entry a page belongs to."""

import pytest

from machbar.foundation.ui.menu import current_section


@pytest.mark.parametrize(
    ("path", "section"),
    [
        ("/", ""),
        ("/ideen/", "ideen"),
        ("/ideen/neu/", "ideen"),
        ("/werkstatt/", "werkstatt"),
        ("/werkstatt/heute/", "werkstatt/heute"),
        ("/werkstatt/projekte/abc/blatt/", "werkstatt/projekte"),
    ],
)
def test_a_page_belongs_to_the_entry_its_address_begins_with(path: str, section: str) -> None:
    assert current_section(path) == section
