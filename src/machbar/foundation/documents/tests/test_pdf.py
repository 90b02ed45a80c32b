"""The PDF: tagged, titled, German, our fonts only, and any text in it is text."""

import io
from collections.abc import Iterator
from datetime import date

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from machbar.foundation.documents import pdf
from machbar.foundation.documents.exceptions import PaperError
from machbar.foundation.documents.paper import Figure, Heading, Paragraph
from machbar.foundation.documents.pdf import picture_as_png, write_pdf
from machbar.foundation.documents.tests.builders import SVG, make_full_paper, make_paper
from machbar.foundation.documents.tests.reading import pdf_text

NASTY = '#import "x": * *fett* _kursiv_ $x^2$ \\ <b>nein</b> `code` @wer [[ ]] // nichts /* */ "zu" \'so\''


def _opened(content: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(content))


def _tags(node: pikepdf.Object) -> Iterator[str]:
    """The names of the structure elements in reading order."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from _tags(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield str(node["/S"])
        if "/K" in node and node.get("/Type") != "/MCR":
            yield from _tags(node["/K"])


def test_the_pdf_is_tagged_titled_german_and_marked() -> None:
    content = write_pdf(make_full_paper(kind="Projektblatt")).content

    with _opened(content) as opened, opened.open_metadata() as metadata:
        assert bool(opened.Root.MarkInfo.Marked) is True
        assert str(opened.Root.Lang) == "de"
        assert bool(opened.Root.ViewerPreferences.DisplayDocTitle) is True
        assert metadata["dc:title"] == "Offene Werkstatt"
        assert metadata["pdfuaid:part"] == "1"


def test_headings_lists_tables_and_figures_are_tagged_as_such() -> None:
    with _opened(write_pdf(make_full_paper()).content) as opened:
        tags = list(_tags(opened.Root.StructTreeRoot["/K"]))

    headings = [tag for tag in tags if tag in {"/H1", "/H2", "/H3"}]
    assert headings == ["/H1", "/H2", "/H3"]
    assert tags.count("/Table") == 1
    assert tags.count("/TH") == 2
    assert tags.count("/TD") == 6
    assert tags.count("/LI") == 5
    assert tags.count("/Figure") == 1


def test_every_figure_has_its_words() -> None:
    content = write_pdf(make_paper(Figure(content=SVG, alternative="Ein Rechteck"))).content

    with _opened(content) as opened:
        alternatives = [
            str(each["/Alt"])
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]
    assert alternatives == ["Ein Rechteck"]


def test_only_our_fonts_are_in_it_and_all_are_embedded() -> None:
    paper = make_full_paper("Größe ł ẞ 😀", kind="Projektblatt")

    with _opened(write_pdf(paper).content) as opened:
        fonts = [
            each
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and each.get("/Type") == "/FontDescriptor"
        ]
        names = {str(font["/FontName"]).partition("+")[2].partition("-")[0] for font in fonts}
        assert all("/FontFile2" in font or "/FontFile3" in font for font in fonts)
    assert names <= {"MachBarText", "MachBarTextExt", "MachBarSign", "MachBarSignExt"}
    assert "MachBarText" in names


def test_markup_in_texts_stays_text_everywhere() -> None:
    printed = write_pdf(make_full_paper(NASTY, title=NASTY, kind=NASTY, fictional_note=NASTY))

    flat = " ".join(pdf_text(printed.content).split())
    assert printed.lost == ()
    assert flat.count("".join(NASTY.split())) == 0  # spaces stay spaces
    assert flat.replace(" ", "").count("".join(NASTY.split())) >= 10


def test_characters_no_font_has_are_marked_and_named() -> None:
    printed = write_pdf(make_paper(Paragraph(text="Gut 😀 مرحبا 你好 so → da")))

    assert printed.lost == ("ا", "ب", "ح", "ر", "م", "你", "好", "😀")
    assert "Gut [?] [?] so -> da" in " ".join(pdf_text(printed.content).split())


@pytest.mark.parametrize("text", ["\x00", "\ufeff", "😀", "\u200d", "\ud800"])
def test_a_paper_of_nothing_printable_is_still_a_paper(text: str) -> None:
    paper = make_full_paper(text, title=text)

    with _opened(write_pdf(paper).content) as opened, opened.open_metadata() as metadata:
        assert metadata["dc:title"] == "[?]"


def test_a_long_address_stays_whole_and_on_the_page() -> None:
    address = "https://machbar.example/" + "abcdefghij" * 30

    content = write_pdf(make_paper(Paragraph(text=address))).content

    assert address in pdf_text(content).replace("\n", "")


def test_the_same_paper_gives_the_same_bytes_and_another_day_does_not() -> None:
    paper = make_full_paper()

    assert write_pdf(paper).content == write_pdf(paper).content
    assert write_pdf(paper).content != write_pdf(make_full_paper(dated=date(2026, 11, 27))).content


@pytest.mark.parametrize(
    "content",
    [
        b"kein Bild",
        b"\x89PNG\r\n\x1a\nkaputt",
        SVG.replace(b"</svg>", b'<image href="/etc/hostname.png" width="9" height="9"/></svg>'),
        SVG.replace(b"</svg>", b'<image href="http://a.invalid/a.png" width="9"/></svg>'),
        SVG.replace(b"</svg>", b'<image href="../a.png" width="9" height="9"/></svg>'),
    ],
)
def test_a_broken_picture_or_one_that_wants_other_files_is_refused(content: bytes) -> None:
    with pytest.raises(PaperError):
        write_pdf(make_paper(Figure(content=content, alternative="x")))


def test_a_drawing_becomes_pixels_and_pixels_stay() -> None:
    pixels = picture_as_png(Figure(content=SVG, alternative="x"))

    assert Figure(content=pixels, alternative="x").is_png
    assert picture_as_png(Figure(content=pixels, alternative="x")) == pixels
    assert write_pdf(make_paper(Figure(content=pixels, alternative="x"))).content[:5] == b"%PDF-"


def test_missing_fonts_are_an_error_and_never_another_font(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(pdf, "VENDOR", tmp_path)
    pdf._fonts.cache_clear()
    try:
        with pytest.raises(PaperError, match=r"MachBarSign\.ttf"):
            write_pdf(make_paper())
    finally:
        pdf._fonts.cache_clear()


@settings(max_examples=25)
@given(text=st.text(max_size=200), title=st.text(min_size=1, max_size=60))
def test_any_text_gives_a_paper(text: str, title: str) -> None:
    paper = make_full_paper(text, title=title if title.strip() else "x")

    assert write_pdf(paper).content.startswith(b"%PDF-")


@settings(max_examples=25)
@given(st.lists(st.text("abcäöüß€ #*$\\<>&\"'_`@[](){}=-+/~^%0123456789", min_size=1), max_size=5))
def test_printable_text_is_read_back_from_the_pdf(texts: list[str]) -> None:
    paper = make_paper(Heading(text="Anfang"), *(Paragraph(text=text) for text in texts))

    found = "".join(pdf_text(write_pdf(paper).content).split())

    for text in texts:
        assert "".join(text.split()) in found.replace("\u00ad", "")
