"""The ODT: real headings, styles and tables, a language and a title, and any text comes back as it was."""

import io
import zipfile
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from odf import dc, draw, style, table
from odf import text as odf_text
from odf.opendocument import load

from machbar.foundation.documents.characters import clean, paragraphs
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.documents.odt import write_odt
from machbar.foundation.documents.paper import Column, Figure, Heading, Look, Paragraph, Table
from machbar.foundation.documents.tests.builders import SVG, make_full_paper, make_paper
from machbar.foundation.documents.tests.reading import odt_paragraphs, odt_text


def test_title_language_and_day_are_in_the_metadata() -> None:
    opened = load(io.BytesIO(write_odt(make_full_paper())))

    found = {
        element: str(opened.meta.getElementsByType(element)[0])
        for element in (dc.Title, dc.Language, dc.Date)
    }
    assert found == {
        dc.Title: "Offene Werkstatt",
        dc.Language: "de",
        dc.Date: "2026-11-26T12:00:00",
    }


def test_the_language_of_every_paragraph_is_german() -> None:
    opened = load(io.BytesIO(write_odt(make_paper())))

    usual = opened.styles.getElementsByType(style.DefaultStyle)[0]
    letters = usual.getElementsByType(style.TextProperties)[0]
    assert (letters.getAttribute("language"), letters.getAttribute("country")) == ("de", "DE")


def test_headings_are_headings_with_their_levels() -> None:
    paper = make_paper(*(Heading(text=f"Stufe {level}", level=level) for level in (1, 2, 3)))

    opened = load(io.BytesIO(write_odt(paper)))

    assert [
        (odt_text(each), each.getAttribute("outlinelevel"), each.getAttribute("stylename"))
        for each in opened.text.getElementsByType(odf_text.H)
    ] == [
        ("Stufe 1", "1", "Heading_20_1"),
        ("Stufe 2", "2", "Heading_20_2"),
        ("Stufe 3", "3", "Heading_20_3"),
    ]


def test_paragraphs_carry_styles_by_their_names() -> None:
    paper = make_paper(
        Paragraph(text="Zuerst", look=Look.LEAD),
        Paragraph(text="Eins\n\nZwei"),
        Paragraph(text="Klein", look=Look.SMALL),
        kind="Projektblatt",
        fictional_note="alles erfunden",
    )

    assert odt_paragraphs(write_odt(paper)) == [
        ("Kind", "Projektblatt"),
        ("Title", "Offene Werkstatt"),
        ("Fictional", "alles erfunden"),
        ("Lead", "Zuerst"),
        ("Text_20_body", "Eins"),
        ("Text_20_body", "Zwei"),
        ("Note", "Klein"),
    ]


def test_a_table_has_a_head_row_and_amounts_that_can_be_reckoned_with() -> None:
    block = Table(
        caption="Was es kostet",
        columns=(Column(label="Posten"), Column(label="Betrag", is_amount=True)),
        rows=(("Rampe", 150_005), ("Skonto", -5), ("offen", None)),
        total=("Zusammen", 150_000),
    )

    opened = load(io.BytesIO(write_odt(make_paper(block))))

    grid = opened.text.getElementsByType(table.Table)[0]
    assert len(grid.getElementsByType(table.TableHeaderRows)) == 1
    cells = grid.getElementsByType(table.TableCell)
    assert [odt_text(cell) for cell in cells] == [
        "Posten",
        "Betrag",
        "Rampe",
        "1.500,05\u00a0€",
        "Skonto",
        "−0,05\u00a0€",
        "offen",
        "",
        "Zusammen",
        "1.500,00\u00a0€",
    ]
    values = [cell.getAttribute("value") for cell in cells if cell.getAttribute("currency")]
    assert values == ["1500.05", "-0.05", "1500.00"]


@pytest.mark.parametrize(("texts", "amounts"), [(1, 1), (0, 3), (2, 5), (8, 0)])
def test_columns_fill_the_width_whatever_there_is(texts: int, amounts: int) -> None:
    columns = (Column(label="a"),) * texts + (Column(label="b", is_amount=True),) * amounts

    opened = load(io.BytesIO(write_odt(make_paper(Table(caption="x", columns=columns, rows=())))))

    widths = {
        each.getAttribute("name"): float(
            each.getElementsByType(style.TableColumnProperties)[0]
            .getAttribute("columnwidth")
            .removesuffix("cm")
        )
        for each in opened.automaticstyles.getElementsByType(style.Style)
        if each.getAttribute("family") == "table-column"
    }
    used = [
        widths[each.getAttribute("stylename")]
        for each in opened.text.getElementsByType(table.TableColumn)
    ]
    assert len(used) == len(columns)
    assert sum(used) == pytest.approx(16, abs=0.05)


def test_a_figure_is_a_picture_with_words_and_keeps_its_shape() -> None:
    paper = make_paper(
        Figure(content=SVG, alternative="Ein Rechteck", caption="Da", width_percent=50)
    )

    content = write_odt(paper)

    opened = load(io.BytesIO(content))
    frame = opened.text.getElementsByType(draw.Frame)[0]
    assert (frame.getAttribute("width"), frame.getAttribute("height")) == ("8.00cm", "4.00cm")
    assert "Ein Rechteck" in odt_text(frame)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.read("Pictures/figure-1.png").startswith(b"\x89PNG")


def test_a_broken_picture_is_refused() -> None:
    with pytest.raises(PaperError):
        write_odt(make_paper(Figure(content=b"kein Bild", alternative="x")))


def test_the_same_paper_gives_the_same_bytes_whatever_was_written_before() -> None:
    small, full = make_paper(), make_full_paper()

    first = write_odt(small)

    assert write_odt(full) == write_odt(full)
    assert write_odt(small) == first
    assert write_odt(make_paper(dated=date(2026, 11, 27))) != first


def test_the_type_stands_first_and_uncompressed() -> None:
    with zipfile.ZipFile(io.BytesIO(write_odt(make_paper()))) as archive:
        entry = archive.infolist()[0]

        assert (entry.filename, entry.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
        assert {each.date_time for each in archive.infolist()} == {(2026, 11, 26, 12, 0, 0)}


@settings(max_examples=40)
@given(st.text())
def test_any_text_comes_back_as_it_was(text: str) -> None:
    found = odt_paragraphs(write_odt(make_paper(Paragraph(text=text))))

    assert [shown for name, shown in found if name == "Text_20_body"] == [
        "\n".join(lines) for lines in paragraphs(text)
    ]


@settings(max_examples=25)
@given(st.text(), st.text(min_size=1))
def test_any_text_in_every_block_gives_a_paper_that_opens(text: str, title: str) -> None:
    paper = make_full_paper(text, title=title if title.strip() else "x")

    opened = load(io.BytesIO(write_odt(paper)))

    shown = " ".join(clean(paper.title).split()) or "[?]"
    assert str(opened.meta.getElementsByType(dc.Title)[0]) == shown
