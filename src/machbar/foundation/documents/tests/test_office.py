"""LibreOffice opens our ODT: headings, tables, pictures and language arrive in what it makes of it."""

import io
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from machbar.foundation.documents.odt import write_odt
from machbar.foundation.documents.tests.builders import make_full_paper

SOFFICE = shutil.which("soffice")


@pytest.mark.long
@pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is absent (Debian: apt-get install libreoffice-writer-nogui)",
)
def test_libreoffice_opens_the_odt_and_knows_its_headings_table_and_picture(tmp_path: Path) -> None:
    assert SOFFICE is not None
    (tmp_path / "paper.odt").write_bytes(write_odt(make_full_paper("Größe <b> & „so“ 😀")))
    options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'

    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{tmp_path}/profile",
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(tmp_path),
            str(tmp_path / "paper.odt"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )

    with pikepdf.open(io.BytesIO((tmp_path / "paper.pdf").read_bytes())) as opened:
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
