"""Names of files: readable, safe, and never a surprise in a header."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from machbar.foundation.documents.downloads import file_name, odt_download, pdf_download
from machbar.foundation.documents.tests.builders import make_paper

DAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Offene Fahrradwerkstatt", "Projektblatt-Offene-Fahrradwerkstatt-2026-11-26.pdf"),
        ("Größe: Öl & Süßes/é", "Projektblatt-Groesse-Oel-Suesses-e-2026-11-26.pdf"),
        ('../../etc"\r\nX: y', "Projektblatt-etc-X-y-2026-11-26.pdf"),
        ("你好", "Projektblatt-2026-11-26.pdf"),
        ("Wort " * 20, f"Projektblatt-{'-'.join(['Wort'] * 12)}-2026-11-26.pdf"),
        ("W" * 200, f"Projektblatt-{'W' * 60}-2026-11-26.pdf"),
    ],
)
def test_names_are_readable(title: str, name: str) -> None:
    assert file_name("Projektblatt", title, day=DAY, ending="pdf") == name


@given(st.text())
def test_a_name_has_only_plain_letters(title: str) -> None:
    assert re.fullmatch(
        r"[A-Za-z0-9-]+-2026-11-26\.odt", file_name("P", title, day=DAY, ending="odt")
    )


def test_papers_are_attachments_of_their_kind() -> None:
    answers = [pdf_download(make_paper(kind="Blatt")), odt_download(make_paper(kind="Blatt"))]

    assert [(each["Content-Type"], each["Content-Disposition"]) for each in answers] == [
        ("application/pdf", 'attachment; filename="Blatt-Offene-Werkstatt-2026-11-26.pdf"'),
        (
            "application/vnd.oasis.opendocument.text",
            'attachment; filename="Blatt-Offene-Werkstatt-2026-11-26.odt"',
        ),
    ]
    assert [each.content[:4] for each in answers] == [b"%PDF", b"PK\x03\x04"]
