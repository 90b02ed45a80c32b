"""The feasibility sketch on paper: two tagged pages, the same in PDF and ODT, and an estimate that keeps its word."""

import io
from datetime import date
from pathlib import Path

import pikepdf
import pytest

from machbar.foundation.documents.odt import write_odt
from machbar.foundation.documents.paper import Paper
from machbar.foundation.documents.pdf import write_pdf
from machbar.foundation.documents.tests.office import as_tagged_pdf, needs_office
from machbar.foundation.documents.tests.reading import odt_paragraphs, pdf_text
from machbar.foundation.people.models import Role
from machbar.foundation.testing import make_actor
from machbar.modules.projects.core import SketchContent, SketchStep, Variant, fullness
from machbar.modules.projects.sketch_papers import sketch_paper
from machbar.modules.projects.tests.test_projects import make_project

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 26)
SENTENCE = "Die Anlage steht allen offen, und der Verein kümmert sich. "


def _content(*, words: int, variants: int, cells: int) -> SketchContent:
    return SketchContent(
        texts=dict.fromkeys(SketchStep, (SENTENCE * 60)[:words]),
        variants=tuple(
            Variant(
                letter="ABCD"[at],
                name=f"Weg {at}",
                gist=(SENTENCE * 5)[:cells],
                pros=(SENTENCE * 5)[:cells],
                cons=(SENTENCE * 5)[:cells],
                yearly_note=(SENTENCE * 5)[:cells],
                cost_from=10_000_00,
                cost_to=20_000_00,
                yearly=1_200_00,
                duration="acht Monate",
            )
            for at in range(variants)
        ),
    )


def _fullest(*, variants: int, cells: int) -> SketchContent:
    """The longest texts with which the estimate still says that two pages hold it."""
    contents = (_content(words=each, variants=variants, cells=cells) for each in range(10, 900, 10))
    return [each for each in contents if fullness(each) <= 100][-1]


def _paper(content: SketchContent, *, number: int = 0) -> Paper:
    lotse = make_actor(Role.LOTSE)
    project = make_project(lotse, "Calisthenics Zollplatz")
    return sketch_paper(
        project,
        content,
        title=project.title,
        dated=DAY,
        is_demo=False,
        number=number,
        authors=["Lotse", "Projektleitung (mit Link)"],
    )


@pytest.mark.parametrize(
    ("variants", "cells"), [(0, 0), (1, 200), (2, 40), (2, 120), (3, 90), (4, 50)]
)
def test_what_the_estimate_calls_two_pages_is_two_pages_and_they_are_well_filled(
    variants: int, cells: int
) -> None:
    printed = write_pdf(_paper(_fullest(variants=variants, cells=cells)))

    assert printed.pages == 2


def test_what_is_far_beyond_two_pages_is_called_so() -> None:
    content = _content(words=800, variants=4, cells=240)

    assert fullness(content) > 100
    assert write_pdf(_paper(content)).pages > 2


def test_pdf_and_odt_hold_the_same_headings_and_the_pdf_is_tagged_and_titled() -> None:
    content = _content(words=120, variants=2, cells=60)
    paper = _paper(content, number=3)

    pdf = write_pdf(paper).content
    paragraphs = odt_paragraphs(write_odt(paper))

    headings = [text for style, text in paragraphs if style.startswith("Heading")]
    assert headings == [
        "Anlass",
        "Ort",
        "Nutzer",
        "Varianten",
        "Recht und Genehmigungen",
        "Kosten",
        "Folgekosten und Pflege",
        "Risiken",
        "Träger",
        "Zeit",
        "Nötige Entscheidung",
    ]
    text = " ".join(pdf_text(pdf).split())
    assert [each for each in headings if each not in text] == []
    for words in (
        "Machbarkeitsskizze, Fassung 3",
        "10.000 € bis 20.000 €",
        "Projektleitung (mit Link)",
    ):
        assert words in text
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert bool(opened.Root.MarkInfo.Marked)
        assert (str(opened.Root.Lang), str(opened.docinfo["/Title"])) == (
            "de",
            "Calisthenics Zollplatz",
        )


@pytest.mark.long
@needs_office
@pytest.mark.parametrize(("variants", "cells"), [(0, 0), (2, 120), (4, 50)])
def test_libreoffice_reads_the_odt_back_on_two_pages_with_real_headings(
    tmp_path: Path, variants: int, cells: int
) -> None:
    content = _fullest(variants=variants, cells=cells)
    printed = as_tagged_pdf(write_odt(_paper(content)), tmp_path)

    with pikepdf.open(printed) as opened:
        kinds = [
            str(each["/S"])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]
        pages = len(opened.pages)
    assert (pages, kinds.count("/H1")) == (2, len(SketchStep))
