"""LibreOffice, where the machine has it: opens a paper and prints it as a tagged PDF, for a test to read."""

import shutil
import subprocess
from pathlib import Path

import pytest

SOFFICE = shutil.which("soffice")
needs_office = pytest.mark.skipif(
    SOFFICE is None,
    reason="LibreOffice is absent (Debian: apt-get install libreoffice-writer-nogui)",
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
