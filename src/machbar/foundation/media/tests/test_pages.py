"""Scanned PDFs become pictures page by page, in a process of their own; what is none is refused."""

import pytest

from machbar.foundation.media.core import prepare
from machbar.foundation.media.pages import PdfProblem, PdfRefused, pages_of
from machbar.foundation.media.tests.builders import pdf


def test_each_page_becomes_a_picture_that_is_checked_like_all_others() -> None:
    pages = pages_of(pdf((595, 842), (842, 595)))

    sizes = [(each.largest.width, each.largest.height) for each in map(prepare, pages)]
    assert sizes == [(1810, 2560), (2560, 1810)]


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        pytest.param(b"%PDF-1.7 nichts", PdfProblem.BROKEN, id="no pages at all"),
        pytest.param(pdf((595, 842))[:200], PdfProblem.BROKEN, id="cut"),
        pytest.param(pdf((595, 842), password="geheim"), PdfProblem.LOCKED, id="locked"),
        pytest.param(pdf(*[(9, 9)] * 21), PdfProblem.TOO_MANY_PAGES, id="too many pages"),
    ],
)
def test_what_does_not_become_pages_is_refused_with_its_reason(
    content: bytes, problem: PdfProblem
) -> None:
    with pytest.raises(PdfRefused) as caught:
        pages_of(content)

    assert caught.value.problem == problem
