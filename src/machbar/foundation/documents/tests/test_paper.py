"""What cannot be a proper paper is refused when it is made."""

import pytest

from machbar.foundation.documents.paper import (
    Cell,
    Column,
    Figure,
    Heading,
    Paper,
    Table,
    cell_text,
)
from machbar.foundation.documents.tests.builders import make_paper

COLUMNS = (Column(label="Was"), Column(label="Betrag", is_amount=True))


@pytest.mark.parametrize("levels", [(2,), (1, 3), (0,), (1, 2, 3, 4)])
def test_a_heading_level_must_not_be_left_out(levels: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="level"):
        make_paper(*(Heading(text="x", level=level) for level in levels))


def test_headings_may_go_back_up_by_any_number() -> None:
    paper = make_paper(*(Heading(text="x", level=level) for level in (1, 2, 3, 1)))

    assert isinstance(paper, Paper)


def test_a_paper_needs_a_title() -> None:
    with pytest.raises(ValueError, match="title"):
        make_paper(title=" ")


@pytest.mark.parametrize("row", [("a",), ("a", 1, 2), ("a", "1,00 €"), (1, 1)])
def test_a_row_must_fit_the_columns(row: tuple[Cell, ...]) -> None:
    with pytest.raises(ValueError, match=r"columns"):
        Table(caption="x", columns=COLUMNS, rows=(), total=row)


def test_a_table_needs_a_column() -> None:
    with pytest.raises(ValueError, match="column"):
        Table(caption="x", columns=(), rows=())


def test_a_figure_needs_words() -> None:
    with pytest.raises(ValueError, match="words"):
        Figure(content=b"", alternative=" ")


def test_cells_are_read_as_german_amounts() -> None:
    assert [cell_text(cell) for cell in ("Miete", 150_000, -5, None)] == [
        "Miete",
        "1.500,00\u00a0€",
        "−0,05\u00a0€",
        "",
    ]
