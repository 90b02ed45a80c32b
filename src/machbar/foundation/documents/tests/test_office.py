"""LibreOffice opens our ODT: headings, tables, pictures and language arrive in what it makes of it."""

from pathlib import Path

import pikepdf
import pytest

from machbar.foundation.documents.odt import write_odt
from machbar.foundation.documents.tests.builders import make_full_paper
from machbar.foundation.documents.tests.office import as_tagged_pdf, needs_office


@pytest.mark.long
@needs_office
def test_libreoffice_opens_the_odt_and_knows_its_headings_table_and_picture(tmp_path: Path) -> None:
    printed = as_tagged_pdf(write_odt(make_full_paper("Größe <b> & „so“ 😀")), tmp_path)

    with pikepdf.open(printed) as opened:
        kinds = [
            str(each["/S"])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/StructElem"
        ]
        alternatives = [
            str(each["/Alt"])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
        language = str(opened.Root.Lang)
        title = str(opened.docinfo["/Title"])
    assert (kinds.count("/H1"), kinds.count("/H2"), kinds.count("/Table")) == (1, 1, 2)
    assert kinds.count("/TH") == 2
    assert alternatives == ["Ein Rechteck"]
    assert (language, title) == ("de-DE", "Offene Werkstatt")
