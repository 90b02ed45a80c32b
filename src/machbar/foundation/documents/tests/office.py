"""LibreOffice, where the machine has it: opens a paper and prints it as a tagged PDF, for a test to read."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE, FONTS = shutil.which("soffice"), shutil.which("fc-match")
AS_WIDE_AS_ARIAL = ("Arial", "Liberation Sans", "Arimo")


def _has_arial() -> bool:
    """Whether a paper is as long here as on a desk with Arial; other fonts are wider, and pages are counted."""
    if FONTS is None:
        return False
    said = subprocess.run([FONTS, "-f", "%{family}", "Arial"], capture_output=True, check=True)
    return said.stdout.decode().startswith(AS_WIDE_AS_ARIAL)


needs_office = pytest.mark.skipif(
    SOFFICE is None or not _has_arial(),
    reason="LibreOffice or a font like Arial is absent"
    " (Debian: apt-get install libreoffice-writer-nogui fonts-liberation)",
)


def as_tagged_pdf(odt: bytes, folder: Path) -> Path:
    """The PDF that LibreOffice makes of a paper, in this folder."""
    assert SOFFICE is not None
    (folder / "paper.odt").write_bytes(odt)
    options = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
    subprocess.run(
        [
            SOFFICE,
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            options,
            "--outdir",
            str(folder),
            str(folder / "paper.odt"),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return folder / "paper.pdf"
